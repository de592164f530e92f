import { describe, expect, test } from 'vitest';
import { Fault, Permission, Stop } from '../../asm/abi.ts';
import {
  CODE,
  CODE_END,
  codeOf,
  DATA,
  GUARD_PAGE,
  machineAt,
  machineWith,
  SIZE,
  STACK,
  state,
} from './setup.ts';

describe('a fault in the middle of a block', () => {
  test('counts what came before it, and leaves rip on it', () => {
    const machine = machineWith('inc eax; inc eax; inc eax; mov [rdi], eax; inc eax', { rdi: 0n, rax: 0n });
    expect(machine.run(1000)).toBe(Stop.FAULT);
    expect(state(machine)).toMatchObject({ rax: 3n, retired: 3n, rip: BigInt(CODE + 6) });
    machine.setRegister('rdi', BigInt(DATA));
    expect(machine.run(2)).toBe(Stop.BUDGET);
    expect(state(machine)).toMatchObject({ rax: 4n, retired: 5n });
    expect(machine.readU64(DATA)).toBe(3n);
  });

  test('happens again when nothing has changed', () => {
    const machine = machineWith('nop; mov eax, [rdi]', { rdi: 8n });
    for (let round = 0; round < 3; round++) {
      expect(machine.run(50)).toBe(Stop.FAULT);
      expect(machine.fault).toEqual({ kind: Fault.READ, address: 8n, size: 4, source: 0n });
      expect(machine.retired).toBe(1n);
    }
  });

  test('is gone when the host allows the page', () => {
    const machine = machineWith('mov eax, [rdi]', { rdi: BigInt(GUARD_PAGE) });
    expect(machine.run(1)).toBe(Stop.FAULT);
    machine.protect(GUARD_PAGE, 0x1000, Permission.READ);
    expect(machine.run(1)).toBe(Stop.BUDGET);
  });
});

describe('fetching', () => {
  const nowhere: readonly [string, string, bigint][] = [
    ['jmp rax', 'into data', BigInt(DATA)],
    ['jmp rax', 'to address 0', 0n],
    ['jmp rax', 'into the register file', 0x10000n],
    ['jmp rax', 'past the end of memory', BigInt(SIZE)],
    ['jmp rax', 'past 4 GiB', 0x1_0000_0000n + BigInt(CODE)],
    ['jmp rax', 'to a non-canonical address', 0xdead_beef_dead_beefn],
    ['call rax', 'into data', BigInt(DATA + 5)],
    ['call rax', 'to address 0', 0n],
    ['push rax; ret', 'past 4 GiB', 0xffff_ffff_ffff_ffffn],
    ['push rax; ret', 'to the last byte of 4 GiB', 0xffff_ffffn],
    ['jmp rax', 'to the last byte of 4 GiB', 0xffff_ffffn],
    ['call rax', 'to the last but one byte of 4 GiB', 0xffff_fffen],
    ['push rax; ret', 'into the stack', BigInt(STACK)],
    ['push rax; jmp [rsp]', 'to address 0', 0n],
    ['push rax; call [rsp]', 'to address 0', 0n],
  ];
  test.each(nowhere)('%s %s faults at the target and names the branch', (text, _, rax) => {
    const code = codeOf(text);
    const machine = machineWith(code, { rax });
    const steps = text.split(';').length;
    expect(machine.run(100)).toBe(Stop.FAULT);
    const last = codeOf(text.split(';').at(-1)!).length;
    const source = BigInt(CODE + code.length - last);
    expect(machine.fault).toEqual({ kind: Fault.EXECUTE, address: rax, size: 1, source });
    expect(machine.getRegister('rip')).toBe(rax);
    expect(machine.retired).toBe(BigInt(steps));
  });

  test('a direct branch to where nothing is executable, taken twice', () => {
    const machine = machineWith('jmp .+0x3000');
    for (const retired of [1n, 2n]) {
      expect(machine.run(100)).toBe(Stop.FAULT);
      expect(machine.fault).toEqual({
        kind: Fault.EXECUTE,
        address: BigInt(CODE + 0x3000),
        size: 1,
        source: BigInt(CODE),
      });
      expect(machine.retired).toBe(retired);
      machine.setRegister('rip', BigInt(CODE));
    }
  });

  test('falling off the last page', () => {
    const machine = machineAt(CODE_END - 2, 'nop; nop');
    expect(machine.run(100)).toBe(Stop.FAULT);
    expect(machine.fault).toEqual({ kind: Fault.EXECUTE, address: BigInt(CODE_END), size: 1, source: 0n });
    expect(state(machine)).toMatchObject({ rip: BigInt(CODE_END), retired: 2n });
  });

  test('an instruction that reaches into a page that is not executable', () => {
    const whole = codeOf('movabs rax, 0x1122334455667788');
    for (let inside = 1; inside < whole.length; inside++) {
      const machine = machineAt(CODE_END - inside, whole.subarray(0, inside), { rax: 7n });
      expect(machine.run(100)).toBe(Stop.FAULT);
      expect(machine.fault).toEqual({ kind: Fault.EXECUTE, address: BigInt(CODE_END), size: 1, source: 0n });
      expect(state(machine)).toMatchObject({ rip: BigInt(CODE_END - inside), retired: 0n, rax: 7n });
    }
  });

  test('an instruction across two executable pages', () => {
    const machine = machineAt(CODE + 0x1000 - 3, 'movabs rax, 0x1122334455667788; nop');
    expect(machine.run(2)).toBe(Stop.BUDGET);
    expect(machine.getRegister('rax')).toBe(0x1122_3344_5566_7788n);
  });

  test('no longer allowed: code that ran before does not run again', () => {
    const machine = machineWith('nop; jmp .-1');
    expect(machine.run(100)).toBe(Stop.BUDGET);
    machine.protect(CODE, 0x1000, Permission.READ);
    expect(machine.run(100)).toBe(Stop.FAULT);
    expect(machine.fault.kind).toBe(Fault.EXECUTE);
    machine.protect(CODE, 0x1000, Permission.EXECUTE);
    expect(machine.run(100)).toBe(Stop.BUDGET);
  });
});

describe('an instruction that means nothing', () => {
  const invalid: readonly [string, string][] = [
    ['0f 0b', 'ud2'],
    ['06', 'push es'],
    ['0f ff', 'ud0'],
    ['f0 90', 'lock nop'],
    ['f0 48 01 c8', 'lock on a register'],
    ['f0 48 03 07', 'lock on a load'],
    ['f0 48 89 07', 'lock mov'],
    ['8d c0', 'lea of a register'],
    ['c6 c8 01', 'mov group with another digit'],
    ['fe d0', 'inc group with another digit'],
    ['66 f3 0f 28 c1', 'movapd with another prefix that selects'],
    ['f2 0f 28 c1', 'movaps with F2'],
    ['0f 6f c1', 'movq of MMX'],
    ['0f 77', 'emms'],
    ['d9 e8', 'fld1'],
    ['0f 38 00 c1', 'pshufb of MMX'],
    ['66 0f 38 00 c1', 'pshufb'],
    ['c5 f8 58 c1', 'vaddps'],
    ['66 0f 71 d8 01', 'shift group with another digit'],
    ['66 0f 71 17 01', 'shift group with memory'],
    ['66 0f d7 07', 'pmovmskb of memory'],
    ['66 0f c8', 'bswap of 16 bits'],
    ['0f b8 c1', 'popcnt without its prefix'],
    ['f0 0f a3 07', 'lock bt'],
    ['f0 a4', 'lock movs'],
    ['0f c7 c8', 'cmpxchg8b of a register'],
    ['0f 01 d0', 'xgetbv'],
    ['0f 01 f9', 'rdtscp'],
    ['f3 48 0f ae c0', 'rdfsbase'],
    ['0f a0', 'push fs'],
    ['0f b9 c0', 'ud1'],
    ['2e 2e 2e 2e 2e 2e 2e 2e 2e 2e 2e 2e 2e 2e 2e 90', '16 bytes'],
  ];
  test.each(invalid)('%s (%s)', (hex) => {
    const code = Uint8Array.from(hex.split(' ').map((byte) => Number.parseInt(byte, 16)));
    const machine = machineWith(code, { rdi: BigInt(DATA) });
    const before = state(machine);
    expect(machine.run(100)).toBe(Stop.FAULT);
    expect(machine.fault.kind).toBe(Fault.INVALID_OPCODE);
    expect(state(machine)).toEqual(before);
  });
});

test.each([
  ['div ecx', { rax: 1n, rcx: 0n, rdx: 0n }],
  ['div ecx', { rax: 0n, rcx: 1n, rdx: 1n }],
  ['idiv rcx', { rax: 0n, rcx: 0xffff_ffff_ffff_ffffn, rdx: 0x8000_0000_0000_0000n }],
  ['idiv rcx', { rax: 1n << 63n, rcx: 0xffff_ffff_ffff_ffffn, rdx: 0xffff_ffff_ffff_ffffn }],
  ['div BYTE PTR [rdi]', { rax: 0x1000n, rdi: BigInt(DATA) }],
] as const)('%s with a quotient that does not fit', (text, registers) => {
  const machine = machineWith(`nop; ${text}`, registers);
  machine.run(1);
  const before = state(machine);
  expect(machine.run(100)).toBe(Stop.FAULT);
  expect(machine.fault.kind).toBe(Fault.DIVIDE);
  expect(state(machine)).toEqual(before);
});

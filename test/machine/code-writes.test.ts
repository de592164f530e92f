import { describe, expect, test } from 'vitest';
import { Fault, Permission, Stop } from '../../asm/abi.ts';
import { CODE, codeOf, DATA, machineAt, OPEN, state } from './setup.ts';

/** Every way to run: in one go, and one instruction at a time. */
const WAYS = [
  ['in one go', 1_000_000],
  ['a few at a time', 7],
  ['step by step', 1],
] as const;

function runToHalt(machine: ReturnType<typeof machineAt>, budget: number): void {
  let stop = Stop.BUDGET;
  for (let turn = 0; stop === Stop.BUDGET && turn < 10_000; turn++) stop = machine.run(budget);
  expect(stop).toBe(Stop.HALT);
}

describe.each(WAYS)('a store into code that has been decoded takes effect at once: %s', (_, budget) => {
  test('into the very next instruction', () => {
    const text = 'mov BYTE PTR [rip+1f+1], 42; 1: mov eax, 7; hlt';
    const machine = machineAt(OPEN, text);
    runToHalt(machine, budget);
    expect(state(machine)).toMatchObject({ rax: 42n, retired: 3n });
  });

  test('into an instruction behind, that runs again', () => {
    const text = '1: mov eax, 7; inc BYTE PTR [rip+1b+1]; dec ecx; jnz 1b; hlt';
    const machine = machineAt(OPEN, text, { rcx: 5n });
    runToHalt(machine, budget);
    expect(state(machine)).toMatchObject({ rax: 11n, retired: 21n });
  });

  test('into itself', () => {
    // the second time round it is a jump over what is left of it
    const machine = machineAt(OPEN, '1: mov WORD PTR [rip+1b], 0x07eb; inc eax; dec ecx; jnz 1b; hlt', {
      rax: 0n,
      rcx: 3n,
    });
    runToHalt(machine, budget);
    expect(state(machine)).toMatchObject({ rax: 3n, retired: 13n });
  });

  test('by a push, a call and an exchange', () => {
    // mov eax, 9; hlt
    const value = 0x9090_f400_0000_09b8n;
    const push = machineAt(OPEN, 'lea rsp, [rip+1f+8]; push rbx; 1: mov eax, 1; nop; nop; hlt', {
      rbx: value,
    });
    runToHalt(push, budget);
    expect(push.getRegister('rax')).toBe(9n);
    const exchange = machineAt(OPEN, 'xchg [rip+1f], rbx; 1: mov eax, 1; nop; nop; hlt', { rbx: value });
    runToHalt(exchange, budget);
    expect(exchange.getRegister('rax')).toBe(9n);
  });

  test('across two pages of code', () => {
    const target = OPEN + 0xffc;
    const machine = machineAt(target, 'nop; nop; nop; nop; nop; nop; nop; nop; hlt', { rax: 0n });
    runToHalt(machine, budget);
    machine.write(OPEN, codeOf('mov [rdi], rbx; jmp rdi'));
    machine.setRegister('rip', BigInt(OPEN));
    machine.setRegister('rdi', BigInt(target));
    machine.setRegister('rbx', 0xc0ff_c0ff_c0ff_c0ffn);
    runToHalt(machine, budget);
    // four times inc eax
    expect(machine.getRegister('rax')).toBe(4n);
  });

  test('that is run from a page only made for it', () => {
    const text = '1: mov eax, 1; mov rdi, rbx; mov DWORD PTR [rdi], 0xf4c0ff90; jmp rdi';
    const machine = machineAt(CODE, text, { rbx: BigInt(OPEN) });
    runToHalt(machine, budget);
    expect(machine.getRegister('rax')).toBe(2n);
    machine.setRegister('rip', BigInt(CODE));
    machine.write(CODE, codeOf('mov eax, 1; mov DWORD PTR [rbx], 0xf4c8ff90; jmp rbx'));
    runToHalt(machine, budget);
    expect(machine.getRegister('rax')).toBe(0n);
  });
});

describe('a store into code', () => {
  test('that faults has no effect, and the code stays as it was', () => {
    // the second half goes into a page that may not be written
    const machine = machineAt(OPEN + 0x1ff0, 'mov [rip+1f], rax; 1: nop; nop; nop; nop; nop; nop; hlt', {
      rax: 0xf4f4_f4f4_f4f4_f4f4n,
    });
    const start = OPEN + 0x1ff0;
    const before = [...machine.read(start, 16)];
    expect(machine.run(100)).toBe(Stop.HALT);
    machine.write(start, codeOf('mov [rip+1f+4], rax; 1: nop; nop; nop; nop; nop; nop; hlt'));
    machine.setRegister('rip', BigInt(start));
    const again = [...machine.read(start, 16)];
    expect(again).not.toEqual(before);
    expect(machine.run(100)).toBe(Stop.FAULT);
    expect(machine.fault).toMatchObject({ kind: Fault.WRITE, address: BigInt(OPEN + 0x2000) });
    expect([...machine.read(start, 16)]).toEqual(again);
    expect(machine.getRegister('rip')).toBe(BigInt(start));
  });

  test('is counted once, and leaves no trace in later breakpoints', () => {
    const text = '1: mov BYTE PTR [rip+2f+1], 5; 2: mov eax, 1; jmp 1b';
    const machine = machineAt(OPEN, text);
    expect(machine.run(5)).toBe(Stop.BUDGET);
    expect(machine.retired).toBe(5n);
    machine.setBreakpoints([OPEN]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(state(machine)).toMatchObject({ rip: BigInt(OPEN), retired: 6n });
  });

  test('on which there is a breakpoint stops before it, then goes on', () => {
    const machine = machineAt(OPEN, 'nop; mov BYTE PTR [rip+1f+1], 42; 1: mov eax, 7; hlt');
    machine.setBreakpoints([OPEN + 1]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(machine.retired).toBe(1n);
    expect(machine.run(1000)).toBe(Stop.HALT);
    expect(state(machine)).toMatchObject({ rax: 42n, retired: 4n });
  });

  test('with a breakpoint on the instruction behind stops there with the new code in place', () => {
    const machine = machineAt(OPEN, 'mov BYTE PTR [rip+1f+1], 42; 1: mov eax, 7; hlt', { rax: 0n });
    const next = OPEN + 7;
    machine.setBreakpoints([next]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(state(machine)).toMatchObject({ rip: BigInt(next), rax: 0n, retired: 1n });
    expect(machine.run(1000)).toBe(Stop.HALT);
    expect(machine.getRegister('rax')).toBe(42n);
  });

  test('by the host takes effect as well', () => {
    const machine = machineAt(CODE, '1: inc eax; jmp 1b', { rax: 0n });
    machine.run(100);
    machine.write(CODE, codeOf('dec eax'));
    machine.run(100);
    expect(machine.getRegister('rax')).toBe(0n);
    machine.protect(DATA, 0x1000, Permission.READ | Permission.EXECUTE);
    machine.write(DATA, codeOf('mov eax, 77; hlt'));
    machine.setRegister('rip', BigInt(DATA));
    expect(machine.run(10)).toBe(Stop.HALT);
    expect(machine.getRegister('rax')).toBe(77n);
  });
});

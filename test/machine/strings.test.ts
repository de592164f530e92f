import { describe, expect, test } from 'vitest';
import { Fault, Stop } from '../../asm/abi.ts';
import { GENERAL_REGISTERS, type Machine, type RegisterName } from '../../src/machine/index.ts';
import {
  CODE,
  codeOf,
  DATA,
  DATA_END,
  GUARD_PAGE,
  machineAt,
  machineWith,
  memory,
  newMachine,
  OPEN,
  READ_ONLY,
  STACK,
  STACK_TOP,
  state,
} from './setup.ts';

type Registers = Partial<Record<RegisterName, bigint>>;

const DF = 0x400n;

/** Bytes that do not repeat soon. */
function fill(machine: Machine): void {
  machine.write(
    DATA,
    Uint8Array.from({ length: DATA_END - DATA }, (_, at) => (at * 167 + (at >> 8) * 59) & 0xff),
  );
}

function start(machine: Machine, registers: Registers): void {
  for (const name of GENERAL_REGISTERS) machine.setRegister(name, 0n);
  machine.setRegister('rflags', 0x202n);
  for (const [name, value] of Object.entries(registers)) machine.setRegister(name as RegisterName, value);
  machine.setRegister('rip', BigInt(CODE));
}

interface Run {
  readonly name: string;
  readonly text: string;
  readonly registers: Registers;
  /** Instructions until `hlt`, it included. */
  readonly count: number;
}

const at = (offset: number): bigint => BigInt(DATA + offset);

const RUNS: readonly Run[] = [
  { name: 'movsb', text: 'rep movsb', registers: { rcx: 90n, rsi: at(0), rdi: at(0x800) }, count: 91 },
  { name: 'movsb, down', text: 'rep movsb', registers: { rcx: 90n, rsi: at(90), rdi: at(0x900), rflags: DF }, count: 91 },
  { name: 'movsb onto itself', text: 'rep movsb', registers: { rcx: 90n, rsi: at(7), rdi: at(10) }, count: 91 },
  { name: 'movsq across pages', text: 'rep movsq', registers: { rcx: 64n, rsi: at(0xf03), rdi: at(0xe31) }, count: 65 },
  { name: 'movsd in 32 bits', text: 'rep movs DWORD PTR es:[edi], DWORD PTR [esi]', registers: { rcx: (1n << 40n) + 9n, rsi: (1n << 40n) + at(0), rdi: (1n << 50n) + at(0x800) }, count: 10 },
  { name: 'stosb', text: 'nop; nop; rep stosb; nop', registers: { rax: 0x5an, rcx: 100n, rdi: at(0xfb0) }, count: 104 },
  { name: 'stosw, down', text: 'rep stosw', registers: { rax: 0x1234n, rcx: 100n, rdi: at(0x1003), rflags: DF }, count: 101 },
  { name: 'lodsd', text: 'rep lodsd', registers: { rcx: 33n, rsi: at(0xff1) }, count: 34 },
  { name: 'cmpsb, equal', text: 'repe cmpsb', registers: { rcx: 70n, rsi: at(5), rdi: at(5) }, count: 71 },
  { name: 'cmpsw, apart', text: 'repne cmpsw', registers: { rcx: 9n, rsi: at(0), rdi: at(0x100) }, count: 10 },
  { name: 'scasb until found', text: 'repne scasb', registers: { rax: 167n, rcx: 99n, rdi: at(0) }, count: 3 },
  { name: 'nothing to do', text: 'rep movsb', registers: { rcx: 0n }, count: 2 },
  { name: 'nothing to do in ecx', text: 'rep stos BYTE PTR es:[edi], al', registers: { rcx: 1n << 32n }, count: 2 },
  { name: 'in a loop', text: '1: mov rdi, rsi; mov ecx, 5; rep stosb; dec edx; jnz 1b', registers: { rsi: at(3), rdx: 20n }, count: 20 * 9 + 1 },
]; // prettier-ignore

describe('a repeated instruction counts once for each iteration', () => {
  const machine = newMachine();

  test.each(RUNS)('$name', ({ text, registers, count }) => {
    machine.write(CODE, codeOf(`${text}; hlt`));
    const begin = (): bigint => {
      fill(machine);
      start(machine, registers);
      return machine.retired;
    };
    const seen = (since: bigint): unknown => ({
      ...state(machine),
      retired: machine.retired - since,
      memory: memory(machine).toString('latin1'),
    });

    // step by step, with the state after each
    const steps: unknown[] = [];
    const first = begin();
    for (let stop = Stop.BUDGET; stop === Stop.BUDGET; steps.push(seen(first))) stop = machine.run(1);
    expect(steps.length).toBe(count);

    for (let budget = 1; budget <= count; budget++) {
      const since = begin();
      expect(machine.run(budget)).toBe(budget === count ? Stop.HALT : Stop.BUDGET);
      expect(seen(since)).toEqual(steps[budget - 1]);
    }
    const since = begin();
    for (let stop = Stop.BUDGET; stop === Stop.BUDGET;) stop = machine.run(7);
    expect(seen(since)).toEqual(steps.at(-1));
  });

  test('however many there are', () => {
    const all = machineWith('rep lodsb', { rcx: 0xffff_ffff_ffff_ffffn, rsi: at(0), rax: 0n });
    expect(all.run(0x2000)).toBe(Stop.BUDGET);
    expect(state(all)).toMatchObject({ rcx: 0xffff_ffff_ffff_dfffn, rsi: at(0x2000), rip: BigInt(CODE) });
    expect(all.run(1)).toBe(Stop.FAULT);
  });
});

describe('a fault in the middle', () => {
  const cases: readonly [text: string, registers: Registers, done: bigint, fault: Fault, address: bigint][] =
    [
      ['rep movsb', { rsi: at(0x1fc0), rdi: at(0) }, 0x40n, Fault.READ, BigInt(DATA_END)],
      ['rep movsq', { rsi: at(0), rdi: at(0x1fc0) }, 8n, Fault.WRITE, BigInt(DATA_END)],
      ['rep movsd', { rsi: at(0), rdi: at(0x1ffa) }, 1n, Fault.WRITE, BigInt(DATA_END)],
      ['rep stosb', { rdi: BigInt(READ_ONLY - 5) }, 5n, Fault.WRITE, BigInt(READ_ONLY)],
      ['std; rep stosq', { rdi: BigInt(STACK + 0x18) }, 4n, Fault.WRITE, BigInt(GUARD_PAGE + 0xff8)],
      ['std; rep movsb', { rsi: at(0x100), rdi: BigInt(STACK + 2) }, 3n, Fault.WRITE, BigInt(STACK - 1)],
      ['rep stosw', { rdi: BigInt(STACK_TOP - 7) }, 3n, Fault.WRITE, BigInt(STACK_TOP)],
      ['rep lodsb', { rsi: BigInt(STACK_TOP - 9) }, 9n, Fault.READ, BigInt(STACK_TOP)],
      [
        'repe cmpsb',
        { rsi: BigInt(STACK_TOP - 9), rdi: BigInt(STACK_TOP - 9) },
        9n,
        Fault.READ,
        BigInt(STACK_TOP),
      ],
      ['repne scasd', { rax: 1n, rdi: BigInt(STACK_TOP - 8) }, 2n, Fault.READ, BigInt(STACK_TOP)],
      ['rep stosb', { rdi: 8n }, 0n, Fault.WRITE, 8n],
      ['rep stosb', { rdi: 0xffff_ffff_ffff_fff0n }, 0n, Fault.WRITE, 0xffff_ffff_ffff_fff0n],
    ];
  test.each(cases)(
    '%s %o leaves the registers at the iteration that it stops',
    (text, registers, done, kind, address) => {
      const count = 1000n;
      const before = text.startsWith('std') ? 1n : 0n;
      for (const budget of [1_000_000, 3, 1]) {
        const machine = machineWith(`nop; ${text}; hlt`, { rcx: count, ...registers });
        let stop = Stop.BUDGET;
        while (stop === Stop.BUDGET) stop = machine.run(budget);
        expect(stop).toBe(Stop.FAULT);
        expect(machine.fault).toMatchObject({ kind, address });
        expect(state(machine)).toMatchObject({
          rcx: count - done,
          retired: 1n + before + done,
          rip: BigInt(CODE) + 1n + before,
        });
      }
    },
  );

  test('is gone when the host allows the page, and the rest is done', () => {
    const machine = machineWith('rep stosb; hlt', { rax: 7n, rcx: 32n, rdi: BigInt(STACK - 16) });
    expect(machine.run(100)).toBe(Stop.FAULT);
    expect(machine.retired).toBe(0n);
    machine.protect(GUARD_PAGE, 0x1000, 3);
    expect(machine.run(100)).toBe(Stop.HALT);
    expect(machine.retired).toBe(33n);
    expect([...machine.read(STACK - 17, 34)]).toEqual([0, ...Array<number>(32).fill(7), 0]);
  });

  test('at the first iteration has no effect, on the upper half of rcx neither', () => {
    const machine = machineWith('rep stos BYTE PTR es:[edi], al', { rcx: 0x1_0000_0002n, rdi: 8n });
    expect(machine.run(10)).toBe(Stop.FAULT);
    expect(state(machine)).toMatchObject({ rcx: 0x1_0000_0002n, rdi: 8n, retired: 0n });
  });

  test('of one that is not repeated has no effect', () => {
    const machine = machineWith('movsb', { rsi: at(0), rdi: BigInt(READ_ONLY) });
    const before = state(machine);
    expect(machine.run(10)).toBe(Stop.FAULT);
    expect(state(machine)).toEqual(before);
  });
});

describe('a string instruction that writes into decoded code', () => {
  test.each([1, 7, 1_000_000])('changes what runs next, with a budget of %i at a time', (budget) => {
    // five bytes of nop over the jump
    const machine = machineAt(
      OPEN,
      'lea rdi, [rip+1f]; mov ecx, 5; mov al, 0x90; rep stosb; 1: jmp .+0x100; inc ebx; hlt',
    );
    machine.write(OPEN + 0x100, codeOf('hlt'));
    let stop = Stop.BUDGET;
    while (stop === Stop.BUDGET) stop = machine.run(budget);
    expect(stop).toBe(Stop.HALT);
    expect(state(machine)).toMatchObject({ rbx: 1n, rcx: 0n, retired: 3n + 5n + 5n + 2n });
  });

  test.each([1, 7, 1_000_000])('over itself ends it, with a budget of %i at a time', (budget) => {
    // rep stosb becomes hlt; hlt
    const machine = machineAt(OPEN, 'lea rdi, [rip+1f]; mov ecx, 9; mov al, 0xf4; 1: rep stosb; nop');
    let stop = Stop.BUDGET;
    while (stop === Stop.BUDGET) stop = machine.run(budget);
    expect(stop).toBe(Stop.HALT);
    expect(state(machine)).toMatchObject({ rcx: 8n, retired: 5n });
  });
});

describe('a breakpoint on a repeated instruction', () => {
  test('stops once when it is come to, and not again before each iteration', () => {
    for (const budget of [1000, 1]) {
      const machine = machineWith('1: mov ecx, 9; mov rdi, rsi; rep stosb; jmp 1b', { rsi: at(0) });
      const place = CODE + codeOf('mov ecx, 9; mov rdi, rsi').length;
      machine.setBreakpoints([place]);
      for (let round = 0n; round < 3n; round++) {
        let stop = Stop.BUDGET;
        while (stop === Stop.BUDGET) stop = machine.run(budget);
        expect(stop).toBe(Stop.BREAKPOINT);
        expect(state(machine)).toMatchObject({ rip: BigInt(place), rcx: 9n, retired: 2n + round * 12n });
      }
    }
  });

  test('stops it when the breakpoint is set in its middle', () => {
    const machine = machineWith('rep stosb; hlt', { rcx: 9n, rdi: at(0) });
    expect(machine.run(4)).toBe(Stop.BUDGET);
    machine.setBreakpoints([CODE]);
    expect(machine.run(100)).toBe(Stop.BREAKPOINT);
    expect(machine.run(100)).toBe(Stop.HALT);
    expect(machine.retired).toBe(10n);
  });
});

test('the source may lie in the segment of fs', () => {
  const machine = machineWith('rep movs BYTE PTR es:[rdi], BYTE PTR fs:[rsi]; hlt', {
    rcx: 4n,
    rsi: 8n,
    rdi: at(0),
  });
  machine.setRegister('fs_base', at(0x100));
  machine.write(DATA + 0x108, Uint8Array.of(1, 2, 3, 4));
  expect(machine.run(100)).toBe(Stop.HALT);
  expect([...machine.read(DATA, 5)]).toEqual([1, 2, 3, 4, 0]);
});

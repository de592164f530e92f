import { describe, expect, test } from 'vitest';
import { Fault, MAX_BREAKPOINTS, Stop } from '../../asm/abi.ts';
import { CODE, machineWith, newMachine, state } from './setup.ts';

/** A loop of three instructions, 2, 2 and 2 bytes long. */
const LOOP = '1: inc eax; inc ecx; jmp 1b';
const [FIRST, SECOND, THIRD] = [CODE, CODE + 2, CODE + 4];

const zero = { rax: 0n, rcx: 0n };

describe('a breakpoint', () => {
  test('stops before its instruction, and the next run goes past it', () => {
    const machine = machineWith(LOOP, zero);
    machine.setBreakpoints([SECOND]);
    for (let round = 1n; round < 50n; round++) {
      expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
      expect(state(machine)).toMatchObject({
        rip: BigInt(SECOND),
        rax: round,
        rcx: round - 1n,
        retired: round * 3n - 2n,
      });
    }
  });

  test('on the first instruction stops at once, with nothing retired', () => {
    const machine = machineWith(LOOP, zero);
    machine.setBreakpoints([FIRST]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(machine.retired).toBe(0n);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(machine.retired).toBe(3n);
  });

  test('on every instruction steps', () => {
    const machine = machineWith(LOOP, zero);
    machine.setBreakpoints([FIRST, SECOND, THIRD]);
    for (let step = 0n; step < 30n; step++) {
      expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
      expect(machine.retired).toBe(step);
    }
  });

  test('on an instruction that jumps to itself stops at every arrival', () => {
    const machine = machineWith('1: jmp 1b');
    machine.setBreakpoints([CODE]);
    for (let round = 0n; round < 5n; round++) {
      expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
      expect(machine.retired).toBe(round);
    }
  });

  test('that the end of the budget comes to stops the run after', () => {
    const machine = machineWith(LOOP, zero);
    machine.setBreakpoints([SECOND]);
    expect(machine.run(1)).toBe(Stop.BUDGET);
    expect(machine.getRegister('rip')).toBe(BigInt(SECOND));
    expect(machine.run(5)).toBe(Stop.BREAKPOINT);
    expect(machine.retired).toBe(1n);
    expect(machine.run(0)).toBe(Stop.BUDGET);
    expect(machine.run(1)).toBe(Stop.BUDGET);
    expect(machine.retired).toBe(2n);
  });

  test('is gone past when the budget is just one', () => {
    const machine = machineWith(LOOP, zero);
    machine.setBreakpoints([FIRST, SECOND, THIRD]);
    for (let step = 0n; step < 20n; step++) {
      expect(machine.run(1)).toBe(Stop.BREAKPOINT);
      expect(machine.run(1)).toBe(Stop.BUDGET);
      expect(machine.retired).toBe(step + 1n);
    }
  });

  test('stops wherever control comes from: a branch, a call, a return, an indirect jump', () => {
    const text = 'call 2f; 1: lea rdx, [rip+3f]; jmp rdx; 2: ret; 3: jz 4f; nop; 4: hlt';
    const machine = machineWith(text, { rflags: 0x40n });
    const all = Array.from({ length: 24 }, (_, offset) => CODE + offset);
    machine.setBreakpoints(all);
    let steps = 0n;
    for (; machine.run(1000) === Stop.BREAKPOINT; steps++) expect(machine.retired).toBe(steps);
    expect(state(machine)).toMatchObject({ retired: 6n });
    expect(steps).toBe(6n);
  });

  test('may be set and taken away while the machine stands', () => {
    const machine = machineWith(LOOP, zero);
    machine.run(300);
    machine.setBreakpoints([THIRD]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(machine.retired).toBe(302n);
    machine.setBreakpoints([]);
    expect(machine.run(1000)).toBe(Stop.BUDGET);
    machine.setBreakpoints([THIRD]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(machine.retired % 3n).toBe(2n);
    expect(machine.retired).toBeLessThan(1306n);
  });

  test('that is taken away and set again stops at the next arrival', () => {
    const machine = machineWith(LOOP, zero);
    machine.setBreakpoints([THIRD]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    machine.setBreakpoints([]);
    expect(machine.run(3)).toBe(Stop.BUDGET);
    expect(machine.getRegister('rip')).toBe(BigInt(THIRD));
    machine.setBreakpoints([THIRD]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(machine.retired).toBe(5n);
  });

  test('stops again when the host has set rip to it', () => {
    const machine = machineWith(LOOP, zero);
    machine.setBreakpoints([SECOND]);
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    machine.setRegister('rip', BigInt(SECOND));
    expect(machine.run(1000)).toBe(Stop.BREAKPOINT);
    expect(machine.retired).toBe(1n);
  });

  test('on an instruction that faults stops before the fault', () => {
    const machine = machineWith('nop; mov eax, [rdi]', { rdi: 0n });
    machine.setBreakpoints([CODE + 1]);
    expect(machine.run(10)).toBe(Stop.BREAKPOINT);
    expect(machine.run(10)).toBe(Stop.FAULT);
    expect(machine.fault.kind).toBe(Fault.READ);
    expect(machine.retired).toBe(1n);
  });

  test('in the middle of an instruction does not stop it', () => {
    const machine = machineWith('mov eax, 5; hlt');
    machine.setBreakpoints([CODE + 1]);
    expect(machine.run(10)).toBe(Stop.HALT);
  });

  test('is no part of the code that the guest reads', () => {
    const machine = machineWith('1: mov al, [rip+1b]; hlt');
    machine.setBreakpoints([CODE]);
    expect(machine.run(10)).toBe(Stop.BREAKPOINT);
    expect(machine.run(10)).toBe(Stop.HALT);
    expect(machine.getRegister('rax') & 0xffn).toBe(0x8an);
  });
});

test('there may be so many breakpoints, and not one more', () => {
  const machine = newMachine();
  machine.setBreakpoints(Array.from({ length: MAX_BREAKPOINTS }, (_, index) => CODE + index));
  expect(() => {
    machine.setBreakpoints(Array.from({ length: MAX_BREAKPOINTS + 1 }, (_, index) => CODE + index));
  }).toThrow(`at most ${MAX_BREAKPOINTS} breakpoints`);
});

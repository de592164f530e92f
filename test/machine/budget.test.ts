import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Permission, Stop } from '../../asm/abi.ts';
import { Machine } from '../../src/machine/index.ts';
import { again, prepare, since } from './outcome.ts';
import { program, registers } from './programs.ts';
import { CODE, codeOf, machineWith, newMachine, OPEN, STACK_TOP, state } from './setup.ts';

const BUDGET = 700;

function runThrough(machine: Machine): unknown {
  const start = machine.retired;
  return since(machine, start, machine.run(BUDGET));
}

function runInParts(machine: Machine, parts: readonly number[]): unknown {
  const start = machine.retired;
  let stop = Stop.BUDGET;
  for (let part = 0; stop === Stop.BUDGET; part++) {
    const left = BUDGET - Number(machine.retired - start);
    if (left === 0) break;
    const budget = Math.min(left, parts[part % parts.length]!);
    const before = machine.retired;
    stop = machine.run(budget);
    const retired = Number(machine.retired - before);
    expect(stop === Stop.BUDGET ? retired === budget : retired <= budget).toBe(true);
  }
  return since(machine, start, stop);
}

const parts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 });

describe('a run in parts is the run as a whole', () => {
  const machine = newMachine();
  for (const [name, address] of [
    ['code to execute', CODE],
    ['code to write as well', OPEN],
  ] as const) {
    test(`for random programs in ${name}`, () => {
      fc.assert(
        fc.property(program, registers, parts, (code, values, split) => {
          prepare(machine, address, code, values);
          const whole = runThrough(machine);
          prepare(machine, address, code, values);
          expect(runInParts(machine, split)).toEqual(whole);
          prepare(machine, address, code, values);
          expect(runInParts(machine, [1])).toEqual(whole);
        }),
        { numRuns: 150 },
      );
    });
  }
});

describe('compiled code does what single steps do', () => {
  const machine = newMachine();
  const stepped = newMachine();
  for (const [name, address] of [
    ['code to execute', CODE],
    ['code to write as well', OPEN],
  ] as const) {
    test(`for random programs in ${name}`, () => {
      fc.assert(
        fc.property(program, registers, parts, (code, values, split) => {
          for (const one of [machine, stepped]) prepare(one, address, code, values);
          for (let round = 0; round < 3; round++) {
            for (const one of [machine, stepped]) again(one, address, values);
            const wanted = runInParts(stepped, [1]);
            expect(round === 1 ? runInParts(machine, split) : runThrough(machine)).toEqual(wanted);
            machine.compile();
          }
        }),
        { numRuns: 8 },
      );
    });
  }
});

describe('run', () => {
  test('of nothing does nothing', () => {
    const machine = machineWith('inc eax');
    const before = state(machine);
    expect(machine.run(0)).toBe(Stop.BUDGET);
    expect(state(machine)).toEqual(before);
  });

  test('stops at exactly the count, wherever that is in a loop', () => {
    for (const body of [1, 2, 5, 63, 64, 65, 130]) {
      const code = codeOf(`1: ${'inc rax; '.repeat(body)} jmp 1b`);
      const machine = newMachine();
      machine.write(CODE, code);
      for (const budget of [1, 2, 3, 31, 63, 64, 65, 66, 127, 128, 129, 1000, 4096]) {
        machine.setRegister('rip', BigInt(CODE));
        machine.setRegister('rax', 0n);
        const start = machine.retired;
        expect(machine.run(budget)).toBe(Stop.BUDGET);
        expect(machine.retired - start).toBe(BigInt(budget));
        expect(machine.getRegister('rax')).toBe(BigInt(budget - Math.floor(budget / (body + 1))));
      }
    }
  });

  test('counts through calls, returns and indirect jumps', () => {
    const machine = machineWith('1: call 2f; lea rdx, [rip+1b]; jmp rdx; 2: inc rax; ret');
    for (let budget = 1; budget < 200; budget++) {
      machine.setRegister('rip', BigInt(CODE));
      machine.setRegister('rsp', BigInt(STACK_TOP));
      machine.setRegister('rax', 0n);
      const start = machine.retired;
      expect(machine.run(budget)).toBe(Stop.BUDGET);
      expect(machine.retired - start).toBe(BigInt(budget));
      expect(machine.getRegister('rax')).toBe(BigInt(Math.floor((budget + 3) / 5)));
    }
  });

  test('takes the greatest budget there is', () => {
    const machine = machineWith('mov ecx, 1000; 1: loop 1b; hlt');
    expect(machine.run(2 ** 31 - 1)).toBe(Stop.HALT);
    expect(machine.retired).toBe(1002n);
  });

  test('stops in front of a fault that lies behind the budget', () => {
    const machine = machineWith('nop; nop; ud2');
    expect(machine.run(2)).toBe(Stop.BUDGET);
    expect(machine.getRegister('rip')).toBe(BigInt(CODE + 2));
    expect(machine.run(1)).toBe(Stop.FAULT);
    expect(machine.retired).toBe(2n);
  });

  test('stops in front of nowhere with the budget used up, and still knows what led there', () => {
    const machine = machineWith('nop; jmp rax', { rax: 0n });
    expect(machine.run(2)).toBe(Stop.BUDGET);
    expect(machine.getRegister('rip')).toBe(0n);
    expect(machine.run(1)).toBe(Stop.FAULT);
    expect(machine.fault.source).toBe(BigInt(CODE + 1));
    expect(machine.retired).toBe(2n);
  });

  test('goes on past more code than there is room for decoded', () => {
    const machine = new Machine(16 << 20);
    const blocks = 80_000;
    const start = 0x800000;
    const code = new Uint8Array(blocks * 4 + 8);
    // inc eax; jmp to what follows
    for (let block = 0; block < blocks; block++) code.set([0xff, 0xc0, 0xeb, 0x00], block * 4);
    code.set([0xe9], blocks * 4);
    new DataView(code.buffer).setInt32(blocks * 4 + 1, -(blocks * 4 + 5), true);
    machine.protect(start, code.length, Permission.READ | Permission.EXECUTE);
    machine.write(start, code);
    machine.setRegister('rip', BigInt(start));
    const round = blocks * 2 + 1;
    const budget = 3 * round + 1001;
    expect(machine.run(budget)).toBe(Stop.BUDGET);
    expect(machine.retired).toBe(BigInt(budget));
    expect(machine.getRegister('rax')).toBe(BigInt(3 * blocks + 501));
  });
});

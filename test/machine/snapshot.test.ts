import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAGE_SIZE, Permission, Stop } from '../../asm/abi.ts';
import { blockAt, unshared } from '../../src/machine/blocks.ts';
import { GENERAL_REGISTERS, Machine, type MachineSnapshot } from '../../src/machine/index.ts';
import { program, registers } from './programs.ts';
import {
  CODE,
  codeOf,
  DATA,
  DATA_END,
  machineAt,
  machineWith,
  memory,
  newMachine,
  OPEN,
  SIZE,
  STACK_TOP,
  state,
} from './setup.ts';

/** All that can be seen of a machine. */
function whole(machine: Machine): unknown {
  const pages = Array.from({ length: (SIZE - CODE) / PAGE_SIZE }, (_, page) => CODE + page * PAGE_SIZE);
  const permissions = pages.map((address) => machine.permissionAt(BigInt(address)));
  return {
    ...state(machine),
    permissions: permissions.join(),
    memory: createHash('sha1').update(machine.read(CODE, 0x2000)).update(memory(machine)).digest('hex'),
  };
}

const numberOf = (page: number): number => page / PAGE_SIZE;

type Step =
  | { readonly kind: 'run' | 'snapshot'; readonly budget: number }
  | { readonly kind: 'compile' }
  | { readonly kind: 'restore'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('run' as const), budget: fc.integer({ min: 0, max: 200 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('run' as const, 'snapshot' as const),
      budget: fc.constant(1),
    }),
  },
  { weight: 7, arbitrary: fc.record({ kind: fc.constant('restore' as const), which: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('compile' as const) }) },
);

describe.each([
  ['code to execute', CODE],
  ['code that may be written', OPEN],
])('a random walk over a random program in %s', (_, address) => {
  test('finds at each instruction what a straight run finds', () => {
    fc.assert(
      fc.property(
        program,
        registers,
        fc.array(step, { minLength: 10, maxLength: 40 }),
        (code, values, steps) => {
          const begin = (): Machine => {
            const machine = machineAt(address, new Uint8Array(0x2000).fill(0x90));
            machine.write(address, code);
            GENERAL_REGISTERS.forEach((name, number) => machine.setRegister(name, values[number]!));
            machine.setRegister('rsp', BigInt(STACK_TOP));
            return machine;
          };
          const machine = begin();
          const snapshots: MachineSnapshot[] = [machine.snapshot()];
          const seen: { readonly at: bigint; readonly whole: unknown }[] = [];
          for (const one of steps) {
            if (one.kind === 'snapshot') snapshots.push(machine.snapshot());
            else if (one.kind === 'compile') machine.compile();
            else if (one.kind === 'restore') machine.restore(snapshots[one.which % snapshots.length]!);
            else machine.run(one.budget);
            seen.push({ at: machine.retired, whole: whole(machine) });
          }
          const straight = begin();
          for (const { at, whole: found } of seen.sort((one, other) => Number(one.at - other.at))) {
            straight.run(Number(at - straight.retired));
            expect(found).toEqual(whole(straight));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a snapshot', () => {
  test('shares with the one before what has not been written since', () => {
    const machine = machineWith('mov [rdi], rax; mov [rdi + 0x1000], rax; hlt', {
      rdi: BigInt(DATA),
      rax: 7n,
    });
    const before = machine.snapshot();
    machine.run(1);
    const between = machine.snapshot();
    machine.run(1);
    const after = machine.snapshot();
    expect(unshared(before.pages, between.pages)).toEqual([numberOf(DATA)]);
    expect(unshared(between.pages, after.pages)).toEqual([numberOf(DATA + 0x1000)]);
    expect(after.permissions).toBe(between.permissions);
    machine.restore(before);
    expect(machine.snapshot().pages).toBe(before.pages);
  });

  test('has nothing of pages that are still zero', () => {
    const machine = newMachine();
    machine.zero(DATA, DATA_END - DATA);
    expect(blockAt(machine.snapshot().pages, numberOf(DATA))).toBeUndefined();
  });

  test('is plain data, and fits any machine of its size', () => {
    const machine = machineWith('push rax; hlt', { rax: 7n });
    machine.run(1);
    const copy = structuredClone(machine.snapshot());
    const other = new Machine(SIZE);
    other.restore(copy);
    expect(whole(other)).toEqual(whole(machine));
    expect(other.run(1)).toBe(Stop.HALT);
    expect(() => new Machine(SIZE / 2 + 0x10_0000).restore(copy)).toThrow(RangeError);
  });

  test('sees what the host writes, and permissions', () => {
    const machine = newMachine();
    machine.write(DATA, Uint8Array.of(1, 2, 3));
    const before = machine.snapshot();
    const seen = whole(machine);
    machine.writeU64(DATA, 5n);
    machine.write(OPEN, Uint8Array.of(9));
    machine.zero(STACK_TOP - 0x1000, 0x1000);
    machine.protect(DATA, 0x1000, Permission.READ);
    machine.protect(0x7f_0000, 0x1_0000, Permission.READ);
    machine.restore(before);
    expect(whole(machine)).toEqual(seen);
  });

  test('brings code back that has been written over', () => {
    const text = '1: mov eax, 7; inc BYTE PTR [rip+1b+1]; dec ecx; jnz 1b; hlt';
    const machine = machineAt(OPEN, text, { rcx: 5n });
    const before = machine.snapshot();
    for (let turn = 0; turn < 3; turn++) {
      expect(machine.run(1_000)).toBe(Stop.HALT);
      expect(machine.getRegister('rax')).toBe(11n);
      machine.restore(before);
    }
  });

  test('leaves breakpoints and watchpoints alone', () => {
    const machine = machineWith('1: mov [rdi], rax; jmp 1b', { rdi: BigInt(DATA) });
    const before = machine.snapshot();
    machine.setWatches([{ address: DATA, size: 8, access: Permission.WRITE }]);
    expect(machine.run(10)).toBe(Stop.WATCHPOINT);
    machine.restore(before);
    expect(machine.run(10)).toBe(Stop.WATCHPOINT);
    machine.setWatches([]);
    machine.setBreakpoints([CODE + codeOf('mov [rdi], rax').length]);
    expect(machine.run(10)).toBe(Stop.BREAKPOINT);
    machine.restore(before);
    expect(machine.run(10)).toBe(Stop.BREAKPOINT);
  });
});

/** Whatever is asked for in whatever way, the runtime answers, and a run comes to an end. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AND_SWITCH, SYS_YIELD } from '../../asm/abi.ts';
import type { Runtime } from '../../src/runtime/index.ts';
import { SYSTEM_CALLS } from '../../src/runtime/calls/syscalls.ts';
import { runtimeOf } from './program.ts';
import { whole } from './whole.ts';

/** What would only end most runs early. */
const OTHERS = /^(?:exit|exit_group|thread_exit|spawn|return|brk|mmap|munmap|mprotect|arch_prctl)$/;
const NUMBERS = SYSTEM_CALLS.filter(({ name }) => !OTHERS.test(name)).map(({ number }) => number);

const argument = fc.oneof(
  fc.integer({ min: -2, max: 12 }).map(BigInt),
  fc.constantFrom(0x80000n, 0x800n, 0x40_0000n, 0x1_0000_0000n, 0x7fff_ffff_ffff_ffffn, -(2n ** 63n)),
  // memory that can be written, at any alignment
  fc.nat(250).map((offset) => -1000n - BigInt(offset)),
);

const call = fc.record({
  number: fc.constantFrom(...NUMBERS),
  switches: fc.boolean(),
  values: fc.tuple(argument, argument, argument, argument),
});

/** A call: those that switch go on at `switch`, the others where they are. Small negative numbers are places in `space`. */
function callText({
  number,
  switches,
  values,
}: {
  number: number;
  switches: boolean;
  values: bigint[];
}): string {
  const registers = ['rdi', 'rsi', 'rdx', 'r10'].map((register, index) => {
    const value = values[index]!;
    return value <= -1000n && value > -2000n
      ? `lea ${register}, [rip+space+${-1000n - value}]`
      : `movabs ${register}, ${value}`;
  });
  const isSwitch = number === SYS_YIELD;
  if (switches || isSwitch) {
    const wanted = isSwitch ? number : number | AND_SWITCH;
    return `${registers.join('\n')}\nmov eax, ${wanted}\ncall asks`;
  }
  return `${registers.join('\n')}\nmov eax, ${number}\nsyscall`;
}

const calls = fc.array(call, { minLength: 1, maxLength: 12 });

function begin(first: string, second: string, third: string): Runtime {
  return runtimeOf(
    `.globl main
    main: push rbx
    lea rdi, [rip+one]\nlea rsi, [rip+space]\ncall spawn
    lea rdi, [rip+other]\nlea rsi, [rip+space]\ncall spawn
    ${first}\nxor eax, eax\npop rbx\nret
    one: push rbx\n${second}\npop rbx\nret
    other: push rbx\n${third}\npop rbx\nret
    .type asks, @function
    asks: syscall\njmp switch
    .data\nspace: .zero 4096`,
    { maxThreads: 6, stackSize: 16 << 10 },
  );
}

test('three threads that ask for anything', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(calls, calls, calls, fc.nat(400), (one, other, third, at) => {
      const texts = [one, other, third].map((all) => all.map(callText).join('\n')) as [
        string,
        string,
        string,
      ];
      const runtime = begin(...texts);
      const outcome = runtime.run({ maxInstructions: 50_000 });
      seen.add(outcome.kind);
      // and the same again, from a snapshot on the way
      const again = begin(...texts);
      again.run({ until: { instruction: at } });
      const snapshot = again.snapshot();
      again.run({ maxInstructions: 70 });
      again.restore(snapshot);
      again.run({ until: { instruction: 50_000 } });
      if (outcome.kind !== 'limit') expect(whole(again)).toEqual(whole(runtime));
    }),
    { numRuns: 60 },
  );
  expect([...seen].sort()).toEqual(['deadlock', 'exit']);
});

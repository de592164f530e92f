/** Whichever way a moment is come to, it is the same. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debugger, type DebuggerStop } from '../../src/debugger/index.ts';
import type { Runtime } from '../../src/runtime/index.ts';
import { program } from '../machine/programs.ts';
import { mainOf, programOf, runtimeOf } from '../runtime/program.ts';
import { whole } from '../runtime/whole.ts';

type Step =
  | { readonly kind: 'step' | 'stepBack'; readonly count: number }
  | { readonly kind: 'runTo'; readonly part: number }
  | { readonly kind: 'switch'; readonly which: number | 'next' | 'previous' }
  | { readonly kind: 'next' | 'continue' | 'reverseContinue' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('step' as const, 'stepBack' as const),
    count: fc.oneof(fc.constant(1), fc.nat(300)),
  }),
  fc.record({ kind: fc.constant('runTo' as const), part: fc.double({ min: 0, max: 1.1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('switch' as const),
    which: fc.oneof(fc.nat(12), fc.constantFrom('next' as const, 'previous' as const)),
  }),
  fc.record({ kind: fc.constantFrom('next' as const, 'continue' as const, 'reverseContinue' as const) }),
);
const steps = fc.array(step, { minLength: 5, maxLength: 20 });

const MOST = 20_000;
/** So close and so few that they come and go. */
const CHECKPOINTS = { checkpointInterval: 40, checkpointBytes: 100_000 };

function go(debug: Debugger, one: Step, length: number): void {
  if (one.kind === 'runTo') debug.runTo({ instruction: Math.floor(one.part * length) });
  else if (one.kind === 'switch') debug.runTo({ switch: one.which });
  else if (one.kind === 'step' || one.kind === 'stepBack') debug[one.kind](one.count);
  else debug[one.kind]();
}

/** Goes along a random way, and then straight past all the moments that it has been at. */
function expectSame(begin: () => Runtime, walk: readonly Step[], compiles: boolean): void {
  const measured = begin();
  measured.run({ maxInstructions: MOST });
  const debug = new Debugger(begin(), { ...CHECKPOINTS, maxInstructions: MOST - 1 });
  const seen: { readonly instruction: number; readonly whole: unknown }[] = [];
  for (const one of walk) {
    go(debug, one, measured.instructions);
    if (debug.runtime.instructions > MOST) debug.runTo({ instruction: MOST });
    seen.push({ instruction: debug.runtime.instructions, whole: whole(debug.runtime) });
    if (compiles && seen.length === 3) debug.runtime.machine.compile();
  }
  const straight = begin();
  for (const { instruction, whole: found } of seen.toSorted((a, b) => a.instruction - b.instruction)) {
    straight.run({ until: { instruction } });
    expect(found).toEqual(whole(straight));
  }
}

describe.each([
  ['interpreted', false],
  ['compiled', true],
])('each moment is the same, %s', (_, compiles) => {
  test.each([
    ['demo', {}],
    ['counters', {}],
    ['fib', { N: 8 }],
    ['pingpong', { SWITCHES: 100 }],
  ] as const)('of %s', (name, constants) => {
    fc.assert(
      fc.property(steps, (walk) => {
        expectSame(() => programOf(name, constants, { recordEvents: 1_000 }), walk, compiles);
      }),
      { numRuns: 5 },
    );
  });

  test('of random programs', () => {
    fc.assert(
      fc.property(program, steps, (code, walk) => {
        const source = mainOf(
          `lea rdi, [rip + area]; mov rsi, rdi; mov rcx, 50; .byte ${code.join()}`,
          '.bss\narea: .skip 8192',
        );
        expectSame(() => runtimeOf(source), walk, compiles);
      }),
      { numRuns: 8 },
    );
  });
});

describe('stops', () => {
  const places = (runtime: Runtime): bigint[] =>
    runtime.image.symbols
      .filter(({ type, absolute }) => type !== 'object' && !absolute)
      .map(({ address }) => address);

  test.each(['demo', 'counters'])('of %s are the same ones backwards', (name) => {
    const labels = places(programOf(name));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...labels), { maxLength: 4 }),
        fc.uniqueArray(fc.nat(7), { maxLength: 2 }),
        fc.constantFrom('read' as const, 'write' as const, 'access' as const, 'change' as const),
        (breakpoints, fields, kind) => {
          const debug = new Debugger(programOf(name), CHECKPOINTS);
          for (const address of breakpoints) debug.addBreakpoint(address);
          const { layout } = debug.runtime.process;
          for (const field of fields) debug.addWatchpoint(layout.record(1) + field * 8, { kind });
          const forwards: { stop: DebuggerStop; whole: unknown }[] = [];
          for (let stop = debug.continue(); stop.reason.kind !== 'end'; stop = debug.continue()) {
            forwards.push({ stop, whole: whole(debug.runtime) });
          }
          const backwards: typeof forwards = [];
          for (
            let stop = debug.reverseContinue();
            stop.reason.kind !== 'beginning';
            stop = debug.reverseContinue()
          ) {
            backwards.push({ stop, whole: whole(debug.runtime) });
          }
          // of two at one moment the later one is found
          const last = forwards.filter(
            ({ stop }, index) => stop.instruction !== forwards[index + 1]?.stop.instruction,
          );
          expect(backwards.toReversed()).toEqual(last);
        },
      ),
      { numRuns: 10 },
    );
  });
});

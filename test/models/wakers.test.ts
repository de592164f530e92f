/** The wakers of the executor's tasks, in random orders of wake and poll. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { Runtime } from '../../src/runtime/index.ts';

const program = assemble(readFileSync(new URL('wakers.s', import.meta.url), 'utf8'), { name: 'wakers.s' });

type Action = readonly ['s' | 'w' | 'c' | 'd' | 'r', number];

const TASKS = 8;
const action: fc.Arbitrary<Action> = fc.tuple(
  fc.constantFrom('s', 'w', 'c', 'd', 'r', 'r'),
  fc.nat(TASKS - 1),
);

/** What wakers must do: a task that is woken is polled, once however often it was woken before. */
function polls(actions: readonly Action[]): number {
  const tasks = Array.from({ length: TASKS }, () => ({
    woken: true,
    hasWaker: false,
    isSet: false,
    isDone: false,
  }));
  let count = 0;
  const run = (): void => {
    for (const task of tasks.filter(({ woken }) => woken)) {
      count++;
      task.woken = false;
      if (task.isSet) task.isDone = true;
      else task.hasWaker = true;
    }
  };
  const act = ([what, index]: Action): void => {
    const task = tasks[index]!;
    if (what === 'r') run();
    else if (what === 's') {
      if (task.hasWaker && !task.isDone) task.woken = true;
      task.hasWaker = false;
      task.isSet = true;
    } else if (what !== 'd' && task.hasWaker && !task.isDone) task.woken = true;
  };
  actions.forEach(act);
  for (let index = 0; index < TASKS; index++) act(['s', index]);
  run();
  return count;
}

test('no wake-up is lost, none leads to more than a poll, and no reference stays', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const script = actions.map(([what, index]) => what + 'abcdefgh'[index]!).join('');
      const runtime = new Runtime(program, { args: ['wakers', script] });
      expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
      expect(runtime.output).toBe(`${TASKS} ready, ${polls(actions)} polls\n0 bytes\n`);
    }),
    { numRuns: 100 },
  );
});

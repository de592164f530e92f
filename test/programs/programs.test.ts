/** The programs of asm/programs/, by what they print. */

import { describe, expect, test } from 'vitest';
import { programOf, programText } from '../runtime/program.ts';

describe('the demo', () => {
  const runtime = programOf('demo');
  const outcome = runtime.run();

  test('prints the lines of the book in its order', () => {
    expect(runtime.output).toBe(`I haven't implemented a timer in this example.
But we can still nest tasks...
THREAD 2 FINISHED.
...like this!
THREAD 3 FINISHED.
Finally, notice how the tasks are executed concurrently.
THREAD 1 FINISHED.
`);
    expect(outcome).toEqual({ kind: 'exit', status: 0 });
  });

  test("switches as the book's round robin does", () => {
    const switches = runtime.switches.map(({ number, fromName, from, toName, to, why }) => [
      number,
      `${fromName} ${from} -> ${toName} ${to}`,
      why,
    ]);
    expect(switches).toEqual([
      [1, 'main 0 -> waits 1', 'yield'],
      [2, 'waits 1 -> nests 2', 'yield'],
      [3, 'nests 2 -> nested 3', 'finished'],
      [4, 'nested 3 -> main 0', 'finished'],
      [5, 'main 0 -> waits 1', 'yield'],
      [6, 'waits 1 -> main 0', 'finished'],
    ]);
  });
});

function countersOutput(): string {
  const lines: string[] = [];
  for (let step = 0; step < 15; step++) {
    for (const [thread, end] of [
      [1, 10],
      [2, 15],
    ] as const) {
      if (step === 0) lines.push(`THREAD ${thread} STARTING`);
      if (step < end) lines.push(`thread: ${thread} counter: ${step}`);
      if (step === end) lines.push(`THREAD ${thread} FINISHED`);
    }
  }
  return [...lines, 'THREAD 2 FINISHED', ''].join('\n');
}

test('the counters take turns', () => {
  const runtime = programOf('counters');
  expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
  expect(runtime.output).toBe(countersOutput());
  expect(runtime.output.split('\n')).toHaveLength(30);
});

describe('a million threads, or as many as there are slots', () => {
  test.each([
    [1, {}, '0 threads\n0 yields\n0 is the sum of their numbers\n'],
    [4, { TURNS: 1 }, '3 threads\n3 yields\n6 is the sum of their numbers\n'],
    [1_001, {}, '1000 threads\n4000 yields\n500500 is the sum of their numbers\n'],
  ])('%i slots, with %o', (maxThreads, constants, output) => {
    const runtime = programOf('million', constants, { maxThreads, stackSize: 2048 });
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(runtime.output).toBe(output);
  });
});

describe('plain programs', () => {
  test.each([
    ['fib', { N: 20 }, '6765\n'],
    ['fib', { N: 1 }, '1\n'],
    ['sieve', {}, '295947\n'],
    ['sieve', { SIZE: 100 }, '25\n'],
    ['sieve', { SIZE: 1001, TIMES: 3 }, '168\n'],
    ['pingpong', { SWITCHES: 20_000 }, '20000\n'],
  ])('%s with %o', (name, constants, output) => {
    const runtime = programOf(name, constants);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(runtime.output).toBe(output);
    expect(runtime.hasThreads).toBe(false);
  });

  test.each([
    ['fib', '35'],
    ['sieve', '4 << 20'],
    ['pingpong', '20000000'],
  ])('%s comes in its full size', (name, size) => {
    expect(programText(name)).toMatch(new RegExp(`\\.equ [A-Z]+, ${size}\n`));
  });
});

/** Objects that gcc, g++ and rustc have made (`programs/record.ts`), linked by us, on the machine. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readObject } from '../../src/elf/read-object.ts';
import type { ObjectFile } from '../../src/elf/object.ts';
import { Runtime, type RuntimeOptions } from '../../src/runtime/index.ts';
import { placeOf, formatPlace } from '../../src/scope/index.ts';

const FOLDER = new URL('programs/', import.meta.url);

function object(name: string): ObjectFile {
  return readObject(readFileSync(new URL(name, FOLDER)), name);
}

function ran(
  names: readonly string[],
  options?: RuntimeOptions,
): { output: string; runtime: Runtime; status: unknown } {
  const runtime = new Runtime(names.map(object), options);
  const outcome = runtime.run({ maxInstructions: 10_000_000 });
  return { runtime, output: runtime.output, status: outcome.kind === 'exit' ? outcome.status : outcome };
}

describe('green threads', () => {
  test('in C take turns', () => {
    const { output, status } = ran(['tasks.o']);
    expect({ output, status }).toEqual({
      output: `ann (thread 1): round 1
bob (thread 2): round 1
eve (thread 3): round 1
ann (thread 1): round 2
eve (thread 3): round 2
ann (thread 1): round 3
`,
      status: 0,
    });
  });

  test('in Rust take turns', () => {
    const { output, status } = ran(['tasks-rust.o']);
    expect({ output, status }).toEqual({
      output: `thread 1: round 1
thread 2: round 1
thread 3: round 1
thread 1: round 2
thread 3: round 2
thread 1: round 3
`,
      status: 0,
    });
  });

  test('a thousand of them in C', () => {
    const { output, status, runtime } = ran(['thousand.o'], { maxThreads: 1001, stackSize: 16 << 10 });
    expect({ output, status }).toEqual({ output: '1000 threads, sum 41880000\n', status: 0 });
    expect(runtime.switchCount).toBeGreaterThan(5000);
  });
});

const LINKAGE = `constructors 323
shared 42
common 0
weak and missing -1
weak and replaced 2
hidden 44
chosen 1025
one
two
one
zeros 7
first 1
second 2
A=1 0
B= 0
destructor
`;

test.each([[['linkage-a.o', 'linkage-b.o']], [['linkage-b.o', 'linkage-a.o']]])(
  'constructors, tables, weak, hidden and common names, arguments: %j',
  (names) => {
    const { output, status } = ran(names, { args: ['prog', 'first', 'second'], env: { A: '1', B: '' } });
    expect({ output, status }).toEqual({ output: LINKAGE, status: 4 });
  },
);

test('what two objects have a copy of is there once', () => {
  expect(ran(['group-a.o', 'group-b.o'])).toMatchObject({ output: '4\n', status: 0 });
});

test('C lines are known, of DWARF 4 and 5', () => {
  const { runtime } = ran(['linkage-a.o', 'linkage-b.o']);
  const { symbols } = runtime.process;
  const lineOf = (name: string): unknown => {
    const line = symbols.lineOf(symbols.get(name));
    return line && `${line.file}:${line.line}`;
  };
  expect(lineOf('main')).toBe('test/elf/programs/linkage-a.c:23');
  expect(lineOf('square')).toBe('test/elf/programs/linkage-b.c:12');
  expect(lineOf('print')).toMatch(/^guest\/print\.s:/);
  expect(formatPlace(placeOf(runtime, symbols.get('square') + 1n))).toBe('square+0x1');
});

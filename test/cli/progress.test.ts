/** The line that says how far a long run has come. */

import { expect, test } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';
import { runtimeOf } from '../runtime/program.ts';

const LOOP = `.globl _start
_start: mov ecx, 10000000
1: dec ecx
jnz 1b
mov edi, 7
mov eax, 60
syscall`;

/** A clock on which each look takes so many milliseconds. */
function ticking(milliseconds: number): () => number {
  let now = 0;
  return () => (now += milliseconds);
}

function written(
  milliseconds: number,
  maxInstructions = Infinity,
): { text: string; kind: string; instructions: number } {
  let text = '';
  const progress = new Progress((more) => (text += more), ticking(milliseconds));
  const runtime = runtimeOf(LOOP);
  const { kind } = progress.run(runtime, maxInstructions);
  progress.erase();
  return { text, kind, instructions: runtime.instructions };
}

test('is not there when the run is short', () => {
  expect(written(1)).toEqual({ text: '', kind: 'exit', instructions: 20_000_004 });
});

test('counts, and is gone in the end', () => {
  const { text, kind } = written(2_000);
  expect(kind).toBe('exit');
  expect(text.split('\r\u001b[K')).toEqual([
    '',
    '5,000,000 instructions, 3 million a second',
    '10,000,000 instructions, 3 million a second',
    '15,000,000 instructions, 3 million a second',
    '20,000,000 instructions, 3 million a second',
    '',
  ]);
});

test('leaves a limit as it is, to the instruction', () => {
  for (const limit of [0, 1, 5_000_000, 5_000_001, 12_345_678]) {
    expect(written(1, limit)).toEqual({ text: '', kind: 'limit', instructions: limit });
  }
});

/** asm/programs/stacks/: what each prints, and how it ends, with every way in which stacks come to their memory. */

import { describe, expect, test } from 'vitest';
import { PAGE } from '../../src/elf/place.ts';
import type { RuntimeOptions, StackMode } from '../../src/runtime/index.ts';
import { faultReport } from '../../src/scope/index.ts';
import { programOf, type Constants } from '../runtime/program.ts';

function ran(name: string, constants: Constants, options: RuntimeOptions): string {
  const runtime = programOf(`stacks/${name}`, constants, options);
  const outcome = runtime.run();
  if (outcome.kind === 'fault') return faultReport(runtime, outcome).title;
  expect(outcome).toEqual({ kind: 'exit', status: 0 });
  return runtime.output;
}

const MODES: readonly StackMode[] = ['fixed', 'commit', 'copy', 'segments'];
const KEPT = 'the number is 42, at the pointer lies 42\n';

describe.each(MODES)('%s', (stack) => {
  test.each<[string, Constants, string]>([
    ['deep', {}, '500500\n'],
    ['deep', { DEPTH: 0 }, '0\n'],
    ['deep', { DEPTH: 30_000 }, '450015000\n'],
    ['hot', {}, '1000\n'],
    ['hot', { PAD: 16 }, '1000\n'],
    ['copied', {}, stack === 'copy' ? 'the number is 40, at the pointer lies 42\n' : KEPT],
    ['copied', { DEPTH: 1 }, KEPT],
    ['rewritten', {}, KEPT],
  ])('%s with %o', (name, constants, output) => {
    expect(ran(name, constants, { stack })).toBe(output);
  });
});

test('a stack of 4 KiB that cannot grow is too small for the deep one', () => {
  expect(ran('deep', {}, { stackSize: PAGE })).toBe('stack overflow');
});

test('the hot split takes a segment and gives it back at each call, where copies move once', () => {
  const instructions = (stack: StackMode, PAD: number): number => {
    const runtime = programOf('stacks/hot', { PAD }, { stack });
    runtime.run();
    return runtime.instructions;
  };
  for (const stack of MODES) {
    const [away, at] = [instructions(stack, 2496), instructions(stack, 2512)];
    if (stack === 'segments') expect(at - away).toBeGreaterThan(50 * 1000);
    else expect(at - away).toBeLessThan(1000);
  }
});

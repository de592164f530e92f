import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unpack } from '../vectors/file.ts';
import { Bench } from '../vectors/machine.ts';
import { Comparison, replay } from './compare.ts';
import { generate } from './generate.ts';

test('random programs do on the machine what they did on a processor, run through and bit by bit', () => {
  const bench = new Bench();
  const sample = unpack(readFileSync(new URL('./sample.bin.gz', import.meta.url)));
  expect(sample.length).toBeGreaterThan(100);
  const different = sample.flatMap((recording, number) => {
    const difference = replay(bench, recording);
    return difference ? [`program ${number}: ${difference.lines.join(', ')}`] : [];
  });
  expect(different.slice(0, 10)).toEqual([]);
});

const there = spawnSync('gcc', ['--version']).status === 0 || process.env['CI'] !== undefined;

test.runIf(there)('and so do programs that nobody has seen before, on the processor that is here', () => {
  const comparison = new Comparison();
  const seed = Math.floor(Math.random() * 1e9);
  const programs = Array.from({ length: 100 }, (_, index) => generate(seed + index, 2));
  const different = comparison
    .record(programs)
    .filter(({ recording }) => comparison.replay(recording) !== undefined)
    .map(({ program }) => seed + programs.indexOf(program));
  comparison.close();
  expect(different).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unpack } from '../vectors/file.ts';
import { Bench } from '../vectors/machine.ts';
import { replay } from './compare.ts';

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

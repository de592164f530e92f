/** Which submissions a folder has, how they are shared out, and which have been graded. */

import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { each, entriesOf, Graded, shardOf, type Entry } from '../../src/grade/index.ts';
import { folderWith } from '../cli/command-line.ts';

function entry(name: string, sha256 = 'a'): Entry {
  return { name, sha256, problem: undefined };
}

function line(exercise: string, file: string, sha256: string): string {
  return JSON.stringify({ exercise, file, sha256, passed: true, score: 100, properties: [], error: null });
}

test('files, and folders with one file, sorted by name', () => {
  const folder = folderWith({
    'b.s': '',
    'a.S': 'x',
    'c.o': '',
    'd.c': '',
    'huge.s': '',
    '.e.s': '',
    'README.md': '',
  });
  for (const name of ['one', 'two', 'none']) mkdirSync(`${folder}/${name}`);
  for (const name of ['one/x.s', 'two/x.s', 'two/y.o']) symlinkSync(`${folder}/b.s`, `${folder}/${name}`);
  symlinkSync('/dev/zero', `${folder}/zero.s`);
  truncateSync(`${folder}/huge.s`, 2 ** 33);
  symlinkSync(`${folder}/nowhere`, `${folder}/gone.s`);
  expect(
    entriesOf(folder).map(({ name, problem }) => [name, problem?.replace(/, (stat|where).*/, '')]),
  ).toEqual([
    ['a.S', undefined],
    ['b.s', undefined],
    ['c.o', undefined],
    ['gone.s', 'gone.s: no such file'],
    ['huge.s', 'huge.s: larger than 1 MiB'],
    ['none', 'none: no file named *.s, *.S or *.o'],
    ['one/x.s', undefined],
    ['two', 'two: 2 files named *.s, *.S or *.o'],
    ['zero.s', 'zero.s: not a file'],
  ]);
});

test('the shards of a course are the course', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.integer({ min: 1, max: 12 }), (size, count) => {
      const entries = Array.from({ length: size }, (_, number) => entry(`${number}.s`));
      const shards = Array.from({ length: count }, (_, index) => shardOf(entries, { index, count }));
      const sizes = shards.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(new Set(shards.flat())).toEqual(new Set(entries));
      expect(sizes.reduce((a, b) => a + b)).toBe(size);
    }),
  );
});

test('a result counts for its exercise, name and content', () => {
  const graded = new Graded(
    [line('e', 'a.s', '1'), 'half of a li', '', '[]', 'null', line('e', 'b.s', '2')].join('\n'),
  );
  const known = (exercise: string, name: string, sha256: string): boolean =>
    graded.of(exercise, entry(name, sha256)) !== undefined;
  expect(known('e', 'a.s', '1')).toBe(true);
  expect(known('e', 'b.s', '2')).toBe(true);
  expect(known('e', 'a.s', '2')).toBe(false);
  expect(known('e', 'c.s', '1')).toBe(false);
  expect(known('f', 'a.s', '1')).toBe(false);
});

test('so many things are done at once, and no more', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await each([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    most = Math.max(most, ++running);
    await new Promise((go) => setTimeout(go, 1));
    running--;
    done.push(item);
  });
  expect(most).toBe(3);
  expect(new Set(done)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
});

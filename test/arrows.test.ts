/** Section 2 of the design: a room imports only from rooms to its left, and nothing goes in circles. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Rooms of one row do not know each other. */
const ORDER: readonly (readonly string[])[] = [
  ['asm/abi.ts'],
  ['src/isa'],
  ['src/elf'],
  ['src/assembler'],
  ['src/machine'],
  ['src/runtime'],
  ['src/scope'],
  ['src/debugger', 'src/grade', 'src/models'],
  ['src/gdb'],
  ['src/cli', 'src/web'],
  ['src/index.ts'],
];

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`);
}

/** What a file imports from other files of the project; `values` leaves out what is imported for its types only. */
function importsOf(path: string, values = false): string[] {
  const text = readFileSync(join(root, path), 'utf8').replace(values ? /^(im|ex)port type .*$/gm : /$^/, '');
  const found = text.matchAll(/(?:\bfrom|^import|\bimport\()\s*'(\.{1,2}\/[^'\s]*)'/gm);
  return [...found].map(([, target]) => normalize(join(dirname(path), target!)));
}

const files = [...sources('src'), ...sources('asm')];
const graph = new Map(files.map((path) => [path, importsOf(path)]));

function rowOf(path: string): number {
  return ORDER.findIndex((row) => row.some((room) => path === room || path.startsWith(`${room}/`)));
}

function roomOf(path: string): string | undefined {
  return ORDER[rowOf(path)]?.find((room) => path === room || path.startsWith(`${room}/`));
}

describe('imports', () => {
  test('every file outside is in a room', () => {
    expect(files.filter((path) => path.startsWith('src/') && rowOf(path) === -1)).toEqual([]);
  });

  test('go to the same room or to one on the left', () => {
    const wrong = [...graph].flatMap(([path, targets]) =>
      targets
        .filter((target) => path.startsWith('src/') && roomOf(path) !== roomOf(target))
        .filter((target) => rowOf(target) === -1 || rowOf(target) >= rowOf(path))
        .map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the inside imports nothing from outside, and its contract nothing at all', () => {
    const wrong = [...graph]
      .filter(([path]) => path.startsWith('asm/'))
      .flatMap(([path, targets]) =>
        targets.filter((target) => !target.startsWith('asm/')).map((to) => `${path} -> ${to}`),
      );
    expect(wrong).toEqual([]);
    expect(graph.get('asm/abi.ts')).toEqual([]);
  });

  test('run in no circles outside, types aside', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      if (done.has(path) || trail.includes(path)) return;
      for (const target of importsOf(path, true)) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const path of files.filter((file) => file.startsWith('src/'))) visit(path, []);
    expect(circles).toEqual([]);
  });
});

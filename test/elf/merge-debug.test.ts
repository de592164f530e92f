import { describe, expect, test } from 'vitest';
import { mergeDebug } from '../../src/elf/dwarf/merge-debug.ts';
import type { DebugReference, DebugSection } from '../../src/elf/dwarf/write-debug.ts';

function section(name: string, bytes: readonly number[], ...references: DebugReference[]): DebugSection {
  return { name, data: Uint8Array.from(bytes), references };
}

function merged(...objects: readonly (readonly DebugSection[])[]): Record<string, number[]> {
  return Object.fromEntries(mergeDebug(objects).map(({ name, data }) => [name, [...data]]));
}

describe('debug sections of several objects', () => {
  test('become one of each name', () => {
    expect(merged([section('a', [1]), section('b', [2])], [section('b', [3, 4])], [])).toEqual({
      a: [1],
      b: [2, 3, 4],
    });
  });

  test('keep their references, to what has moved', () => {
    const reference = { offset: 0, size: 4, target: 'b', addend: 1 } as const;
    const info = section('a', [9, 9, 9, 9, 9], reference);
    const wide = section('a', [9, 9, 9, 9, 9, 9, 9, 9], { ...reference, size: 8 });
    expect(merged([info, section('b', [1, 2])], [wide, section('b', [3])])).toEqual({
      a: [1, 0, 0, 0, 9, 3, 0, 0, 0, 0, 0, 0, 0],
      b: [1, 2, 3],
    });
  });

  test('of which one has two of a name: the first one is meant', () => {
    const unit = section('a', [0, 0, 0, 0], { offset: 0, size: 4, target: 'b', addend: 0 });
    expect(merged([section('b', [1])], [unit, unit, section('b', [2]), section('b', [3])])).toEqual({
      a: [1, 0, 0, 0, 1, 0, 0, 0],
      b: [1, 2, 3],
    });
  });

  test('may refer to nothing, and beyond their end', () => {
    const nowhere = { offset: 0, size: 4, target: 'c', addend: -1 } as const;
    expect(merged([section('a', [9, 9, 9, 9], nowhere, { ...nowhere, offset: 3 })])).toEqual({
      a: [255, 255, 255, 255],
    });
  });
});

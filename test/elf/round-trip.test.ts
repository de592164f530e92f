/** What is written is read back the same. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import type { Image } from '../../src/elf/image.ts';
import { link } from '../../src/elf/link.ts';
import { loaded, type ObjectFile, type Section } from '../../src/elf/object.ts';
import { readExecutable } from '../../src/elf/read-executable.ts';
import { readObject } from '../../src/elf/read-object.ts';
import { writeExecutable } from '../../src/elf/write-executable.ts';
import { writeObject } from '../../src/elf/write-object.ts';
import { linkProgram } from '../../src/runtime/program/program.ts';

const PROGRAMS = new URL('../../asm/programs/', import.meta.url);
const OBJECTS = new URL('programs/', import.meta.url);

const programs = readdirSync(PROGRAMS)
  .filter((name) => name.endsWith('.s'))
  .map((name) => assemble(readFileSync(new URL(name, PROGRAMS), 'utf8'), { name }));

const objects = readdirSync(OBJECTS)
  .filter((name) => name.endsWith('.o'))
  .map((name) => readObject(readFileSync(new URL(name, OBJECTS)), name));

/** What an object means, whatever numbers its symbols have. */
function meaning({ sections, symbols, lines }: ObjectFile): unknown {
  const nameOf = (number: number): string => {
    const { name, place, value, type } = symbols[number]!;
    return `${name} ${type} ${place} ${value}`;
  };
  return {
    sections: sections
      .filter(({ name }) => name !== '.note.GNU-stack')
      .map(({ relocations, data, ...rest }) => ({
        ...rest,
        data: Buffer.from(data).toString('hex'),
        relocations: relocations.map(({ symbol, ...relocation }) => ({
          ...relocation,
          symbol: nameOf(symbol),
        })),
      })),
    symbols: symbols.filter(({ type }) => type !== 'section'),
    lines,
  };
}

describe('an object', () => {
  test.each([...programs, ...objects].map((object) => [object.name, object] as const))(
    '%s',
    (name, object) => {
      const back = readObject(writeObject(object), name);
      const locals = (list: ObjectFile['symbols']): number =>
        list.filter(({ binding }) => binding === 'local').length;
      expect(back.symbols.slice(0, locals(back.symbols)).every(({ binding }) => binding === 'local')).toBe(
        true,
      );
      const [written, read] = [meaning(object), meaning(back)] as { symbols: { name: string }[] }[];
      const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
      expect({ ...read, symbols: read!.symbols.sort(byName) }).toEqual({
        ...written,
        symbols: written!.symbols.sort(byName),
      });
    },
  );

  test('with every flag, kind, binding and visibility', () => {
    const section = (name: string, others: Partial<Section>): Section => ({
      name,
      flags: loaded(),
      type: 'progbits',
      alignment: 1,
      data: new Uint8Array(),
      size: 0,
      entrySize: 0,
      relocations: [],
      ...others,
    });
    const data = Uint8Array.of(1, 2, 3, 0);
    const blank = { value: 0n, size: 0n, type: 'none' } as const;
    const object: ObjectFile = {
      name: 'all.o',
      sections: [
        section('.note.GNU-stack', { flags: loaded({ alloc: false, execute: true }) }),
        section('.rodata.str1.1', {
          flags: loaded({ merge: true, strings: true }),
          data,
          size: 4,
          entrySize: 1,
        }),
        section('.bss', { flags: loaded({ write: true }), type: 'nobits', size: 5000, alignment: 64 }),
        section('.init_array.5', { flags: loaded({ write: true }), data, size: 4, alignment: 8 }),
        section('.note.x', { flags: loaded(), type: 'note', data, size: 4, alignment: 4 }),
        section('.text.f', { flags: loaded({ execute: true }), data, size: 4, group: 'f' }),
      ],
      symbols: [
        { ...blank, name: 'all.c', place: 'absolute', type: 'file', binding: 'local', visibility: 'default' },
        {
          ...blank,
          name: 'number',
          place: 'absolute',
          value: 2n ** 63n,
          binding: 'local',
          visibility: 'default',
        },
        { ...blank, name: 'f', place: 5, type: 'function', size: 3n, binding: 'weak', visibility: 'hidden' },
        {
          ...blank,
          name: 'c',
          place: 'common',
          value: 16n,
          size: 40n,
          type: 'object',
          binding: 'global',
          visibility: 'default',
        },
        {
          ...blank,
          name: 'ü',
          place: 1,
          value: 2n,
          type: 'object',
          binding: 'global',
          visibility: 'protected',
        },
        { ...blank, name: 'outside', place: 'undefined', binding: 'global', visibility: 'internal' },
      ],
      lines: [],
    };
    expect(readObject(writeObject(object), 'all.o')).toEqual(object);
  });

  test('with lines of several files and sections, and code that comes from none', () => {
    const code = (name: string): Section => ({
      name,
      flags: loaded({ execute: true }),
      type: 'progbits',
      alignment: 1,
      data: new Uint8Array(70_000),
      size: 70_000,
      entrySize: 0,
      relocations: [],
    });
    const object: ObjectFile = {
      name: 'lines.o',
      sections: [code('.text'), code('.text.b')],
      symbols: [],
      lines: [
        { section: 0, offset: 3, file: 'a.c', line: 100_000 },
        { section: 0, offset: 4, file: '/usr/include/b.h', line: 1 },
        { section: 0, offset: 300, file: '', line: 0 },
        { section: 0, offset: 69_000, file: 'a.c', line: 7 },
        { section: 1, offset: 0, file: 'c.c', line: 12 },
      ],
    };
    expect(readObject(writeObject(object, { directory: '/home' }), 'lines.o').lines).toEqual(object.lines);
  });
});

describe('an executable', () => {
  const images: (readonly [string, Image])[] = [
    ...programs.map((object) => [object.name, linkProgram([object]).image] as const),
    ...objects
      .filter(({ name }) => /^(tasks|thousand)/.test(name))
      .map((object) => [object.name, linkProgram([object]).image] as const),
    [
      'only zeros behind the code',
      link([assemble('.globl _start\n_start: nop\n.bss\nx: .zero 100000\n', { name: 'zeros.s' })]),
    ],
  ];

  test.each(images)('%s', (name, image) => {
    const back = readExecutable(writeExecutable(image), name);
    const bytes = ({ segments }: Image): unknown =>
      segments.map(({ data, ...rest }) => ({ ...rest, data: Buffer.from(data).toString('hex') }));
    expect(bytes(back)).toEqual(bytes(image));
    expect({ entry: back.entry, stack: back.executableStack }).toEqual({
      entry: image.entry,
      stack: image.executableStack,
    });
    expect(back.lines).toEqual(image.lines);
    const symbols = (list: Image['symbols']): string[] =>
      list
        .map((one) => [one.name, one.address, one.size, one.type, one.global, one.absolute].join(' '))
        .sort();
    expect(symbols(back.symbols)).toEqual(symbols(image.symbols));
  });

  test('says whether its stack can be executed', () => {
    const source = '.globl _start\n_start: nop\n';
    const stack = (more: string): boolean =>
      readExecutable(writeExecutable(link([assemble(source + more)])), 'x').executableStack;
    expect(stack('')).toBe(false);
    expect(stack('.section .note.GNU-stack,"",@progbits\n')).toBe(false);
    expect(stack('.section .note.GNU-stack,"x",@progbits\n')).toBe(true);
  });
});

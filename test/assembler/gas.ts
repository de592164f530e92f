/** GNU as's objects and ours in one plain form, to be recorded and compared. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectFile } from '../../src/elf/object.ts';

export interface Plain {
  /** `name flags align type: bytes in hex`, or the size where there are none. */
  readonly sections: readonly string[];
  /** `section+offset type symbol+addend`. */
  readonly relocations: readonly string[];
  /** `name place+value size type binding visibility`; names with .L are left out. */
  readonly symbols: readonly string[];
}

const RELOCATIONS: Readonly<Record<number, string>> = {
  1: 'R_X86_64_64',
  2: 'R_X86_64_PC32',
  4: 'R_X86_64_PLT32',
  9: 'R_X86_64_GOTPCREL',
  10: 'R_X86_64_32',
  11: 'R_X86_64_32S',
  12: 'R_X86_64_16',
  13: 'R_X86_64_PC16',
  14: 'R_X86_64_8',
  15: 'R_X86_64_PC8',
  24: 'R_X86_64_PC64',
  41: 'R_X86_64_GOTPCRELX',
  42: 'R_X86_64_REX_GOTPCRELX',
};
/** What we do not make, or what only debuggers read. */
const SKIPPED = /^\.(?:eh_frame|debug_.*|note\.gnu\.property)$/;

/** SHT_GROUP. */
const GROUP = 17;

export function hasAs(): boolean {
  try {
    return /GNU assembler.*2\.40/.test(execFileSync('as', ['--version'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

/**
 * @param syntax What stands before the source: as begins in AT&T syntax.
 * @throws with as's messages when it refuses.
 */
export function gnuAs(source: string, syntax = '.intel_syntax noprefix\n'): Plain {
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-as-'));
  try {
    const object = join(folder, 'out.o');
    writeFileSync(join(folder, 'in.s'), `${syntax}${source}`);
    execFileSync('as', ['--64', '-o', object, join(folder, 'in.s')], { stdio: ['ignore', 'ignore', 'pipe'] });
    return plainElf(readFileSync(object));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Long runs of one byte are written `(00*512)`. */
function hex(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!;
    let end = at + 1;
    while (bytes[end] === byte) end++;
    const two = byte.toString(16).padStart(2, '0');
    text += end - at > 8 ? `(${two}*${end - at})` : two.repeat(end - at);
    at = end;
  }
  return text;
}

/** Each of the flags of `sh_flags` with its letter and bit; TLS is refused. */
const FLAGS = [
  ['alloc', 'a', 2],
  ['write', 'w', 1],
  ['execute', 'x', 4],
  ['merge', 'M', 0x10],
  ['strings', 'S', 0x20],
] as const;
const VISIBILITY = ['default', 'internal', 'hidden', 'protected'] as const;
const isHiddenName = (name: string): boolean => name.startsWith('.L');

function plainElf(file: Buffer): Plain {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const big = (at: number): number => Number(view.getBigUint64(at, true));
  const headers = big(40);
  const count = view.getUint16(60, true);
  const raw = Array.from({ length: count }, (_, index) => {
    const at = headers + index * 64;
    return {
      nameAt: view.getUint32(at, true),
      type: view.getUint32(at + 4, true),
      flags: big(at + 8),
      offset: big(at + 24),
      size: big(at + 32),
      info: view.getUint32(at + 44, true),
      align: big(at + 48),
      entrySize: big(at + 56),
    };
  });
  const text = (base: number, at: number): string =>
    file.toString('utf8', base + at, file.indexOf(0, base + at));
  const names = raw[view.getUint16(62, true)]!.offset;
  const sections = raw.map((section) => ({ ...section, name: text(names, section.nameAt) }));
  const symtab = sections.find(({ type }) => type === 2);
  const strings = sections.find(({ name }) => name === '.strtab')?.offset ?? 0;
  const symbols = Array.from({ length: (symtab?.size ?? 0) / 24 }, (_, index) => {
    const at = symtab!.offset + index * 24;
    const info = view.getUint8(at + 4);
    const shndx = view.getUint16(at + 6, true);
    const place =
      shndx === 0
        ? 'undefined'
        : shndx === 0xfff1
          ? 'absolute'
          : shndx === 0xfff2
            ? 'common'
            : sections[shndx]!.name;
    return {
      name: text(strings, view.getUint32(at, true)),
      binding: ['local', 'global', 'weak'][info >> 4]!,
      type: ['none', 'object', 'function', 'section', 'file'][info & 15] ?? 'none',
      visibility: VISIBILITY[view.getUint8(at + 5) & 3]!,
      place: index === 0 ? 'absolute' : place,
      value: view.getBigInt64(at + 8, true),
      size: big(at + 16),
    };
  });
  return {
    sections: sections
      .filter(
        ({ type, name }) =>
          (type === 1 || type === 8 || type === 7 || (type > 13 && type !== GROUP)) && !SKIPPED.test(name),
      )
      .map(({ name, type, flags, align, entrySize, offset, size }) => {
        const kind = type === 8 ? 'nobits' : type === 7 ? 'note' : 'progbits';
        const content = type === 8 ? `${size}` : hex(file.subarray(offset, offset + size));
        const letters = FLAGS.map(([, letter, bit]) => (flags & bit ? letter : '')).join('');
        return `${name} ${letters || '-'}${entrySize || ''} ${align} ${kind}: ${content}`;
      }),
    relocations: sections
      .filter(({ type, info }) => type === 4 && !SKIPPED.test(sections[info]!.name))
      .flatMap(({ offset, size, info }) =>
        Array.from({ length: size / 24 }, (_, index) => {
          const at = offset + index * 24;
          const symbol = symbols[view.getUint32(at + 12, true)]!;
          const name = symbol.type === 'section' ? symbol.place : symbol.name;
          const type = RELOCATIONS[view.getUint32(at + 8, true)] ?? `${view.getUint32(at + 8, true)}`;
          return {
            section: sections[info]!.name,
            offset: big(at),
            type,
            name,
            addend: view.getBigInt64(at + 16, true),
          };
        }).sort((a, b) => a.offset - b.offset),
      )
      .map(({ section, offset, type, name, addend }) => `${section}+${offset} ${type} ${name}+${addend}`),
    symbols: symbols
      .slice(1)
      .filter(
        ({ type, name }) => type !== 'section' && !isHiddenName(name) && name !== '_GLOBAL_OFFSET_TABLE_',
      )
      .map(symbolLine)
      .sort(),
  };
}

function symbolLine(symbol: {
  name: string;
  place: string;
  value: bigint;
  size: bigint | number;
  type: string;
  binding: string;
  visibility: string;
}): string {
  const { name, place, value, size, type, binding, visibility } = symbol;
  return `${name} ${place}+${value} ${size} ${type} ${binding} ${visibility}`;
}

export function plain(object: ObjectFile): Plain {
  const placeName = (place: ObjectFile['symbols'][number]['place']): string =>
    typeof place === 'number' ? object.sections[place]!.name : place;
  return {
    sections: object.sections
      .filter(({ name }) => !SKIPPED.test(name))
      .map(({ name, flags, alignment, entrySize, type, data, size }) => {
        const content = type === 'nobits' ? `${size}` : hex(data);
        const letters = FLAGS.map(([flag, letter]) => (flags[flag] ? letter : '')).join('');
        return `${name} ${letters || '-'}${entrySize || ''} ${alignment} ${type}: ${content}`;
      }),
    relocations: object.sections.flatMap(({ name, relocations }) =>
      SKIPPED.test(name)
        ? []
        : relocations.map(({ offset, type, symbol, addend }) => {
            const target = object.symbols[symbol]!;
            return `${name}+${offset} ${type} ${target.name}+${addend}`;
          }),
    ),
    symbols: object.symbols
      .filter(
        ({ type, name }) => type !== 'section' && !isHiddenName(name) && (name !== '' || type === 'file'),
      )
      .map((symbol) => symbolLine({ ...symbol, place: placeName(symbol.place) }))
      .sort(),
  };
}

/** A symbol table, of an object or of an executable. */

import type { ElfFile, SectionHeader } from './elf-file.ts';
import {
  SectionNumber,
  SectionType,
  SYMBOL_SIZE,
  SymbolBinding,
  SymbolType,
  VISIBILITIES,
} from './format.ts';
import type { ObjectSymbol } from './object.ts';

/** What an indirect function is. */
export const IFUNC = 'chosen when the program starts (IFUNC)';

/** A symbol as the file has it, its place a number of the file's. */
export interface FileSymbol extends Omit<ObjectSymbol, 'place'> {
  readonly place: number | 'absolute' | 'common' | 'undefined';
  /** What is special about it and not to be had here, if anything. */
  readonly refused: 'thread-local' | typeof IFUNC | undefined;
}

const BINDINGS: Readonly<Record<number, ObjectSymbol['binding']>> = {
  [SymbolBinding.LOCAL]: 'local',
  [SymbolBinding.GLOBAL]: 'global',
  [SymbolBinding.WEAK]: 'weak',
  [SymbolBinding.UNIQUE]: 'global',
};

const TYPES: Readonly<Record<number, ObjectSymbol['type']>> = {
  [SymbolType.NONE]: 'none',
  [SymbolType.OBJECT]: 'object',
  [SymbolType.FUNCTION]: 'function',
  [SymbolType.SECTION]: 'section',
  [SymbolType.FILE]: 'file',
  [SymbolType.COMMON]: 'object',
  [SymbolType.TLS]: 'object',
  [SymbolType.IFUNC]: 'function',
};

const REFUSED: Readonly<Record<number, FileSymbol['refused']>> = {
  [SymbolType.TLS]: 'thread-local',
  [SymbolType.IFUNC]: IFUNC,
};

/** The first symbol table, its null symbol included, so that positions are the file's numbers. */
export function readSymbols(file: ElfFile): FileSymbol[] {
  const table = file.sections.find(({ type }) => type === SectionType.SYMTAB);
  if (!table) return [];
  const names = file.strings(table.link, 'the symbol table');
  const extended = extendedNumbers(file, table);
  return file.entries(table, SYMBOL_SIZE).map((at, index) => {
    const info = file.bytes[at + 4]!;
    const binding = BINDINGS[info >> 4];
    const type = TYPES[info & 15];
    const name = names.at(file.u32(at));
    if (binding === undefined || type === undefined) {
      throw file.error(`symbol ${index} '${name}' has the unknown kind 0x${info.toString(16)}`);
    }
    const place = placeOf(file, file.u16(at + 6), () => extended(index), name);
    return {
      name: type === 'section' && typeof place === 'number' ? file.sections[place]!.name : name,
      place,
      value: BigInt.asUintN(64, file.i64(at + 8)),
      size: BigInt.asUintN(64, file.i64(at + 16)),
      binding,
      type,
      visibility: VISIBILITIES[file.bytes[at + 5]! & 3]!,
      refused: REFUSED[info & 15],
    };
  });
}

function placeOf(file: ElfFile, number: number, extended: () => number, name: string): FileSymbol['place'] {
  switch (number) {
    case SectionNumber.UNDEFINED:
      return 'undefined';
    case SectionNumber.ABSOLUTE:
      return 'absolute';
    case SectionNumber.COMMON:
      return 'common';
    default:
      return file.section(number === SectionNumber.EXTENDED ? extended() : number, `symbol '${name}'`).index;
  }
}

/** Section numbers of symbols for which 16 bits are too few. */
function extendedNumbers(file: ElfFile, table: SectionHeader): (index: number) => number {
  const section = file.sections.find(
    ({ type, link }) => type === SectionType.SYMTAB_SHNDX && link === table.index,
  );
  const starts = section ? file.entries(section, 4) : [];
  return (index) => {
    const at = starts[index];
    if (at === undefined) throw file.error(`symbol ${index} has its section's number nowhere`);
    return file.u32(at);
  };
}

/** An `.o` file -> an object. */

import { readDebugLines } from './dwarf/read-lines.ts';
import { ElfFile, type SectionHeader } from './elf-file.ts';
import {
  FileType,
  GROUP_COMDAT,
  RELOCATION_NAMES,
  RELOCATION_SIZE,
  SectionFlag,
  SectionType,
} from './format.ts';
import {
  STACK_NOTE,
  type ObjectFile,
  type ObjectSymbol,
  type Relocation,
  type RelocationType,
  type Section,
} from './object.ts';
import type { ElfError } from './problem.ts';
import { IFUNC, readSymbols, type FileSymbol } from './read-symbols.ts';
import { isRelocationType } from './relocate.ts';

export interface ReadOptions {
  /** Whether what compilers say to debuggers is kept. Default: only the lines are. */
  readonly debug?: boolean;
}

/**
 * Sections keep their order, symbols too; what only tools read (`.debug_*`, of which the line table is taken, and
 * unknown kinds of sections that are not loaded) is left out.
 *
 * @throws ElfError
 */
export function readObject(bytes: Uint8Array, name: string, { debug = false }: ReadOptions = {}): ObjectFile {
  const file = new ElfFile(bytes, name);
  if (file.type !== FileType.RELOCATABLE) throw file.error('not a relocatable object file');
  const fileSymbols = readSymbols(file);
  const chosen = fileSymbols.find(({ refused, place }) => refused === IFUNC && place !== 'undefined');
  if (chosen) throw file.error(`'${chosen.name}' is ${IFUNC}, which is not supported`);
  const kept = file.sections.filter((section) => isKept(file, section, debug));
  const numbers = new Map(kept.map(({ index }, position) => [index, position]));
  const symbols = new SymbolNumbers(fileSymbols, numbers);
  const relocations = relocationsOf(file, numbers, fileSymbols, symbols);
  const groups = groupsOf(file, fileSymbols);
  const sections = kept.map((header): Section => {
    const group = groups.get(header.index);
    return {
      ...describe(file, header),
      relocations: relocations.get(header.index) ?? [],
      ...(group === undefined ? {} : { group }),
    };
  });
  if (!sections.some((section) => section.name === STACK_NOTE)) sections.push(NO_STACK_NOTE);
  const lines = readDebugLines(file, fileSymbols).flatMap(({ section, ...line }) => {
    const number = numbers.get(section);
    // That lines end with their section goes without saying.
    const ends = number !== undefined && line.line === 0 && line.offset >= sections[number]!.size;
    return number === undefined || ends ? [] : [{ section: number, ...line }];
  });
  return { name, sections, symbols: symbols.list, lines };
}

/** An object that does not say has, for ld, code that may want an executable stack. */
const NO_STACK_NOTE: Section = {
  name: STACK_NOTE,
  flags: { alloc: false, write: false, execute: true, merge: false, strings: false, tls: false },
  type: 'progbits',
  alignment: 1,
  data: new Uint8Array(),
  size: 0,
  entrySize: 0,
  relocations: [],
};

const TYPES: Readonly<Record<number, Section['type']>> = {
  [SectionType.PROGBITS]: 'progbits',
  [SectionType.NOTE]: 'note',
  [SectionType.NOBITS]: 'nobits',
  [SectionType.INIT_ARRAY]: 'progbits',
  [SectionType.FINI_ARRAY]: 'progbits',
  [SectionType.PREINIT_ARRAY]: 'progbits',
  [SectionType.UNWIND]: 'progbits',
};

function isKept(file: ElfFile, { name, type, flags, index }: SectionHeader, debug: boolean): boolean {
  if (index === 0) return false;
  const loads = (flags & SectionFlag.ALLOC) !== 0;
  const isReadable = debug && (flags & SectionFlag.COMPRESSED) === 0;
  if (TYPES[type]) return loads || isReadable || !name.startsWith('.debug_');
  if (loads) throw file.error(`section '${name}' is of the unknown kind 0x${type.toString(16)}`);
  return false;
}

function describe(file: ElfFile, header: SectionHeader): Omit<Section, 'relocations'> {
  const { name, flags, size, alignment, entrySize } = header;
  const has = (flag: number): boolean => (flags & flag) !== 0;
  if (has(SectionFlag.ALLOC) && has(SectionFlag.COMPRESSED))
    throw file.error(`section '${name}' is loaded and compressed`);
  const merge = has(SectionFlag.MERGE);
  return {
    name,
    flags: {
      alloc: has(SectionFlag.ALLOC),
      write: has(SectionFlag.WRITE),
      execute: has(SectionFlag.EXECUTE),
      merge,
      strings: has(SectionFlag.STRINGS),
      tls: has(SectionFlag.TLS),
    },
    type: TYPES[header.type] ?? 'progbits',
    alignment: Math.max(1, alignment),
    data: file.contents(header),
    size,
    entrySize: merge ? entrySize : 0,
  };
}

/** The object's numbers for the file's symbols, given out as they are asked for in the file's order. */
class SymbolNumbers {
  readonly list: ObjectSymbol[] = [];
  private readonly numbers = new Map<number, number>();

  constructor(symbols: readonly FileSymbol[], sections: ReadonlyMap<number, number>) {
    for (const [index, { place: filePlace, refused: _, ...rest }] of symbols.entries()) {
      const place = typeof filePlace === 'number' ? sections.get(filePlace) : filePlace;
      if (index === 0 || place === undefined) continue;
      this.numbers.set(index, this.list.length);
      this.list.push({ ...rest, place });
    }
  }

  /** Relocations may be against no symbol, which is the value 0. */
  get(index: number): number | undefined {
    if (index !== 0) return this.numbers.get(index);
    let none = this.numbers.get(0);
    if (none === undefined) {
      none = this.list.length;
      this.numbers.set(0, none);
      this.list.push(NOTHING);
    }
    return none;
  }
}

const NOTHING: ObjectSymbol = {
  name: '',
  place: 'absolute',
  value: 0n,
  size: 0n,
  binding: 'local',
  type: 'none',
  visibility: 'default',
};

function relocationsOf(
  file: ElfFile,
  kept: ReadonlyMap<number, number>,
  symbols: readonly FileSymbol[],
  numbers: SymbolNumbers,
): Map<number, Relocation[]> {
  const found = new Map<number, Relocation[]>();
  for (const table of file.sections) {
    if (!kept.has(table.info)) continue;
    if (table.type === SectionType.REL && table.size > 0)
      throw file.error(`section '${table.name}' has relocations without addends, which x86-64 does not use`);
    if (table.type !== SectionType.RELA) continue;
    const target = file.section(table.info, `section '${table.name}'`);
    const list = found.get(target.index) ?? [];
    for (const at of file.entries(table, RELOCATION_SIZE)) {
      const name = RELOCATION_NAMES[file.u32(at + 8)] ?? `number ${file.u32(at + 8)}`;
      const index = file.u32(at + 12);
      const symbol = symbols[index];
      if (!symbol) throw file.error(`a relocation of section '${target.name}' speaks of no symbol`);
      if (name === 'R_X86_64_NONE') continue;
      const type = relocationType(name);
      const number = numbers.get(index);
      // debuggers can do without
      if (!type && target.name.startsWith('.debug_')) continue;
      if (!type || symbol.refused || number === undefined)
        throw refusedRelocation(file, name, symbol, target);
      list.push({ offset: file.u64(at), type, symbol: number, addend: file.i64(at + 16) });
    }
    found.set(target.index, list);
  }
  return found;
}

function relocationType(name: string): RelocationType | undefined {
  return isRelocationType(name) ? name : undefined;
}

function refusedRelocation(file: ElfFile, type: string, symbol: FileSymbol, target: SectionHeader): ElfError {
  const what = `section '${target.name}' refers to '${symbol.name}'`;
  if (symbol.refused === 'thread-local' || /TLS|TPOFF|DTPMOD/.test(type)) {
    return file.error(`${what}, which is thread-local: thread-local variables are not supported`);
  }
  if (symbol.refused) return file.error(`${what}, which is ${symbol.refused}: that is not supported`);
  if (typeof symbol.place === 'number' && isRelocationType(type))
    return file.error(`${what}, which is not loaded`);
  const hint = /GOT|PLTOFF/.test(type) ? ': compile it with -mcmodel=small' : '';
  return file.error(`${what} by ${type}, which is not supported${hint}`);
}

/** The signatures of COMDAT groups by the numbers of their members. */
function groupsOf(file: ElfFile, symbols: readonly FileSymbol[]): Map<number, string> {
  const signatures = new Map<number, string>();
  for (const group of file.sections) {
    if (group.type !== SectionType.GROUP) continue;
    const signature = symbols[group.info]?.name;
    const [flags, ...members] = file.entries(group, 4).map((at) => file.u32(at));
    if (signature === undefined) throw file.error(`section group '${group.name}' has no signature`);
    if (((flags ?? 0) & GROUP_COMDAT) === 0) continue;
    for (const member of members) signatures.set(member, signature);
  }
  return signatures;
}

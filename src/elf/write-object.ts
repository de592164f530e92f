/** An object -> an `.o` file. */

import { debugSections } from './dwarf/write-debug.ts';
import { FileWriter, type SymbolToWrite } from './file-writer.ts';
import {
  FileType,
  GROUP_COMDAT,
  RELOCATION_NAMES,
  RELOCATION_SIZE,
  SectionFlag,
  SectionType,
} from './format.ts';
import {
  isDescribed,
  isLocalLabel,
  STACK_NOTE,
  type ObjectFile,
  type ObjectSymbol,
  type Relocation,
  type Section,
} from './object.ts';

export interface WriteOptions {
  /** What relative names of sources start from, for debuggers. Default: nothing. */
  readonly directory?: string;
}

/**
 * The object as other tools take it, its lines as `.debug_line` with the compile unit that debuggers want. Labels of
 * the compiler's own are left out where nothing speaks of them.
 *
 * @throws ElfError when it has too many sections
 */
export function writeObject(object: ObjectFile, { directory = '' }: WriteOptions = {}): Uint8Array {
  const { sections, symbols } = withDebug(withStackNote(object), directory);
  const writer = new FileWriter();
  const { order, numbers } = orderSymbols(sections, symbols);
  const groups = [...new Set(sections.flatMap(({ group }) => (group === undefined ? [] : [group])))];
  const signatures = groups.map((name) => signatureOf(name, sections, order));
  // Groups stand before their members, and each section's relocations behind it.
  const places: number[] = [];
  let next = 1 + groups.length;
  for (const { relocations } of sections) {
    places.push(next);
    next += relocations.length > 0 ? 2 : 1;
  }
  const symbolTable = next;
  for (const [index, name] of groups.entries()) {
    const members = sections.flatMap(({ group, relocations }, number) =>
      group === name ? [places[number]!, ...(relocations.length > 0 ? [places[number]! + 1] : [])] : [],
    );
    writer.add({
      name: '.group',
      type: SectionType.GROUP,
      data: new Uint8Array(Uint32Array.of(GROUP_COMDAT, ...members).buffer),
      link: symbolTable,
      info: signatures[index]! + 1,
      alignment: 4,
      entrySize: 4,
    });
  }
  for (const section of sections) {
    const number = writer.add(headerOf(section));
    if (section.relocations.length === 0) continue;
    writer.add({
      name: `.rela${section.name}`,
      type: SectionType.RELA,
      flags: SectionFlag.INFO_LINK | (section.group === undefined ? 0 : SectionFlag.GROUP),
      data: relocationBytes(section.relocations, numbers),
      link: symbolTable,
      info: number,
      alignment: 8,
      entrySize: RELOCATION_SIZE,
    });
  }
  writer.addSymbols(
    order.map((symbol): SymbolToWrite => ({
      ...symbol,
      place: typeof symbol.place === 'number' ? places[symbol.place]! : symbol.place,
    })),
  );
  return writer.finish(FileType.RELOCATABLE, 0, []);
}

type Contents = Pick<ObjectFile, 'sections' | 'symbols'>;

const UNLOADED = { alloc: false, write: false, execute: false, merge: false, strings: false, tls: false };

/** Without the note, ld would make the stack of every program that it is linked into executable. */
function withStackNote(object: ObjectFile): ObjectFile {
  if (object.sections.some(({ name }) => name === STACK_NOTE)) return object;
  return { ...object, sections: [...object.sections, plainSection(STACK_NOTE, new Uint8Array(), [])] };
}

function plainSection(name: string, data: Uint8Array, relocations: readonly Relocation[]): Section {
  return {
    name,
    flags: UNLOADED,
    type: 'progbits',
    alignment: 1,
    data,
    size: data.length,
    entrySize: 0,
    relocations,
  };
}

/** With the debug sections behind the object's own. */
function withDebug(object: ObjectFile, directory: string): Contents {
  const { sections, symbols } = object;
  const code = sections.map(({ size }, section) => ({
    start: 0,
    size,
    section,
    lines: linesOf(object, section),
  }));
  // What a compiler wrote about its source it does not write about the lines: those are left to the assembler.
  const described = isDescribed(object);
  const made = debugSections([code], directory).filter(({ name }) => !described || name === '.debug_line');
  const list = [...sections];
  const numbers = made.map(({ name, data }) => {
    const existing = described ? list.findIndex((one) => one.name === name && one.size === 0) : -1;
    const section = plainSection(name, data, []);
    if (existing === -1) return list.push(section) - 1;
    list[existing] = section;
    return existing;
  });
  const names = new Map(made.map(({ name }, index) => [name, numbers[index]!]));
  const all = [...symbols];
  const sectionSymbol = (place: number): number => {
    const found = all.findIndex((symbol) => symbol.type === 'section' && symbol.place === place);
    return found === -1 ? all.push(symbolOfSection(list[place]!.name, place)) - 1 : found;
  };
  for (const [index, { references }] of made.entries()) {
    const relocations = references.map(({ offset, size, target, addend }): Relocation => ({
      offset,
      type: size === 8 ? 'R_X86_64_64' : 'R_X86_64_32',
      symbol: sectionSymbol(typeof target === 'number' ? target : names.get(target)!),
      addend: BigInt(addend),
    }));
    list[numbers[index]!] = { ...list[numbers[index]!]!, relocations };
  }
  return { sections: list, symbols: all };
}

function linesOf({ lines }: ObjectFile, section: number): ObjectFile['lines'] {
  return lines.filter((line) => line.section === section);
}

function symbolOfSection(name: string, place: number): ObjectSymbol {
  return {
    name,
    place,
    value: 0n,
    size: 0n,
    binding: 'local',
    type: 'section',
    visibility: 'default',
  };
}

/** The symbols that are written, local ones first, and for each of the object's its place among them. */
function orderSymbols(
  sections: readonly Section[],
  symbols: readonly ObjectSymbol[],
): { order: ObjectSymbol[]; numbers: ReadonlyMap<number, number> } {
  const used = new Set(sections.flatMap(({ relocations }) => relocations.map(({ symbol }) => symbol)));
  const kept = symbols
    .map((symbol, index) => ({ symbol, index }))
    .filter(
      ({ symbol, index }) => used.has(index) || !(symbol.binding === 'local' && isLocalLabel(symbol.name)),
    );
  const ordered = [
    ...kept.filter(({ symbol }) => symbol.binding === 'local'),
    ...kept.filter(({ symbol }) => symbol.binding !== 'local'),
  ];
  return {
    order: ordered.map(({ symbol }) => symbol),
    numbers: new Map(ordered.map(({ index }, position) => [index, position])),
  };
}

/** Where among the written symbols a group's signature is. */
function signatureOf(name: string, sections: readonly Section[], order: ObjectSymbol[]): number {
  const found = order.findIndex((symbol) => symbol.name === name);
  if (found !== -1) return found;
  const place = sections.findIndex(({ group }) => group === name);
  // Nothing speaks of it yet, so it can go to the end of the table as a symbol that all objects know.
  const symbol: ObjectSymbol = { ...symbolOfSection(name, place), type: 'none', binding: 'weak' };
  return order.push(symbol) - 1;
}

const TYPES = {
  progbits: SectionType.PROGBITS,
  nobits: SectionType.NOBITS,
  note: SectionType.NOTE,
} as const;

/** Kinds that go by the name (System V ABI, chapter 4, special sections). */
const TYPES_OF_NAMES: readonly (readonly [RegExp, number])[] = [
  [/^\.init_array(?:\.|$)/, SectionType.INIT_ARRAY],
  [/^\.fini_array(?:\.|$)/, SectionType.FINI_ARRAY],
  [/^\.preinit_array(?:\.|$)/, SectionType.PREINIT_ARRAY],
];

function headerOf({
  name,
  flags,
  type,
  alignment,
  data,
  size,
  entrySize,
  group,
}: Section): Parameters<FileWriter['add']>[0] {
  const bits = [
    [flags.alloc, SectionFlag.ALLOC],
    [flags.write, SectionFlag.WRITE],
    [flags.execute, SectionFlag.EXECUTE],
    [flags.merge, SectionFlag.MERGE],
    [flags.strings, SectionFlag.STRINGS],
    [flags.tls, SectionFlag.TLS],
    [group !== undefined, SectionFlag.GROUP],
  ] as const;
  const special = TYPES_OF_NAMES.find(([pattern]) => pattern.test(name))?.[1];
  return {
    name,
    type: type === 'progbits' ? (special ?? TYPES[type]) : TYPES[type],
    flags: bits.reduce((sum, [has, bit]) => sum | (has ? bit : 0), 0),
    data,
    size,
    alignment,
    entrySize,
  };
}

function relocationBytes(
  relocations: readonly Relocation[],
  numbers: ReadonlyMap<number, number>,
): Uint8Array {
  const view = new DataView(new ArrayBuffer(relocations.length * RELOCATION_SIZE));
  for (const [index, { offset, type, symbol, addend }] of relocations.entries()) {
    const at = index * RELOCATION_SIZE;
    view.setBigUint64(at, BigInt(offset), true);
    view.setUint32(at + 8, RELOCATION_NAMES.indexOf(type), true);
    view.setUint32(at + 12, numbers.get(symbol)! + 1, true);
    view.setBigInt64(at + 16, BigInt.asIntN(64, addend), true);
  }
  return new Uint8Array(view.buffer);
}

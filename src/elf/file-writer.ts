/** Sections and program headers -> the bytes of an ELF file. */

import {
  CLASS_64,
  FILE_HEADER_SIZE,
  LITTLE_ENDIAN,
  MACHINE_X86_64,
  MAGIC,
  PROGRAM_HEADER_SIZE,
  SECTION_HEADER_SIZE,
  SectionNumber,
  SectionType,
  SYMBOL_SIZE,
  SymbolBinding,
  SymbolType,
  VISIBILITIES,
} from './format.ts';
import type { ObjectSymbol } from './object.ts';
import { ElfError } from './problem.ts';
import { StringTableWriter } from './string-table.ts';

export interface SectionToWrite {
  readonly name: string;
  readonly type: number;
  readonly flags?: number;
  readonly address?: number;
  readonly data: Uint8Array;
  /** Default: that of `data`. */
  readonly size?: number;
  readonly link?: number;
  readonly info?: number;
  readonly alignment?: number;
  readonly entrySize?: number;
  /** What its offset in the file is a multiple of. Default: its alignment. */
  readonly fileAlignment?: number;
}

export interface ProgramHeaderToWrite {
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  /** The section that begins the segment in the file, if any does. */
  readonly section: number | undefined;
  readonly fileSize: number;
  readonly memorySize: number;
  readonly alignment: number;
}

/** A symbol whose place is a section's number in the file. */
export interface SymbolToWrite extends Omit<ObjectSymbol, 'place'> {
  readonly place: number | 'undefined' | 'absolute' | 'common';
}

export class FileWriter {
  private readonly sections: SectionToWrite[] = [
    { name: '', type: SectionType.NULL, data: new Uint8Array() },
  ];

  /** The number that the next section will have. */
  get next(): number {
    return this.sections.length;
  }

  add(section: SectionToWrite): number {
    this.sections.push(section);
    return this.sections.length - 1;
  }

  /** The symbol table, local symbols first, and its names. */
  addSymbols(symbols: readonly SymbolToWrite[]): number {
    const names = new StringTableWriter();
    const data = new Uint8Array((symbols.length + 1) * SYMBOL_SIZE);
    const view = new DataView(data.buffer);
    for (const [index, symbol] of symbols.entries()) {
      const at = (index + 1) * SYMBOL_SIZE;
      // A section's symbol is known by its section.
      view.setUint32(at, symbol.type === 'section' ? 0 : names.add(symbol.name), true);
      view.setUint8(at + 4, (BINDINGS[symbol.binding] << 4) | TYPES[symbol.type]);
      view.setUint8(at + 5, VISIBILITIES.indexOf(symbol.visibility));
      view.setUint16(at + 6, typeof symbol.place === 'number' ? symbol.place : PLACES[symbol.place], true);
      view.setBigUint64(at + 8, BigInt.asUintN(64, symbol.value), true);
      view.setBigUint64(at + 16, symbol.size, true);
    }
    const locals = symbols.findIndex(({ binding }) => binding !== 'local');
    const number = this.add({
      name: '.symtab',
      type: SectionType.SYMTAB,
      data,
      link: this.next + 1,
      info: (locals === -1 ? symbols.length : locals) + 1,
      alignment: 8,
      entrySize: SYMBOL_SIZE,
    });
    this.add({ name: '.strtab', type: SectionType.STRTAB, data: names.bytes() });
    return number;
  }

  /** @throws ElfError when there are more sections than 16 bits count */
  finish(type: number, entry: number, programHeaders: readonly ProgramHeaderToWrite[]): Uint8Array {
    const names = new StringTableWriter();
    for (const { name } of this.sections) names.add(name);
    const namesNumber = this.add({
      name: '.shstrtab',
      type: SectionType.STRTAB,
      data: new Uint8Array(),
    });
    const nameOffsets = this.sections.map(({ name }) => names.add(name));
    const sections = this.sections.with(namesNumber, { ...this.sections[namesNumber]!, data: names.bytes() });
    if (sections.length >= SectionNumber.RESERVED)
      throw new ElfError(`${sections.length} sections are more than can be written`);

    let end = FILE_HEADER_SIZE + programHeaders.length * PROGRAM_HEADER_SIZE;
    const offsets = sections.map(({ data, alignment = 1, fileAlignment = alignment, type: kind }) => {
      if (kind === SectionType.NULL) return 0;
      if (data.length > 0) end = Math.ceil(end / fileAlignment) * fileAlignment;
      const offset = end;
      end += data.length;
      return offset;
    });
    const headers = Math.ceil(end / 8) * 8;
    const bytes = new Uint8Array(headers + sections.length * SECTION_HEADER_SIZE);
    const view = new DataView(bytes.buffer);
    writeFileHeader(view, {
      type,
      entry,
      programHeaders: programHeaders.length,
      headers,
      sections,
      namesNumber,
    });
    for (const [index, header] of programHeaders.entries()) {
      const offset = header.section === undefined ? 0 : offsets[header.section]!;
      writeProgramHeader(view, FILE_HEADER_SIZE + index * PROGRAM_HEADER_SIZE, header, offset);
    }
    for (const [index, section] of sections.entries()) {
      bytes.set(section.data, offsets[index]);
      const at = headers + index * SECTION_HEADER_SIZE;
      writeSectionHeader(view, at, section, nameOffsets[index]!, offsets[index]!);
    }
    return bytes;
  }
}

const BINDINGS = {
  local: SymbolBinding.LOCAL,
  global: SymbolBinding.GLOBAL,
  weak: SymbolBinding.WEAK,
} as const;

const TYPES = {
  none: SymbolType.NONE,
  object: SymbolType.OBJECT,
  function: SymbolType.FUNCTION,
  section: SymbolType.SECTION,
  file: SymbolType.FILE,
} as const;

const PLACES = {
  undefined: SectionNumber.UNDEFINED,
  absolute: SectionNumber.ABSOLUTE,
  common: SectionNumber.COMMON,
} as const;

function writeU64(view: DataView, at: number, value: number): void {
  view.setBigUint64(at, BigInt(value), true);
}

function writeFileHeader(
  view: DataView,
  header: {
    type: number;
    entry: number;
    programHeaders: number;
    headers: number;
    sections: readonly SectionToWrite[];
    namesNumber: number;
  },
): void {
  new Uint8Array(view.buffer).set([...MAGIC, CLASS_64, LITTLE_ENDIAN, 1]);
  view.setUint16(16, header.type, true);
  view.setUint16(18, MACHINE_X86_64, true);
  view.setUint32(20, 1, true);
  writeU64(view, 24, header.entry);
  writeU64(view, 32, header.programHeaders > 0 ? FILE_HEADER_SIZE : 0);
  writeU64(view, 40, header.headers);
  view.setUint16(52, FILE_HEADER_SIZE, true);
  view.setUint16(54, header.programHeaders > 0 ? PROGRAM_HEADER_SIZE : 0, true);
  view.setUint16(56, header.programHeaders, true);
  view.setUint16(58, SECTION_HEADER_SIZE, true);
  view.setUint16(60, header.sections.length, true);
  view.setUint16(62, header.namesNumber, true);
}

function writeProgramHeader(view: DataView, at: number, header: ProgramHeaderToWrite, offset: number): void {
  view.setUint32(at, header.type, true);
  view.setUint32(at + 4, header.flags, true);
  writeU64(view, at + 8, offset);
  writeU64(view, at + 16, header.address);
  writeU64(view, at + 24, header.address);
  writeU64(view, at + 32, header.fileSize);
  writeU64(view, at + 40, header.memorySize);
  writeU64(view, at + 48, header.alignment);
}

function writeSectionHeader(
  view: DataView,
  at: number,
  section: SectionToWrite,
  name: number,
  offset: number,
): void {
  const { type, flags = 0, address = 0, data, size = data.length, link = 0, info = 0 } = section;
  view.setUint32(at, name, true);
  view.setUint32(at + 4, type, true);
  writeU64(view, at + 8, flags);
  writeU64(view, at + 16, address);
  writeU64(view, at + 24, offset);
  writeU64(view, at + 32, size);
  view.setUint32(at + 40, link, true);
  view.setUint32(at + 44, info, true);
  writeU64(view, at + 48, type === SectionType.NULL ? 0 : (section.alignment ?? 1));
  writeU64(view, at + 56, section.entrySize ?? 0);
}

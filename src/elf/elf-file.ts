/** An ELF file's headers, asked of bytes that may be anything: nothing is allocated because a header says so. */

import {
  CLASS_64,
  FILE_HEADER_SIZE,
  FileType,
  isElf,
  LITTLE_ENDIAN,
  MACHINE_X86_64,
  PROGRAM_HEADER_SIZE,
  SECTION_HEADER_SIZE,
  SectionNumber,
  SectionType,
} from './format.ts';
import { ElfError } from './problem.ts';
import { StringTable } from './string-table.ts';

export interface SectionHeader {
  readonly index: number;
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly info: number;
  readonly alignment: number;
  readonly entrySize: number;
}

export interface ProgramHeader {
  readonly index: number;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly memorySize: number;
}

/** Real programs have fewer, even with a section for each function. */
const MOST_SECTIONS = 200_000;

/** Processors that people have, by e_machine: for the message. */
const MACHINES: Readonly<Record<number, string>> = {
  3: 'i386',
  8: 'MIPS',
  20: 'PowerPC',
  21: 'PowerPC64',
  22: 's390',
  40: 'ARM',
  183: 'AArch64',
  243: 'RISC-V',
  247: 'BPF',
  258: 'LoongArch',
};

export class ElfFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: number;
  readonly entry: number;
  readonly programHeaders: readonly ProgramHeader[];
  /** Where in the file they begin. */
  readonly programHeaderOffset: number;
  readonly sections: readonly SectionHeader[];
  private readonly view: DataView;

  /** @throws ElfError */
  constructor(bytes: Uint8Array, name: string) {
    this.name = name;
    // Node's Buffer is one too, but its parts and copies are not the same.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.checkIdentity();
    this.type = this.u16(16);
    if (this.type === FileType.CORE) throw this.error('a core file, not a program');
    this.entry = this.u64(24);
    this.programHeaderOffset = this.u64(32);
    const first = this.firstSection();
    this.programHeaders = this.readProgramHeaders(first);
    this.sections = this.readSections(first);
  }

  error(message: string): ElfError {
    return new ElfError(`${this.name}: ${message}`);
  }

  u16(at: number): number {
    return this.view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.view.getUint32(at, true);
  }

  /** Numbers above 2^53 lose digits, and are too large for whatever they say. */
  u64(at: number): number {
    return Number(this.view.getBigUint64(at, true));
  }

  i64(at: number): bigint {
    return this.view.getBigInt64(at, true);
  }

  /** A part of the file, not copied. @throws ElfError when the file ends before */
  part(offset: number, size: number, what: string): Uint8Array {
    if (offset + size <= this.bytes.length) return this.bytes.subarray(offset, offset + size);
    const end = `0x${(offset + size).toString(16)}`;
    throw this.error(
      `truncated: ${what} would end at ${end}, and the file has 0x${this.bytes.length.toString(16)} bytes`,
    );
  }

  /** The bytes of a section; none when it takes none. */
  contents({ name, type, offset, size }: SectionHeader): Uint8Array {
    if (type === SectionType.NOBITS || type === SectionType.NULL) return new Uint8Array();
    return this.part(offset, size, `section '${name}'`);
  }

  /** Offsets in the file of a section's entries. */
  entries(section: SectionHeader, size: number): number[] {
    if (section.entrySize !== size || section.size % size !== 0) {
      throw this.error(`section '${section.name}' has entries of ${section.entrySize} bytes, not ${size}`);
    }
    this.contents(section);
    return Array.from({ length: section.size / size }, (_, index) => section.offset + index * size);
  }

  /** The section of a number that the file gives. */
  section(index: number, what: string): SectionHeader {
    const section = this.sections[index];
    if (section && index !== 0) return section;
    throw this.error(`${what} speaks of section ${index}, and there are ${this.sections.length}`);
  }

  strings(index: number, what: string): StringTable {
    const section = this.section(index, what);
    if (section.type !== SectionType.STRTAB) throw this.error(`${what} has its names in no string table`);
    return new StringTable(this.contents(section), (message) => this.error(message));
  }

  private checkIdentity(): void {
    if (!isElf(this.bytes)) throw this.error('not an ELF file');
    if (this.bytes.length < FILE_HEADER_SIZE) throw this.error('truncated: the ELF header is not whole');
    if (this.bytes[4] !== CLASS_64)
      throw this.error('a 32-bit ELF file: programs here are 64-bit, compiled with -m64');
    if (this.bytes[5] !== LITTLE_ENDIAN) throw this.error('a big-endian ELF file: x86-64 is little-endian');
    const machine = this.u16(18);
    if (machine === MACHINE_X86_64) return;
    throw this.error(
      `for another machine (${MACHINES[machine] ?? `number ${machine}`}): compile it for x86-64`,
    );
  }

  /** Section 0 holds what does not fit the file header. */
  private firstSection(): { readonly at: number; readonly count: number; readonly names: number } {
    const at = this.u64(40);
    if (at === 0) return { at, count: 0, names: 0 };
    if (this.u16(58) !== SECTION_HEADER_SIZE)
      throw this.error(`section headers of ${this.u16(58)} bytes, not ${SECTION_HEADER_SIZE}`);
    this.part(at, SECTION_HEADER_SIZE, 'the first section header');
    const count = this.u16(60) || this.u64(at + 32);
    if (count > MOST_SECTIONS)
      throw this.error(`${count} sections, and more than ${MOST_SECTIONS} are not read`);
    this.part(at, count * SECTION_HEADER_SIZE, 'the section headers');
    const names = this.u16(62);
    return { at, count, names: names === SectionNumber.EXTENDED ? this.u32(at + 40) : names };
  }

  private readProgramHeaders(first: { at: number }): ProgramHeader[] {
    const extended = this.u16(56) === 0xffff && first.at !== 0;
    const count = extended ? this.u32(first.at + 44) : this.u16(56);
    if (count === 0) return [];
    if (this.u16(54) !== PROGRAM_HEADER_SIZE)
      throw this.error(`program headers of ${this.u16(54)} bytes, not ${PROGRAM_HEADER_SIZE}`);
    this.part(this.programHeaderOffset, count * PROGRAM_HEADER_SIZE, 'the program headers');
    return Array.from({ length: count }, (_, index) => {
      const at = this.programHeaderOffset + index * PROGRAM_HEADER_SIZE;
      return {
        index,
        type: this.u32(at),
        flags: this.u32(at + 4),
        offset: this.u64(at + 8),
        address: this.u64(at + 16),
        fileSize: this.u64(at + 32),
        memorySize: this.u64(at + 40),
      };
    });
  }

  private readSections({ at, count, names }: { at: number; count: number; names: number }): SectionHeader[] {
    const headers = Array.from({ length: count }, (_, index) => {
      const from = at + index * SECTION_HEADER_SIZE;
      return {
        index,
        nameOffset: this.u32(from),
        type: this.u32(from + 4),
        flags: this.u32(from + 8),
        address: this.u64(from + 16),
        offset: this.u64(from + 24),
        size: this.u64(from + 32),
        link: this.u32(from + 40),
        info: this.u32(from + 44),
        alignment: this.u64(from + 48),
        entrySize: this.u64(from + 56),
      };
    });
    const table = headers[names];
    if (!table || table.type !== SectionType.STRTAB) {
      if (names !== 0) throw this.error('its sections have their names in no string table');
      return headers.map((header) => ({ ...header, name: '' }));
    }
    const bytes = this.part(table.offset, table.size, 'the names of sections');
    const strings = new StringTable(bytes, (message) => this.error(message));
    return headers.map(({ nameOffset, ...header }) => ({ ...header, name: strings.at(nameOffset) }));
  }
}

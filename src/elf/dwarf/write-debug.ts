/**
 * Lines -> the sections that debuggers read them from: a compile unit for each file, which names its code and its
 * line number program, and no more than that (DWARF 5, chapters 3 and 6).
 */

import { Writer } from './cursor.ts';
import { Content, Extended, Form, OPERANDS, Standard } from './line-numbers.ts';

/** Code that lies together. */
export interface Code {
  /** Where it begins: an address, or an offset in a section. */
  readonly start: number;
  readonly size: number;
  /** The section that `start` counts from, for references; undefined for an address. */
  readonly section: number | undefined;
  /** By rising `offset` from `start`. Line 0 ends what came before. */
  readonly lines: readonly { readonly offset: number; readonly file: string; readonly line: number }[];
}

/** A field of a debug section that holds a place: the linker has to know. */
export interface DebugReference {
  readonly offset: number;
  readonly size: 4 | 8;
  /** A section of code by its number, or a debug section by its name. */
  readonly target: number | string;
  readonly addend: number;
}

export interface DebugSection {
  readonly name: string;
  readonly data: Uint8Array;
  readonly references: readonly DebugReference[];
}

const VERSION = 5;
const ADDRESS_SIZE = 8;

const LINE = '.debug_line';
const INFO = '.debug_info';
const ABBREV = '.debug_abbrev';
const RANGES = '.debug_rnglists';

/**
 * @param units the code of each compile unit; those without lines are left out.
 * @param directory what relative names of files start from.
 */
export function debugSections(
  units: readonly (readonly Code[])[],
  directory: string,
): readonly DebugSection[] {
  const line = new SectionWriter(LINE);
  const info = new SectionWriter(INFO);
  const ranges = new SectionWriter(RANGES);
  for (const unit of units) {
    const code = unit.filter(({ lines }) => lines.some((one) => one.line > 0));
    const primary = code[0]?.lines.find((one) => one.line > 0)?.file;
    if (primary === undefined) continue;
    const program = line.length;
    writeLines(line, code, primary, directory);
    const list = writeRanges(ranges, code);
    writeUnit(info, primary, directory, program, list);
  }
  if (line.length === 0) return [];
  const abbreviations = new SectionWriter(ABBREV);
  writeAbbreviations(abbreviations);
  return [line, info, abbreviations, ranges].map((section) => section.finish());
}

class SectionWriter {
  private readonly writer = new Writer();
  private readonly references: DebugReference[] = [];
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  get length(): number {
    return this.writer.length;
  }

  /** A part that begins with its length. */
  part(write: (part: PartWriter) => void): void {
    const part = new PartWriter(this.length + 4);
    write(part);
    this.writer.u32(part.length).append(part);
    this.references.push(...part.references);
  }

  append(part: Writer): void {
    this.writer.append(part);
  }

  finish(): DebugSection {
    return { name: this.name, data: this.writer.bytes(), references: this.references };
  }
}

class PartWriter extends Writer {
  readonly references: DebugReference[] = [];
  private readonly start: number;

  /** `start` is where it lies in its section. */
  constructor(start: number) {
    super();
    this.start = start;
  }

  /** An offset in another debug section. */
  place(target: string, addend: number): this {
    this.references.push({ offset: this.start + this.length, size: 4, target, addend });
    return this.u32(addend);
  }

  address({ section, start }: Code, offset: number): this {
    const addend = start + offset;
    if (section !== undefined)
      this.references.push({ offset: this.start + this.length, size: 8, target: section, addend });
    return this.u64(BigInt(addend));
  }
}

/** Lines that a special opcode can go back or forward by, and addresses that one step of it is. */
const LINE_BASE = -5;
const LINE_RANGE = 14;
const FIRST_SPECIAL = OPERANDS.length + 1;

function writeLines(section: SectionWriter, code: readonly Code[], primary: string, directory: string): void {
  const files = new Map([[primary, 0]]);
  for (const { lines } of code)
    for (const { file, line } of lines) if (line > 0 && !files.has(file)) files.set(file, files.size);
  section.part((part) => {
    const header = new Writer().u8(1).u8(1).u8(1).u8(LINE_BASE).u8(LINE_RANGE).u8(FIRST_SPECIAL);
    for (const count of OPERANDS) header.u8(count);
    header.u8(1).unsigned(Content.PATH).unsigned(Form.STRING).unsigned(1).string(directory);
    header.u8(2).unsigned(Content.PATH).unsigned(Form.STRING);
    header.unsigned(Content.DIRECTORY).unsigned(Form.UDATA).unsigned(files.size);
    for (const name of files.keys()) header.string(name).unsigned(0);
    part.u16(VERSION).u8(ADDRESS_SIZE).u8(0).u32(header.length).append(header);
    for (const one of code) writeSequences(part, one, files);
  });
}

function writeSequences(part: PartWriter, code: Code, files: ReadonlyMap<string, number>): void {
  let state: { offset: number; file: number; line: number } | undefined;
  const finish = (offset: number): void => {
    if (!state) return;
    part.u8(Standard.ADVANCE_PC).unsigned(offset - state.offset);
    part.u8(0).unsigned(1).u8(Extended.END_SEQUENCE);
    state = undefined;
  };
  for (const { offset, file, line } of code.lines) {
    if (line === 0) {
      finish(offset);
      continue;
    }
    if (!state) {
      part
        .u8(0)
        .unsigned(1 + ADDRESS_SIZE)
        .u8(Extended.SET_ADDRESS)
        .address(code, offset);
      state = { offset, file: 1, line: 1 };
    }
    const number = files.get(file) ?? 0;
    if (number !== state.file) part.u8(Standard.SET_FILE).unsigned(number);
    const advance = offset - state.offset;
    const lines = line - state.line;
    const special = lines - LINE_BASE + advance * LINE_RANGE + FIRST_SPECIAL;
    if (lines >= LINE_BASE && lines < LINE_BASE + LINE_RANGE && special <= 255) part.u8(special);
    else {
      part.u8(Standard.ADVANCE_PC).unsigned(advance).u8(Standard.ADVANCE_LINE).signed(lines);
      part.u8(Standard.COPY);
    }
    state = { offset, file: number, line };
  }
  finish(code.size);
}

/** DW_RLE_start_length and DW_RLE_end_of_list. */
const START_LENGTH = 7;
const END_OF_LIST = 0;

/** Returns where the list begins. */
function writeRanges(section: SectionWriter, code: readonly Code[]): number {
  let list = 0;
  section.part((part) => {
    part.u16(VERSION).u8(ADDRESS_SIZE).u8(0).u32(0);
    list = section.length + 4 + part.length;
    for (const one of code) part.u8(START_LENGTH).address(one, 0).unsigned(one.size);
    part.u8(END_OF_LIST);
  });
  return list;
}

const COMPILE_UNIT = 0x11;
const UNIT_TYPE_COMPILE = 1;
const ASSEMBLER = 0x8001;

const Attribute = {
  NAME: 0x03,
  STATEMENTS: 0x10,
  LOW_PC: 0x11,
  LANGUAGE: 0x13,
  DIRECTORY: 0x1b,
  PRODUCER: 0x25,
  RANGES: 0x55,
} as const;

function writeAbbreviations(section: SectionWriter): void {
  const writer = new Writer().unsigned(1).unsigned(COMPILE_UNIT).u8(0);
  for (const [attribute, form] of [
    [Attribute.PRODUCER, Form.STRING],
    [Attribute.LANGUAGE, Form.DATA2],
    [Attribute.NAME, Form.STRING],
    [Attribute.DIRECTORY, Form.STRING],
    [Attribute.STATEMENTS, Form.SEC_OFFSET],
    [Attribute.LOW_PC, Form.ADDR],
    [Attribute.RANGES, Form.SEC_OFFSET],
  ] as const) {
    writer.unsigned(attribute).unsigned(form);
  }
  section.append(writer.u8(0).u8(0).u8(0));
}

function writeUnit(
  section: SectionWriter,
  name: string,
  directory: string,
  program: number,
  ranges: number,
): void {
  section.part((part) => {
    part.u16(VERSION).u8(UNIT_TYPE_COMPILE).u8(ADDRESS_SIZE).place(ABBREV, 0);
    part.unsigned(1).string('fiberscope').u16(ASSEMBLER).string(name).string(directory);
    // Ranges have addresses of their own: what they could count from is 0.
    part.place(LINE, program).u64(0n).place(RANGES, ranges);
  });
}

/** `.debug_line`, versions 2 to 5 -> which address comes from which line. */

import { Cursor, DwarfError } from './cursor.ts';
import type { StringTable } from '../string-table.ts';
import { Content, Extended, Form, Standard } from './line-numbers.ts';

export interface LineRow {
  readonly address: number;
  /** Empty behind the end of a sequence. */
  readonly file: string;
  /** 1-based; 0 for code that comes from no line. */
  readonly line: number;
}

/** The sections that hold text for `.debug_line`; empty where there are none. */
export interface LineSections {
  readonly line: Uint8Array;
  readonly lineStrings: StringTable;
  readonly strings: StringTable;
}

/** More lines are those of no program that runs here. */
const MOST_ROWS = 4_000_000;

/** Sorted by address, one row for each, none that says again what the one before says. Bad units are left out. */
export function readLineRows(sections: LineSections): LineRow[] {
  const rows: LineRow[] = [];
  for (let at = 0; at + 4 <= sections.line.length;) {
    try {
      const cursor = new Cursor(sections.line, at);
      const { end, wide } = unitEnd(cursor);
      at = end;
      if (rows.length > MOST_ROWS) break;
      for (const row of new Unit(sections, new Cursor(sections.line, cursor.at, end), wide).rows())
        rows.push(row);
    } catch (error) {
      if (!(error instanceof DwarfError)) throw error;
      if (at + 4 > sections.line.length || !isWhole(sections.line, at)) break;
    }
  }
  return tidy(rows);
}

function unitEnd(cursor: Cursor): { end: number; wide: boolean } {
  const length = cursor.u32();
  const wide = length === 0xffff_ffff;
  const size = wide ? cursor.u64() : length;
  return { end: cursor.at + size, wide };
}

/** Whether a unit at an offset ends in the section: only then the next one can be found. */
function isWhole(bytes: Uint8Array, at: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return at + 4 + view.getUint32(at, true) <= bytes.length;
}

function tidy(rows: LineRow[]): LineRow[] {
  // Where one sequence ends another may begin, and of several rows for one address the last one counts.
  const sorted = rows.sort((a, b) => a.address - b.address || Number(a.file !== '') - Number(b.file !== ''));
  const list: LineRow[] = [];
  for (const row of sorted) {
    if (list.at(-1)?.address === row.address) list.pop();
    const last = list.at(-1);
    if (last?.file !== row.file || last.line !== row.line) list.push(row);
  }
  return list;
}

class Unit {
  private readonly sections: LineSections;
  private readonly cursor: Cursor;
  private readonly wide: boolean;
  private version = 0;
  private files: string[] = [];

  constructor(sections: LineSections, cursor: Cursor, wide: boolean) {
    this.sections = sections;
    this.cursor = cursor;
    this.wide = wide;
  }

  rows(): LineRow[] {
    const { cursor } = this;
    this.version = cursor.u16();
    if (this.version < 2 || this.version > 5) throw new DwarfError();
    if (this.version === 5) cursor.skip(2);
    const headerLength = this.offset();
    const program = cursor.at + headerLength;
    const unit = cursor.u8();
    if (this.version >= 4) cursor.skip(1);
    cursor.skip(1);
    const base = cursor.i8();
    const range = cursor.u8();
    const first = cursor.u8();
    if (range === 0) throw new DwarfError();
    const operands = Array.from({ length: Math.max(0, first - 1) }, () => cursor.u8());
    if (this.version === 5) this.readTables();
    else this.readOldTables();
    cursor.at = program;
    return this.execute({ unit, base, range, first, operands });
  }

  private execute(header: {
    unit: number;
    base: number;
    range: number;
    first: number;
    operands: readonly number[];
  }): LineRow[] {
    const { cursor } = this;
    const { unit, base, range, first, operands } = header;
    const rows: LineRow[] = [];
    let address = 0;
    let file = 1;
    let line = 1;
    const emit = (): void => {
      const name = this.files[file] ?? '';
      rows.push({ address, file: name, line: name === '' ? 0 : line });
    };
    while (!cursor.atEnd) {
      if (rows.length > MOST_ROWS) throw new DwarfError();
      const opcode = cursor.u8();
      if (opcode >= first) {
        address += Math.floor((opcode - first) / range) * unit;
        line += base + ((opcode - first) % range);
        emit();
        continue;
      }
      switch (opcode) {
        case 0: {
          const size = cursor.unsigned();
          const next = cursor.at + size;
          const extended = size === 0 ? 0 : cursor.u8();
          if (extended === Extended.END_SEQUENCE) {
            rows.push({ address, file: '', line: 0 });
            [address, file, line] = [0, 1, 1];
          } else if (extended === Extended.SET_ADDRESS) address = size === 9 ? cursor.u64() : cursor.u32();
          else if (extended === Extended.DEFINE_FILE) this.files.push(cursor.string());
          if (next > cursor.end) throw new DwarfError();
          cursor.at = next;
          break;
        }
        case Standard.COPY:
          emit();
          break;
        case Standard.ADVANCE_PC:
          address += cursor.unsigned() * unit;
          break;
        case Standard.ADVANCE_LINE:
          line += cursor.signed();
          break;
        case Standard.SET_FILE:
          file = cursor.unsigned();
          break;
        case Standard.CONST_ADD_PC:
          address += Math.floor((255 - first) / range) * unit;
          break;
        case Standard.FIXED_ADVANCE_PC:
          address += cursor.u16();
          break;
        default:
          for (let count = operands[opcode - 1] ?? 0; count > 0; count--) cursor.unsigned();
      }
    }
    return rows;
  }

  /** Up to version 4: folders from 1 on, files from 1 on, each list with an empty name at its end. */
  private readOldTables(): void {
    const folders = [''];
    for (let name = this.cursor.string(); name !== ''; name = this.cursor.string()) folders.push(name);
    this.files = [''];
    for (let name = this.cursor.string(); name !== ''; name = this.cursor.string()) {
      this.files.push(join(folders[this.cursor.unsigned()] ?? '', name));
      this.cursor.unsigned();
      this.cursor.unsigned();
    }
  }

  private readTables(): void {
    // Folder 0 is the one that the compiler ran in: names in it stand for themselves.
    const folders = this.readTable().map(({ path }, index) => (index === 0 ? '' : path));
    this.files = this.readTable().map(({ path, folder }) => join(folders[folder] ?? '', path));
  }

  private readTable(): { path: string; folder: number }[] {
    const { cursor } = this;
    const columns = Array.from(
      { length: cursor.u8() },
      () => [cursor.unsigned(), cursor.unsigned()] as const,
    );
    const count = cursor.unsigned();
    // Each entry takes bytes, so there are no more than bytes.
    if (count > 0 && (columns.length === 0 || count > cursor.end - cursor.at)) throw new DwarfError();
    return Array.from({ length: count }, () => {
      const entry = { path: '', folder: 0 };
      for (const [content, form] of columns) {
        const value = this.value(form);
        if (content === Content.PATH && typeof value === 'string') entry.path = value;
        if (content === Content.DIRECTORY && typeof value === 'number') entry.folder = value;
      }
      return entry;
    });
  }

  private value(form: number): string | number {
    const { cursor, sections } = this;
    switch (form) {
      case Form.STRING:
        return cursor.string();
      case Form.LINE_STRP:
        return sections.lineStrings.at(this.offset());
      case Form.STRP:
        return sections.strings.at(this.offset());
      case Form.DATA1:
        return cursor.u8();
      case Form.DATA2:
        return cursor.u16();
      case Form.DATA4:
        return cursor.u32();
      case Form.DATA8:
        return cursor.u64();
      case Form.DATA16:
        cursor.skip(16);
        return 0;
      case Form.UDATA:
        return cursor.unsigned();
      case Form.BLOCK:
        cursor.skip(cursor.unsigned());
        return 0;
      default:
        throw new DwarfError();
    }
  }

  private offset(): number {
    return this.wide ? this.cursor.u64() : this.cursor.u32();
  }
}

function join(folder: string, name: string): string {
  return folder === '' || name.startsWith('/') ? name : `${folder}/${name}`;
}

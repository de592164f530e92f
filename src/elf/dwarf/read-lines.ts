/** The line tables of files: those of objects count from sections, those of executables are addresses. */

import { RELOCATION_NAMES, RELOCATION_SIZE, SectionFlag, SectionType } from '../format.ts';
import type { ElfFile } from '../elf-file.ts';
import type { FileSymbol } from '../read-symbols.ts';
import { StringTable } from '../string-table.ts';
import { DwarfError } from './cursor.ts';
import { readLineRows, type LineRow } from './line-program.ts';

/** Addresses in an object: the section's number in the upper half. */
const SECTION_UNIT = 2 ** 32;

interface FileLine {
  /** The file's number for it. */
  readonly section: number;
  readonly offset: number;
  readonly file: string;
  readonly line: number;
}

/** Of an object, by section and offset. */
export function readDebugLines(file: ElfFile, symbols: readonly FileSymbol[]): FileLine[] {
  return rowsOf(file, symbols).map(({ address, ...rest }) => ({
    section: Math.floor(address / SECTION_UNIT),
    offset: address % SECTION_UNIT,
    ...rest,
  }));
}

/** Of an executable, by address as it was linked. */
export function readExecutableLines(file: ElfFile): LineRow[] {
  return rowsOf(file, []);
}

function rowsOf(file: ElfFile, symbols: readonly FileSymbol[]): LineRow[] {
  const line = debugSection(file, '.debug_line', symbols);
  if (line.length === 0) return [];
  const strings = (name: string): StringTable =>
    new StringTable(debugSection(file, name, symbols), () => new DwarfError());
  return readLineRows({
    line,
    lineStrings: strings('.debug_line_str'),
    strings: strings('.debug_str'),
  });
}

/** A section's bytes with its relocations applied; none when there is none that can be read. */
function debugSection(file: ElfFile, name: string, symbols: readonly FileSymbol[]): Uint8Array {
  const section = file.sections.find((one) => one.name === name && one.type === SectionType.PROGBITS);
  if (!section || (section.flags & SectionFlag.COMPRESSED) !== 0) return new Uint8Array();
  const tables = file.sections.filter(
    ({ type, info }) => type === SectionType.RELA && info === section.index,
  );
  if (tables.length === 0) return file.contents(section);
  const bytes = file.contents(section).slice();
  const view = new DataView(bytes.buffer);
  for (const table of tables) {
    for (const at of file.entries(table, RELOCATION_SIZE)) {
      const type = RELOCATION_NAMES[file.u32(at + 8)];
      const symbol = symbols[file.u32(at + 12)];
      const size = type === 'R_X86_64_64' ? 8 : 4;
      const offset = file.u64(at);
      if (!symbol || offset + size > bytes.length) continue;
      const base = typeof symbol.place === 'number' ? BigInt(symbol.place) * BigInt(SECTION_UNIT) : 0n;
      const value = base + symbol.value + file.i64(at + 16);
      if (size === 8) view.setBigUint64(offset, BigInt.asUintN(64, value), true);
      else view.setUint32(offset, Number(BigInt.asUintN(32, value)), true);
    }
  }
  return bytes;
}

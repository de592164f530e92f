/** The dynamic section: what of it a static position-independent executable has, and its relocations. */

import type { ElfFile } from './elf-file.ts';
import { RELOCATION_NAMES, RELOCATION_SIZE, SegmentType, SYMBOL_SIZE } from './format.ts';
import type { Segment } from './image.ts';
import { StringTable } from './string-table.ts';

/** d_tag. */
const Tag = {
  NEEDED: 1,
  PLTRELSZ: 2,
  STRTAB: 5,
  SYMTAB: 6,
  RELA: 7,
  RELASZ: 8,
  STRSZ: 10,
  REL: 17,
  JMPREL: 23,
  RELRSZ: 35,
} as const;

/** The last value of each tag. */
export type Dynamic = ReadonlyMap<number, number>;

/** Undefined when there is none. @throws ElfError when the program needs libraries */
export function readDynamic(file: ElfFile): Dynamic | undefined {
  const header = file.programHeaders.find(({ type }) => type === SegmentType.DYNAMIC);
  if (!header) {
    const interpreter = file.programHeaders.find(({ type }) => type === SegmentType.INTERPRETER);
    if (interpreter) throw file.error(`a dynamic executable: ${STATIC}`);
    return undefined;
  }
  file.part(header.offset, header.fileSize, 'the dynamic section');
  const tags = new Map<number, number>();
  const needed: number[] = [];
  for (let at = header.offset; at + 16 <= header.offset + header.fileSize; at += 16) {
    const tag = file.u64(at);
    if (tag === 0) break;
    const value = file.u64(at + 8);
    tags.set(tag, value);
    if (tag === Tag.NEEDED && needed.length < MOST_NAMED) needed.push(value);
  }
  if (needed.length > 0) {
    throw file.error(`a dynamic executable, which needs ${libraries(file, tags, needed)}: ${STATIC}`);
  }
  return tags;
}

const STATIC = 'link it with -static, without a C library with -nostdlib';
const MOST_NAMED = 5;

function libraries(file: ElfFile, tags: Dynamic, needed: readonly number[]): string {
  const at = offsetOf(file, tags.get(Tag.STRTAB) ?? 0, tags.get(Tag.STRSZ) ?? 0, 'the names of libraries');
  const names = new StringTable(
    file.part(at, tags.get(Tag.STRSZ) ?? 0, 'the names of libraries'),
    (message) => file.error(message),
  );
  return needed.map((offset) => names.at(offset)).join(', ');
}

/** Where in the file an address is loaded from. */
function offsetOf(file: ElfFile, address: number, size: number, what: string): number {
  const load = file.programHeaders.find(
    (one) =>
      one.type === SegmentType.LOAD && address >= one.address && address + size <= one.address + one.fileSize,
  );
  if (load) return address - load.address + load.offset;
  throw file.error(`${what} would lie at 0x${address.toString(16)}, which is not loaded`);
}

/** Fills in what depends on where the program is. Symbols are its own: there are no libraries. */
export function relocateImage(
  file: ElfFile,
  dynamic: Dynamic,
  bias: number,
  segments: readonly Segment[],
): void {
  if (dynamic.has(Tag.REL) || dynamic.has(Tag.RELRSZ))
    throw file.error(
      'it has relocations that are packed or have no addends: link it without -z pack-relative-relocs',
    );
  for (const [table, size] of [
    [Tag.RELA, Tag.RELASZ],
    [Tag.JMPREL, Tag.PLTRELSZ],
  ] as const) {
    const bytes = dynamic.get(size) ?? 0;
    if (bytes === 0) continue;
    const from = offsetOf(file, dynamic.get(table) ?? 0, bytes, 'its relocations');
    file.part(from, bytes, 'its relocations');
    for (let at = from; at + RELOCATION_SIZE <= from + bytes; at += RELOCATION_SIZE) {
      relocate(file, dynamic, at, bias, segments);
    }
  }
}

function relocate(
  file: ElfFile,
  dynamic: Dynamic,
  at: number,
  bias: number,
  segments: readonly Segment[],
): void {
  const type = RELOCATION_NAMES[file.u32(at + 8)] ?? `number ${file.u32(at + 8)}`;
  if (type === 'R_X86_64_NONE') return;
  const addend = file.i64(at + 16);
  const value = valueOf(file, dynamic, type, file.u32(at + 12), addend, bias);
  const address = file.u64(at) + bias;
  const segment = segments.find(
    (one) => address >= one.address && address + 8 <= one.address + one.data.length,
  );
  if (!segment) {
    throw file.error(`a relocation would change 0x${address.toString(16)}, where nothing is loaded`);
  }
  const { data } = segment;
  new DataView(data.buffer, data.byteOffset, data.byteLength).setBigUint64(
    address - segment.address,
    BigInt.asUintN(64, value),
    true,
  );
}

function valueOf(
  file: ElfFile,
  dynamic: Dynamic,
  type: string,
  symbol: number,
  addend: bigint,
  bias: number,
): bigint {
  switch (type) {
    case 'R_X86_64_RELATIVE':
      return BigInt(bias) + addend;
    case 'R_X86_64_64':
      return symbolValue(file, dynamic, symbol, bias) + addend;
    case 'R_X86_64_GLOB_DAT':
    case 'R_X86_64_JUMP_SLOT':
      return symbolValue(file, dynamic, symbol, bias);
    case 'R_X86_64_IRELATIVE':
      throw file.error(
        'it has functions that are chosen when the program starts (IFUNC), which is not supported',
      );
    default:
      throw file.error(
        /TLS|TPOFF|DTPMOD/.test(type)
          ? 'it has thread-local variables, which are not supported'
          : `its relocation ${type} is not supported`,
      );
  }
}

/** A weak symbol that nothing defines is 0. */
function symbolValue(file: ElfFile, dynamic: Dynamic, index: number, bias: number): bigint {
  const address = (dynamic.get(Tag.SYMTAB) ?? 0) + index * SYMBOL_SIZE;
  const at = offsetOf(file, address, SYMBOL_SIZE, 'a symbol');
  if (file.u16(at + 6) === 0) {
    if (file.bytes[at + 4]! >> 4 === 2) return 0n;
    throw file.error('it refers to a symbol that it does not have');
  }
  return BigInt(bias) + file.i64(at + 8);
}

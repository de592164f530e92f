/** An executable file -> an image. */

import { readExecutableLines } from './dwarf/read-lines.ts';
import { readDynamic, relocateImage } from './dynamic.ts';
import { ElfFile, type ProgramHeader } from './elf-file.ts';
import {
  FileType,
  PROGRAM_HEADER_SIZE,
  SectionFlag,
  SectionType,
  SegmentFlag,
  SegmentType,
} from './format.ts';
import type { Image, ImageSymbol, PlacedSection, ProgramHeaders, Segment } from './image.ts';
import { PAGE } from './place.ts';
import { readSymbols } from './read-symbols.ts';

export interface ExecutableOptions {
  /** Nothing may lie below this address, where the machine has its own; a position-independent one is put there. */
  readonly base?: number;
  /** Nothing may lie at or above this address. */
  readonly limit?: number;
}

/**
 * A statically linked program, position-independent or not, with its symbols and lines if it has them.
 *
 * @throws ElfError
 */
export function readExecutable(
  bytes: Uint8Array,
  name: string,
  { base = 0x400000, limit = 2 ** 32 }: ExecutableOptions = {},
): Image {
  const file = new ElfFile(bytes, name);
  if (file.type !== FileType.EXECUTABLE && file.type !== FileType.DYNAMIC)
    throw file.error('not an executable');
  const dynamic = readDynamic(file);
  const loads = file.programHeaders.filter(
    ({ type, memorySize }) => type === SegmentType.LOAD && memorySize > 0,
  );
  if (loads.length === 0) throw file.error('there is nothing in it to load');
  const bias =
    file.type === FileType.DYNAMIC ? base - pageOf(Math.min(...loads.map(({ address }) => address))) : 0;
  if (loads.length > MOST_SEGMENTS) throw file.error(`more than ${MOST_SEGMENTS} segments to load`);
  const parts = loads.map((load) => segmentOf(file, load, bias)).sort((a, b) => a.address - b.address);
  checkPlaces(file, parts, base, limit);
  // Relocations change what is loaded, not the file.
  const segments = dynamic ? parts.map((part) => ({ ...part, data: part.data.slice() })) : parts;
  const entry = file.entry + bias;
  checkEntry(file, entry, segments);
  if (dynamic) relocateImage(file, dynamic, bias, segments);
  const sections = sectionsOf(file, bias, segments);
  return {
    segments,
    symbols: symbolsOf(file, bias),
    lines: readExecutableLines(file)
      .map(({ address, ...rest }) => ({ address: address + bias, ...rest }))
      .filter(({ address }) => isInside(address, sections)),
    sections,
    entry,
    executableStack: file.programHeaders.some(
      ({ type, flags }) => type === SegmentType.GNU_STACK && (flags & SegmentFlag.EXECUTE) !== 0,
    ),
    programHeaders: programHeadersOf(file, loads, bias),
  };
}

/** Real programs have four to eight. */
const MOST_SEGMENTS = 64;

function pageOf(address: number): number {
  return Math.floor(address / PAGE) * PAGE;
}

const hex = (value: number): string => `0x${value.toString(16)}`;

/** From the page that it begins on: what the file has there comes along, as Linux has it. */
function segmentOf(file: ElfFile, load: ProgramHeader, bias: number): Segment {
  const { index, flags, offset, address, fileSize, memorySize } = load;
  const what = `program header ${index}`;
  if (fileSize > memorySize) throw file.error(`${what} has more bytes in the file than in memory`);
  if (!Number.isSafeInteger(address + memorySize))
    throw file.error(`${what} would end past the end of the address space`);
  file.part(offset, fileSize, `what ${what} loads`);
  const before = address % PAGE;
  if (offset % PAGE !== before && fileSize > 0)
    throw file.error(`${what} has an offset and an address at different places of a page`);
  const data = fileSize > 0 ? file.bytes.subarray(offset - before, offset + fileSize) : new Uint8Array();
  const write = (flags & SegmentFlag.WRITE) !== 0;
  const execute = (flags & SegmentFlag.EXECUTE) !== 0;
  return {
    name: write ? (execute ? 'rwx' : 'data') : execute ? 'text' : 'rodata',
    address: address - before + bias,
    data,
    size: before + memorySize,
    write,
    execute,
  };
}

/** The pages of segments do not overlap, and lie where programs do. */
function checkPlaces(file: ElfFile, segments: readonly Segment[], base: number, limit: number): void {
  let end = 0;
  for (const { address, size } of segments) {
    const range = `${hex(address)} to ${hex(address + size)}`;
    if (address < base) {
      throw file.error(
        `a segment would lie at ${range}, over the machine's own pages, which end at ${hex(base)}: link it with -Wl,-Ttext-segment=${hex(base)}`,
      );
    }
    if (address + size > limit)
      throw file.error(`a segment would lie at ${range}, past ${hex(limit)}, where memory ends`);
    if (address < end)
      throw file.error(`two segments share the page at ${hex(address)}: link it with -z separate-code`);
    end = Math.ceil((address + size) / PAGE) * PAGE;
  }
}

function checkEntry(file: ElfFile, entry: number, segments: readonly Segment[]): void {
  if (file.entry === 0 && file.type === FileType.DYNAMIC)
    throw file.error('a shared library: it has no entry, and a program is linked with -static');
  const segment = segments.find(({ address, size }) => entry >= address && entry < address + size);
  if (!segment?.execute) throw file.error(`its entry ${hex(entry)} is not in a segment that can be executed`);
}

/** In a list sorted by address. */
function isInside(at: number, sections: readonly PlacedSection[]): boolean {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sections[middle]!.address <= at) low = middle + 1;
    else high = middle;
  }
  const section = sections[low - 1];
  return section !== undefined && at < section.address + section.size;
}

/** Without section headers, each segment stands for its sections. */
function sectionsOf(file: ElfFile, bias: number, segments: readonly Segment[]): PlacedSection[] {
  const placed = file.sections
    .filter(
      ({ flags, size, type }) =>
        (flags & SectionFlag.ALLOC) !== 0 &&
        size > 0 &&
        !((flags & SectionFlag.TLS) !== 0 && type === SectionType.NOBITS),
    )
    .map(({ name, address, size }) => ({ file: file.name, name, address: address + bias, size }))
    .filter(({ address, size }) =>
      segments.some((one) => address >= one.address && address + size <= one.address + one.size),
    );
  const list =
    placed.length > 0
      ? placed
      : segments.map(({ name, address, size }) => ({ file: file.name, name, address, size }));
  return list.sort((a, b) => a.address - b.address);
}

function symbolsOf(file: ElfFile, bias: number): ImageSymbol[] {
  const shift = BigInt(bias);
  const symbols: ImageSymbol[] = [];
  for (const { name, place, value, size, type, binding, refused } of readSymbols(file)) {
    if (place === 'undefined' || place === 'common' || type === 'section' || type === 'file') continue;
    if (name === '' || refused === 'thread-local') continue;
    const absolute = place === 'absolute';
    const section = absolute ? undefined : file.sections[place];
    if (section && (section.flags & SectionFlag.ALLOC) === 0) continue;
    symbols.push({
      name,
      address: absolute ? value : BigInt.asUintN(64, value + shift),
      size,
      type: type === 'function' || type === 'object' ? type : 'none',
      global: binding !== 'local',
      absolute,
      file: file.name,
      section: section?.name ?? '',
    });
  }
  return symbols.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
}

/** Where they are loaded, if a segment has them. */
function programHeadersOf(
  { programHeaderOffset: at, programHeaders: { length: count } }: ElfFile,
  loads: readonly ProgramHeader[],
  bias: number,
): ProgramHeaders | undefined {
  const end = at + count * PROGRAM_HEADER_SIZE;
  const load = loads.find(({ offset, fileSize }) => at >= offset && end <= offset + fileSize);
  return load && { address: load.address + at - load.offset + bias, count };
}

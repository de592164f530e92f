/** An image -> an executable file. */

import { mergeDebug } from './dwarf/merge-debug.ts';
import { debugSections, type Code, type DebugSection } from './dwarf/write-debug.ts';
import { frameSection, type FunctionFrames } from './dwarf/write-frames.ts';
import { FileWriter, type ProgramHeaderToWrite, type SymbolToWrite } from './file-writer.ts';
import { FileType, SectionFlag, SectionType, SegmentFlag, SegmentType } from './format.ts';
import type { Image, ImageSymbol, Segment } from './image.ts';
import { PAGE } from './place.ts';
import type { WriteOptions } from './write-object.ts';

/** A section of the file: what a segment has in bytes, or its zeros. */
interface Part {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

export interface ExecutableOptions extends WriteOptions {
  /** How debuggers find callers, as `.debug_frame`. Default: they are not told. */
  readonly frames?: readonly FunctionFrames[];
}

/**
 * A static program as Linux loads it: a segment for each of the image's, the zeros at the end of one as a section of
 * their own, symbols, and lines as `.debug_line`.
 *
 * @throws ElfError
 */
export function writeExecutable(
  image: Image,
  { directory = '', frames = [] }: ExecutableOptions = {},
): Uint8Array {
  const writer = new FileWriter();
  const parts: Part[] = [];
  const programHeaders = image.segments.map((segment) => addSegment(writer, segment, parts));
  for (const { name, data } of mergeDebug(debugOf(image, directory)))
    writer.add({ name, type: SectionType.PROGBITS, data });
  if (frames.length > 0)
    writer.add({
      name: '.debug_frame',
      type: SectionType.PROGBITS,
      data: frameSection(frames),
      alignment: 8,
    });
  writer.addSymbols(symbolsOf(image, parts));
  const stack: ProgramHeaderToWrite = {
    type: SegmentType.GNU_STACK,
    flags: SegmentFlag.READ | SegmentFlag.WRITE | (image.executableStack ? SegmentFlag.EXECUTE : 0),
    address: 0,
    section: undefined,
    fileSize: 0,
    memorySize: 0,
    alignment: 16,
  };
  return writer.finish(FileType.EXECUTABLE, image.entry, [...programHeaders, stack]);
}

function addSegment(writer: FileWriter, segment: Segment, parts: Part[]): ProgramHeaderToWrite {
  const { name, address, data, size, write, execute } = segment;
  const flags = SectionFlag.ALLOC | (write ? SectionFlag.WRITE : 0) | (execute ? SectionFlag.EXECUTE : 0);
  const end = address + data.length;
  let section: number | undefined;
  if (data.length > 0) {
    section = writer.add({
      name: `.${name}`,
      type: SectionType.PROGBITS,
      flags,
      address,
      data,
      alignment: 16,
      fileAlignment: PAGE,
    });
    parts.push({ number: section, start: address, end });
  }
  if (size > data.length) {
    const number = writer.add({
      name: name === 'data' ? '.bss' : `.${name}.bss`,
      type: SectionType.NOBITS,
      flags,
      address: end,
      data: new Uint8Array(),
      size: size - data.length,
    });
    parts.push({ number, start: end, end: address + size });
  }
  return {
    type: SegmentType.LOAD,
    flags: SegmentFlag.READ | (write ? SegmentFlag.WRITE : 0) | (execute ? SegmentFlag.EXECUTE : 0),
    address,
    section,
    fileSize: data.length,
    memorySize: size,
    alignment: PAGE,
  };
}

/** What compilers say, and of the other objects the lines. */
function debugOf(image: Image, directory: string): (readonly DebugSection[])[] {
  const { debug = [] } = image;
  const units = codeOf(image);
  const described = debug.map(({ file, sections }) => {
    const hasLines = sections.some(({ name, data }) => name === '.debug_line' && data.length > 0);
    if (hasLines) return sections;
    // a compiler leaves the lines of its assembly to the assembler
    const unit = units.get(file) ?? [];
    const lines = debugSections([unit], directory).filter(({ name }) => name === '.debug_line');
    return [...sections, ...lines];
  });
  for (const { file } of debug) units.delete(file);
  return [...described, debugSections([...units.values()], directory)];
}

/** The code of each file that has lines. */
function codeOf({ sections, lines }: Image): Map<string, Code[]> {
  const units = new Map<string, Code[]>();
  let next = 0;
  for (const { file, address, size } of sections) {
    while (next < lines.length && lines[next]!.address < address) next++;
    const first = next;
    while (next < lines.length && lines[next]!.address < address + size) next++;
    if (first === next) continue;
    const own = lines.slice(first, next).map((line) => ({ ...line, offset: line.address - address }));
    const unit = units.get(file) ?? [];
    unit.push({ start: address, size, section: undefined, lines: own });
    units.set(file, unit);
  }
  return units;
}

/** Local symbols behind the file that they are from, then the global ones. */
function symbolsOf({ symbols }: Image, parts: readonly Part[]): SymbolToWrite[] {
  const files = new Map<string, SymbolToWrite[]>();
  const globals: SymbolToWrite[] = [];
  for (const symbol of symbols) {
    const { name, address, size, type, global, file } = symbol;
    const written: SymbolToWrite = {
      name,
      place: placeOf(symbol, parts),
      value: address,
      size,
      type,
      binding: global ? 'global' : 'local',
      visibility: 'default',
    };
    if (global) globals.push(written);
    else {
      const own = files.get(file) ?? [];
      own.push(written);
      files.set(file, own);
    }
  }
  const locals = [...files].flatMap(([name, own]): SymbolToWrite[] => [
    {
      name,
      place: 'absolute',
      value: 0n,
      size: 0n,
      type: 'file',
      binding: 'local',
      visibility: 'default',
    },
    ...own,
  ]);
  return [...locals, ...globals];
}

/** The part that an address is in, or at whose end it is. */
function placeOf({ address, absolute }: ImageSymbol, parts: readonly Part[]): SymbolToWrite['place'] {
  if (absolute) return 'absolute';
  const at = Number(address);
  const inside = parts.find(({ start, end }) => at >= start && at < end);
  return (inside ?? parts.find(({ end }) => at === end))?.number ?? 'absolute';
}

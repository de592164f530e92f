/** Bytes beside the source: where each line's code lies. What has no source is shown as its disassembly. */

import type { Image, PlacedSection } from '../../elf/image.ts';
import { decode, formatInstruction, LONGEST_INSTRUCTION } from '../../isa/index.ts';
import type { Symbols } from '../../runtime/program/symbols.ts';
import type { CodeLine, SourceFile } from '../protocol.ts';

/** More lines of disassembly than anyone reads. */
const MOST_LINES = 50_000;

export function filesOf(image: Image, symbols: Symbols, hasSource: (file: string) => boolean): SourceFile[] {
  const ends = image.sections.map(({ address, size }) => address + size);
  const files = new Map<string, CodeLine[]>();
  image.lines.forEach(({ file, line, address }, index) => {
    if (line === 0 || !hasSource(file)) return;
    const limit = ends.find((end) => end > address) ?? address;
    const end = Math.min(image.lines[index + 1]?.address ?? limit, limit);
    const lines = files.get(file) ?? [];
    files.set(file, lines);
    lines.push({ line, address, bytes: hexBytes(bytesAt(image, address, end - address)) });
  });
  const own = [...files].map(([name, lines]): SourceFile => ({ name, text: null, lines }));
  const others = image.sections.filter((section) => isCode(image, section) && !files.has(section.file));
  return others.length === 0 ? own : [disassembly(image, symbols, others), ...own];
}

const DISASSEMBLY = 'disassembly';

function disassembly(image: Image, symbols: Symbols, sections: readonly PlacedSection[]): SourceFile {
  const text: string[] = [];
  const lines: CodeLine[] = [];
  for (const { address: start, size } of sections) {
    for (let address = start; address < start + size && text.length < MOST_LINES;) {
      const label = symbols.labelOf(BigInt(address));
      if (label?.offset === 0) text.push(`${label.name}:`);
      const bytes = bytesAt(image, address, Math.min(LONGEST_INSTRUCTION, start + size - address));
      const instruction = decode(bytes, BigInt(address));
      const length = instruction?.length ?? 1;
      text.push(`    ${instruction ? formatInstruction(instruction, (at) => symbols.nameOf(at)) : '(bad)'}`);
      lines.push({ line: text.length, address, bytes: hexBytes(bytes.subarray(0, length)) });
      address += length;
    }
  }
  return { name: DISASSEMBLY, text: text.join('\n'), lines };
}

function isCode(image: Image, { address, size }: PlacedSection): boolean {
  return size > 0 && segmentAt(image, address)?.execute === true;
}

function segmentAt({ segments }: Image, at: number): Image['segments'][number] | undefined {
  return segments.find(({ address, size }) => at >= address && at < address + size);
}

function bytesAt(image: Image, address: number, size: number): Uint8Array {
  const segment = segmentAt(image, address);
  const from = address - (segment?.address ?? 0);
  return segment?.data.subarray(from, from + size) ?? new Uint8Array();
}

function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

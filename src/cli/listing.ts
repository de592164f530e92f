/** What lies where in a program: the rows of `fiberscope asm`. */

import type { Image, PlacedSection, Segment } from '../elf/image.ts';
import { decode, formatInstruction, LONGEST_INSTRUCTION } from '../isa/index.ts';
import { Symbols } from '../runtime/program/symbols.ts';
import { hex } from './words.ts';

/** One row of the listing; that of a label has line 0, and bytes only where no source line has them. */
export interface Listed {
  readonly address: string;
  readonly bytes: string;
  readonly file: string;
  readonly section: string;
  readonly line: number;
  /** The source line, or where there is no source to show the instruction. */
  readonly source: string;
}

interface Row {
  readonly address: number;
  readonly line: number;
  readonly source: string;
}

export class Listing {
  private readonly image: Image;
  private readonly sources: ReadonlyMap<string, readonly string[]>;
  private readonly symbols: Symbols;

  /** `sources`: the lines of the files that have them. */
  constructor(image: Image, sources: ReadonlyMap<string, readonly string[]>) {
    this.image = image;
    this.sources = sources;
    this.symbols = new Symbols(image);
  }

  /** A section's rows: its labels, and its source lines or instructions where it has code. */
  section(section: PlacedSection): Listed[] {
    const end = section.address + section.size;
    const source = this.sources.get(section.file);
    const statements = source ? this.lines(section, source) : this.instructions(section);
    const shown = new Set(statements.map((row) => `${row.address} ${row.source.trim().split(/\s/)[0]}`));
    const labels = this.labels(section).filter((row) => !shown.has(`${row.address} ${row.source}`));
    const starts = [...labels, ...statements].sort((a, b) => a.address - b.address);
    if (starts[0]?.address !== section.address)
      starts.unshift({ address: section.address, line: 0, source: '' });
    return starts.map((row, index) => ({
      address: hex(row.address),
      bytes: hexBytes(this.bytes(row.address, (starts[index + 1]?.address ?? end) - row.address)),
      file: section.file,
      section: section.name,
      line: row.line,
      source: row.source,
    }));
  }

  private lines(section: PlacedSection, source: readonly string[]): Row[] {
    return within(this.image.lines, section)
      .filter(({ line }) => line > 0)
      .map(({ address, line }) => ({ address, line, source: source[line - 1]?.trimEnd() ?? '' }));
  }

  private labels(section: PlacedSection): Row[] {
    const labels = new Map<number, string>();
    for (const { name, address, absolute, file } of within(this.image.symbols, section)) {
      const at = Number(address);
      if (!absolute && file === section.file && !labels.has(at)) labels.set(at, name);
    }
    return [...labels].map(([address, name]) => ({ address, line: 0, source: `${name}:` }));
  }

  /** Where a line begins, its number stands beside the instruction. */
  private instructions(section: PlacedSection): Row[] {
    if (!this.segment(section.address)?.execute) return [];
    const begun = new Map(within(this.image.lines, section).map(({ address, line }) => [address, line]));
    const rows: Row[] = [];
    for (let address = section.address; address < section.address + section.size;) {
      const most = Math.min(LONGEST_INSTRUCTION, section.address + section.size - address);
      const instruction = decode(this.bytes(address, most), BigInt(address));
      const text = instruction && formatInstruction(instruction, (at) => this.symbols.nameOf(at));
      rows.push({ address, line: begun.get(address) ?? 0, source: `    ${text ?? '(bad)'}` });
      address += instruction?.length ?? 1;
    }
    return rows;
  }

  private segment(at: number): Segment | undefined {
    return this.image.segments.find(({ address, size }) => at >= address && at < address + size);
  }

  private bytes(address: number, size: number): Uint8Array {
    const segment = this.segment(address);
    const from = address - (segment?.address ?? 0);
    return segment?.data.subarray(from, from + size) ?? new Uint8Array();
  }
}

function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Of a list sorted by address, what lies in a section. */
function within<T extends { readonly address: number | bigint }>(
  list: readonly T[],
  { address, size }: PlacedSection,
): readonly T[] {
  return list.slice(firstFrom(list, address), firstFrom(list, address + size));
}

function firstFrom(list: readonly { readonly address: number | bigint }[], address: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]!.address < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

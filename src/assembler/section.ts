/**
 * A section while it is being filled.
 *
 * What has a fixed size lies in one buffer. Between its bytes stand parts whose size is found when the source has
 * been read: branches, alignment, `.org`. A place is therefore a pair: fixed bytes before it, parts before it.
 *
 *   fixed bytes   [ 0 .. parts[0].at ) [ parts[0].at .. parts[1].at ) [ .. length )
 *   parts                             ^ parts[0]                      ^ parts[1]
 */

import type { SectionFlags } from '../elf/object.ts';
import { SourceError } from './error.ts';
import type { Node } from './expression.ts';
import { LIMITS } from './limits.ts';
import type { Source } from './source.ts';
import type { Position, SymbolEntry } from './symbols.ts';

/** Where a source wrote something, for messages and for the line table. */
export interface Written {
  readonly source: Source;
  readonly at: number;
}

interface PartBase {
  /** Fixed bytes of the section before it. */
  readonly at: number;
  /** In bytes, once it is known. */
  size: number;
  readonly written: Written;
}

/** `jmp` or `jcc`: short until its target is found too far. */
export interface BranchPart extends PartBase {
  readonly kind: 'branch';
  readonly target: Node;
  /** Opcode bytes of the two forms, without the distance. */
  readonly short: readonly number[];
  readonly long: readonly number[];
  isLong: boolean;
  /** `jmp short x`. */
  readonly mustBeShort: boolean;
  /** The label and the distance from it, once evaluated; undefined when it is out of reach of the short form. */
  label: SymbolEntry | undefined;
  addend: number;
}

export interface AlignPart extends PartBase {
  readonly kind: 'align';
  readonly alignment: number;
  /** Gaps of more bytes than this are left alone; 0 for no limit. */
  readonly most: number;
  /** Bytes that are repeated; undefined for nops. */
  readonly fill: readonly number[] | undefined;
}

/** `.org` whose target is not known at once. */
export interface OrgPart extends PartBase {
  readonly kind: 'org';
  readonly target: Node;
  readonly fill: number;
}

/** `.skip` of a length that depends on other parts. */
export interface SpacePart extends PartBase {
  readonly kind: 'space';
  readonly length: Node;
  readonly fill: number;
}

/** `.uleb128` or, signed, `.sleb128` of a distance that depends on other parts. */
export interface LebPart extends PartBase {
  readonly kind: 'leb';
  readonly value: Node;
  readonly isSigned: boolean;
}

export type Part = BranchPart | AlignPart | OrgPart | SpacePart | LebPart;

/** A number to be filled in when all places are known. */
export interface Fixup {
  readonly position: Position;
  readonly size: 1 | 2 | 4 | 8;
  readonly value: Node;
  /** For a distance: bytes from the field to where it counts from, the end of the instruction. */
  readonly relative: number | undefined;
  readonly signed: boolean;
  /** Whether it is a direct branch's distance, which may go through a procedure linkage table. */
  readonly branch: boolean;
  /** Not left to the linker though the label is global: as GNU as has it for jumps within a section. */
  readonly near: boolean;
  /** Which GOTPCREL relocation the instruction allows. */
  readonly got: 'R_X86_64_GOTPCREL' | 'R_X86_64_GOTPCRELX' | 'R_X86_64_REX_GOTPCRELX' | undefined;
  readonly written: Written;
  readonly length: number;
}

function isZeros(part: Part): boolean {
  if (part.kind === 'branch' || part.kind === 'leb') return false;
  return part.kind === 'align' ? (part.fill?.every((byte) => byte === 0) ?? true) : part.fill === 0;
}

/** A line of the source that a compiler has read (`.loc`). */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

export interface LineEntry extends Written {
  /** Instead of the assembler's own line. */
  readonly stated: SourceLine | undefined;
  readonly offset: number;
  readonly part: number;
}

export interface SectionAttributes {
  readonly flags: SectionFlags;
  readonly type: 'progbits' | 'nobits' | 'note';
  readonly entrySize: number;
}

export class SectionBuilder implements SectionAttributes {
  readonly name: string;
  readonly flags: SectionFlags;
  readonly type: SectionAttributes['type'];
  readonly entrySize: number;
  alignment = 1;
  length = 0;
  readonly parts: Part[] = [];
  readonly fixups: Fixup[] = [];
  readonly lines: LineEntry[] = [];
  private buffer = new Uint8Array(64);
  private readonly budget: { bytes: number };

  /** `budget` is shared by the sections of a run: bytes that may still be held. */
  constructor(name: string, { flags, type, entrySize }: SectionAttributes, budget: { bytes: number }) {
    this.name = name;
    this.flags = flags;
    this.type = type;
    this.entrySize = entrySize;
    this.budget = budget;
  }

  get bytes(): Uint8Array {
    return this.buffer;
  }

  position(): Position {
    return { section: this, offset: this.length, part: this.parts.length };
  }

  append(bytes: ArrayLike<number>): void {
    if (this.type === 'nobits') {
      for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) throw this.holdsZeros();
      this.skip(bytes.length, 0);
      return;
    }
    const at = this.grow(bytes.length);
    const { buffer } = this;
    for (let i = 0; i < bytes.length; i++) buffer[at + i] = bytes[i] ?? 0;
  }

  /** `size` low bytes of a number, lowest first. */
  appendNumber(value: bigint, size: number): void {
    const bytes: number[] = [];
    let rest = BigInt.asUintN(64, value);
    for (let i = 0; i < size; i++) {
      bytes.push(Number(rest & 0xffn));
      rest >>= 8n;
    }
    this.append(bytes);
  }

  skip(count: number, fill: number): void {
    if (this.type === 'nobits') {
      if (fill !== 0) throw this.holdsZeros();
      this.checkSize(count);
      this.length += count;
      return;
    }
    const at = this.grow(count);
    if (fill !== 0) this.buffer.fill(fill, at, at + count);
  }

  /** Fills everything from `from` on with a pattern. */
  repeat(from: number, pattern: readonly number[]): void {
    for (let at = from; at < this.length; at++) this.buffer[at] = pattern[(at - from) % pattern.length] ?? 0;
  }

  addPart(part: Part): void {
    if (this.type === 'nobits' && !isZeros(part)) throw this.holdsZeros();
    this.parts.push(part);
  }

  private holdsZeros(): SourceError {
    return new SourceError(`section '${this.name}' holds zeros only`);
  }

  private checkSize(more: number): void {
    if (this.length + more > LIMITS.section) {
      throw new SourceError(`section '${this.name}' would be larger than ${LIMITS.section} bytes`);
    }
  }

  private grow(count: number): number {
    this.checkSize(count);
    this.budget.bytes -= count;
    if (this.budget.bytes < 0)
      throw new SourceError(`the sections would hold more than ${LIMITS.data} bytes`);
    const at = this.length;
    this.length += count;
    if (this.length > this.buffer.length) {
      const larger = new Uint8Array(Math.max(this.length, this.buffer.length * 2));
      larger.set(this.buffer);
      this.buffer = larger;
    }
    return at;
  }
}

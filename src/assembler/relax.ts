/**
 * Finds the size of every variable part, by GNU as's own procedure, since another one would find other sizes where
 * branches and alignment pull at each other: all branches start short; passes over the section move each part by
 * what the ones before it have grown, and let the branches grow that do not reach any more; until nothing changes.
 */

import type { Reporter } from './diagnostics.ts';
import { SourceError } from './error.ts';
import { evaluate, evaluateNumber, type Distance } from './evaluate.ts';
import { leb128 } from './leb128.ts';
import { LIMITS } from './limits.ts';
import type { AlignPart, BranchPart, LebPart, OrgPart, Part, SectionBuilder, SpacePart } from './section.ts';
import type { SymbolEntry } from './symbols.ts';

/** Where the pieces of a section lie: piece k is the fixed bytes before part k. */
class Pieces {
  readonly section: SectionBuilder;
  /** Start of piece k; the last one ends the section. */
  readonly starts: number[] = [];
  /** Parts that absorb movement (alignment, `.org`) before piece k. */
  readonly regions: number[] = [];

  constructor(section: SectionBuilder) {
    this.section = section;
    let start = 0;
    let before = 0;
    let region = 0;
    for (const part of section.parts) {
      this.starts.push(start);
      this.regions.push(region);
      start += part.at - before;
      before = part.at;
      part.size = initialSize(part, start);
      start += part.size;
      if (part.kind === 'align' || part.kind === 'org') region++;
    }
    this.starts.push(start);
    this.regions.push(region);
  }

  address(offset: number, part: number): number {
    return (this.starts[part] ?? 0) + offset - (part === 0 ? 0 : (this.section.parts[part - 1]?.at ?? 0));
  }
}

function initialSize(part: Part, address: number): number {
  switch (part.kind) {
    case 'align':
      return gap(part, address);
    case 'branch':
      return part.isLong ? part.long.length + 4 : part.short.length + 1;
    case 'leb':
      return 1;
    default:
      return 0;
  }
}

function gap({ alignment, most }: AlignPart, address: number): number {
  const rest = address % alignment;
  const size = rest === 0 ? 0 : alignment - rest;
  return most !== 0 && size > most ? 0 : size;
}

export class Layout {
  private readonly reporter: Reporter;
  private readonly pieces = new Map<SectionBuilder, Pieces>();
  private readonly failed = new Set<Part>();

  constructor(sections: Iterable<SectionBuilder>, reporter: Reporter) {
    this.reporter = reporter;
    const all = [...sections];
    for (const section of all)
      for (const part of section.parts) if (part.kind === 'branch') aim(part, section);
    for (const section of all) this.pieces.set(section, new Pieces(section));
    this.settle(all);
    for (const section of all) section.parts.forEach((part) => this.check(part));
  }

  /** Final once the layout has been made. */
  address(section: SectionBuilder, offset: number, part: number): number {
    return this.pieces.get(section)?.address(offset, part) ?? 0;
  }

  addressOf(symbol: SymbolEntry): number {
    const { position } = symbol;
    return position ? this.address(position.section, position.offset, position.part) : 0;
  }

  size(section: SectionBuilder): number {
    return this.address(section, section.length, section.parts.length);
  }

  readonly distance: Distance = (from, to) => {
    if (from === to) return 0n;
    if (!from.position || !to.position || from.position.section !== to.position.section) return undefined;
    return BigInt(this.addressOf(to) - this.addressOf(from));
  };

  private settle(sections: readonly SectionBuilder[]): void {
    const parts = sections.reduce((sum, section) => sum + section.parts.length, 0);
    // Every pass lets a branch grow, or it is one of the few that alignment needs to come to rest.
    let passes = Math.min(2 * parts + 100, 100 + Math.floor(LIMITS.layoutSteps / (parts + 1)));
    for (let changed = true; changed;) {
      changed = false;
      for (const pieces of this.pieces.values()) {
        while (passes >= 0 && this.pass(pieces, false)) {
          changed = true;
          passes--;
        }
      }
      if (passes < 0) {
        this.unsettled(sections);
        return;
      }
    }
    for (const pieces of this.pieces.values()) this.pass(pieces, true);
  }

  /** What can only be judged when all sizes are final. */
  private check(part: Part): void {
    const { source, at } = part.written;
    if (part.kind === 'branch' && part.mustBeShort && part.isLong) {
      this.reporter.error(source, at, 'the target is out of reach of a short branch');
    }
    if (part.kind === 'align' && part.fill && part.size % part.fill.length !== 0) {
      const message = `a gap of ${part.size} bytes cannot be filled ${part.fill.length} bytes at a time`;
      this.reporter.error(source, at, message);
    }
  }

  private unsettled(sections: readonly SectionBuilder[]): void {
    const parts = sections.flatMap((section) => section.parts);
    const part = parts.find(({ kind }) => kind === 'space' || kind === 'org' || kind === 'leb') ?? parts[0];
    if (!part || this.failed.size > 0) return;
    const { source, at } = part.written;
    this.reporter.error(source, at, 'lengths and branches that depend on each other do not come to rest');
  }

  private pass(pieces: Pieces, final: boolean): boolean {
    const { starts, section } = pieces;
    let stretch = 0;
    let changed = false;
    let before = 0;
    for (let index = 0; index < section.parts.length; index++) {
      const part = section.parts[index]!;
      const was = (starts[index] ?? 0) + part.at - before;
      starts[index] = (starts[index] ?? 0) + stretch;
      const address = was + stretch;
      before = part.at;
      const size = this.sizeOf(part, index, address, stretch, pieces, final);
      if (size === part.size) continue;
      stretch += size - part.size;
      part.size = size;
      changed = true;
    }
    const last = section.parts.length;
    starts[last] = (starts[last] ?? 0) + stretch;
    return changed;
  }

  private sizeOf(
    part: Part,
    index: number,
    address: number,
    stretch: number,
    pieces: Pieces,
    final: boolean,
  ): number {
    switch (part.kind) {
      case 'align':
        return gap(part, address);
      case 'branch':
        if (!part.isLong && !reaches(part, index, address, stretch, pieces)) part.isLong = true;
        return initialSize(part, address);
      case 'org':
        return this.guarded(part, () => this.orgSize(part, pieces.section, address, final));
      case 'space':
        return this.guarded(part, () => this.spaceSize(part, final));
      case 'leb':
        return this.guarded(part, () => leb128(this.lebValue(part), part.isSigned).length);
    }
  }

  /** Errors end the part, not the layout. */
  private guarded(part: Part, size: () => number): number {
    try {
      return size();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      if (!this.failed.has(part)) this.reporter.error(part.written.source, part.written.at, error.message);
      this.failed.add(part);
      return part.size;
    }
  }

  lebValue({ value }: LebPart): bigint {
    const number = evaluateNumber(value, this.distance);
    if (number === undefined) throw new SourceError('the value is not a number');
    return number;
  }

  private orgSize(part: OrgPart, section: SectionBuilder, address: number, final: boolean): number {
    const value = evaluate(part.target, this.distance);
    if (!value || value.minus || (value.plus && value.plus.position?.section !== section)) {
      throw new SourceError('.org needs a number or a place in the current section');
    }
    const target = (value.plus ? this.addressOf(value.plus) : 0) + Number(value.number);
    if (target >= address) return limited(target - address);
    if (!final) return 0;
    throw new SourceError(`.org would move back from ${address} to ${target}`);
  }

  private spaceSize(part: SpacePart, final: boolean): number {
    const length = evaluateNumber(part.length, this.distance);
    if (length === undefined) throw new SourceError('the length is not a number');
    if (length >= 0n) return limited(Number(length));
    if (!final) return 0;
    throw new SourceError(`the length ${length} is negative`);
  }
}

function limited(size: number): number {
  if (size > LIMITS.data) throw new SourceError(`${size} bytes are more than a section may hold`);
  return size;
}

/** Only labels of the same section that no other object can take the place of are in reach of a short branch. */
function aim(part: BranchPart, section: SectionBuilder): void {
  const value = targetOf(part);
  const named = value?.alias ?? value?.plus;
  const isOpen =
    value?.specifier === 'GOTPCREL' || (value?.specifier === 'PLT' && named?.binding === 'global');
  const label = value?.minus || isOpen ? undefined : value?.plus;
  if (label?.position?.section === section && label.binding !== 'weak') {
    part.label = label;
    part.addend = Number(value?.number ?? 0n);
  } else part.isLong = true;
}

/** What is wrong with a target is said when its distance is filled in. */
function targetOf({ target }: BranchPart): ReturnType<typeof evaluate> {
  try {
    return evaluate(target, () => undefined);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/**
 * Whether the short form does. A target that this pass has not come to yet is taken to move along, except past
 * alignment, which may absorb the movement.
 */
function reaches(part: BranchPart, index: number, address: number, stretch: number, pieces: Pieces): boolean {
  const position = part.label?.position;
  if (!position) return false;
  let target = pieces.address(position.offset, position.part) + part.addend;
  if (stretch !== 0 && position.part > index) {
    if (stretch < 0 || pieces.regions[position.part] === pieces.regions[index]) target += stretch;
    else if (target < address) return true;
  }
  const distance = target - (address + part.short.length + 1);
  return distance >= -128 && distance <= 127;
}

/** Names for addresses and addresses for names. */

import { nearest } from '../../elf/nearest.ts';
import type { Image, ImageLine, ImageSymbol, PlacedSection } from '../../elf/image.ts';
import { UnknownLabel } from '../errors.ts';

/** A label and how far behind it, in bytes. */
export interface Label {
  readonly name: string;
  readonly offset: number;
}

/** Code from `start` up to, and not including, `end`. */
export interface CodeRange {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export class Symbols {
  readonly #byName = new Map<string, ImageSymbol>();
  /** One a place, the best name of it; sorted by address. */
  readonly #places: readonly ImageSymbol[];
  readonly #image: Image;

  constructor(image: Image) {
    this.#image = image;
    const places: ImageSymbol[] = [];
    for (const symbol of image.symbols) {
      const known = this.#byName.get(symbol.name);
      if (known === undefined || (symbol.global && !known.global)) this.#byName.set(symbol.name, symbol);
      if (symbol.absolute) continue;
      const last = places.at(-1);
      if (last?.address !== symbol.address) places.push(symbol);
      else if (rank(symbol) > rank(last)) places[places.length - 1] = symbol;
    }
    this.#places = places;
  }

  find(name: string): bigint | undefined {
    return this.#byName.get(name)?.address;
  }

  /** @throws UnknownLabel */
  get(name: string): bigint {
    const address = this.find(name);
    if (address !== undefined) return address;
    throw new UnknownLabel(name, nearest(name, this.#byName.keys()));
  }

  /** The nearest label at or before an address, in the same section; undefined outside of the program. */
  labelOf(address: bigint): Label | undefined {
    const symbol = this.#placeOf(address);
    return symbol && { name: symbol.name, offset: Number(address - symbol.address) };
  }

  /** `worker` or `worker+0x12`. */
  nameOf(address: bigint): string | undefined {
    const label = this.labelOf(address);
    if (!label) return undefined;
    return label.offset === 0 ? label.name : `${label.name}+0x${label.offset.toString(16)}`;
  }

  /** Where a function may have begun that contains an address, likelier ones first. */
  functionStarts(address: bigint, atMost = 8): readonly CodeRange[] {
    const section = this.sectionOf(address);
    const starts: CodeRange[] = [];
    const guesses: CodeRange[] = [];
    for (let index = this.#indexOf(address); index >= 0 && starts.length + guesses.length < atMost; index--) {
      const symbol = this.#places[index]!;
      if (!section || symbol.address < section.address) break;
      (rank(symbol) > 0 ? starts : guesses).push(this.#rangeOf(symbol, section));
    }
    return [...starts.slice(0, 1), ...guesses, ...starts.slice(1)];
  }

  /** From a label to the next one that a function may begin at, or to the section's end. */
  functionAt(name: string): CodeRange | undefined {
    const symbol = this.#byName.get(name);
    const section = symbol && this.sectionOf(symbol.address);
    if (!symbol || !section) return undefined;
    return this.#rangeOf(symbol, section);
  }

  sectionOf(address: bigint): PlacedSection | undefined {
    const { sections } = this.#image;
    const index = lastAtOrBefore(sections, (section) => BigInt(section.address) <= address);
    const section = sections[index];
    return section && address < BigInt(section.address + section.size) ? section : undefined;
  }

  lineOf(address: bigint): ImageLine | undefined {
    const section = this.sectionOf(address);
    const { lines } = this.#image;
    const line = lines[lastAtOrBefore(lines, (one) => BigInt(one.address) <= address)];
    return line && line.line > 0 && section && line.address >= section.address ? line : undefined;
  }

  #rangeOf({ name, address, size }: ImageSymbol, section: PlacedSection): CodeRange {
    const start = Number(address);
    if (size > 0n) return { name, start, end: start + Number(size) };
    let index = this.#indexOf(address) + 1;
    while (index < this.#places.length && rank(this.#places[index]!) === 0) index++;
    const next = this.#places[index];
    return {
      name,
      start,
      end: Math.min(section.address + section.size, next ? Number(next.address) : Infinity),
    };
  }

  #placeOf(address: bigint): ImageSymbol | undefined {
    const section = this.sectionOf(address);
    const symbol = this.#places[this.#indexOf(address)];
    return symbol && section && symbol.address >= section.address ? symbol : undefined;
  }

  #indexOf(address: bigint): number {
    return lastAtOrBefore(this.#places, (symbol) => symbol.address <= address);
  }
}

/** Functions and what is made known to others name a place best. */
function rank({ type, global }: Pick<ImageSymbol, 'type' | 'global'>): number {
  return (type === 'function' ? 2 : 0) + (global ? 1 : 0);
}

/** In a sorted list, the index of the last element for which `before` holds; -1 if none. */
function lastAtOrBefore<T>(sorted: readonly T[], before: (element: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

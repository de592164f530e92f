import { WordCopies, type WordCopy } from '../word-copies.ts';

/**
 * A set of slots that knows the next member above a slot without a linear scan: a bitmap, above it a bitmap of its
 * words that are not empty, and so on up to a single word.
 *
 *   level 1                 1                       0
 *   level 0   0000...0100 1000...0001   0000...0000 ...        one bit a slot
 *
 * A million slots are four levels.
 */
export class SlotSet {
  readonly #levels: readonly Uint32Array[];
  readonly #copies: WordCopies;

  /** @param capacity members are 0 up to, and not including, this. */
  constructor(capacity: number) {
    const sizes: number[] = [];
    let words = capacity;
    do {
      words = Math.max(1, Math.ceil(words / 32));
      sizes.push(words);
    } while (words > 1);
    const all = new Uint32Array(sizes.reduce((sum, size) => sum + size, 0));
    let end = 0;
    this.#levels = sizes.map((size) => all.subarray(end, (end += size)));
    this.#copies = new WordCopies(all);
  }

  snapshot(): WordCopy {
    return this.#copies.take();
  }

  restore(snapshot: WordCopy): void {
    this.#copies.restore(snapshot);
  }

  has(slot: number): boolean {
    return ((this.#levels[0]![slot >>> 5]! >>> (slot & 31)) & 1) === 1;
  }

  add(slot: number): void {
    let index = slot;
    for (const level of this.#levels) {
      const before = level[index >>> 5]!;
      level[index >>> 5] = before | (1 << (index & 31));
      if (before !== 0) return;
      index >>>= 5;
    }
  }

  delete(slot: number): void {
    let index = slot;
    for (const level of this.#levels) {
      const after = level[index >>> 5]! & ~(1 << (index & 31));
      level[index >>> 5] = after;
      if (after !== 0) return;
      index >>>= 5;
    }
  }

  /** The smallest member that is not below a slot, or -1. */
  firstFrom(slot: number): number {
    const lowest = this.#levels[0]!;
    const word = slot >>> 5;
    const bits = word < lowest.length ? lowest[word]! & (-1 << (slot & 31)) : 0;
    return bits === 0 ? this.#climb(slot) : (word << 5) | lowestBit(bits);
  }

  /** The members that are not below a slot, in order, from `into[at]` up to its end; how many there are. */
  copyFrom(slot: number, into: Uint32Array, at: number): number {
    const lowest = this.#levels[0]!;
    let next = at;
    for (let first = this.firstFrom(slot); first !== -1;) {
      const word = first >>> 5;
      for (let bits = lowest[word]! & (-1 << (first & 31)); bits !== 0; bits &= bits - 1) {
        if (next === into.length) return next - at;
        into[next++] = (word << 5) | lowestBit(bits);
      }
      first = this.firstFrom((word + 1) << 5);
    }
    return next - at;
  }

  /** `firstFrom` for members far away. */
  #climb(slot: number): number {
    let index = slot;
    for (let height = 0; height < this.#levels.length; height++) {
      const level = this.#levels[height]!;
      const word = index >>> 5;
      if (word >= level.length) return -1;
      const bits = level[word]! & (-1 << (index & 31));
      if (bits !== 0) return this.#descend(height, (word << 5) | lowestBit(bits));
      index = word + 1;
    }
    return -1;
  }

  /** The smallest member below a set bit of a level. */
  #descend(height: number, bit: number): number {
    let index = bit;
    for (let below = height - 1; below >= 0; below--) {
      index = (index << 5) | lowestBit(this.#levels[below]![index]!);
    }
    return index;
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

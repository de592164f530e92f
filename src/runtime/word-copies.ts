/** Copies of words that change little from one copy to the next: what is the same is shared. */

import { blockAt, withBlocks, type Blocks } from '../machine/index.ts';

/** Words of a block. */
const SIZE = 256;

/** Plain data: SIZE words a block, the last one shorter. */
export type WordCopy = Blocks<Uint32Array>;

export class WordCopies {
  readonly #words: Uint32Array;
  /** The last copy that was taken or restored. */
  #last: WordCopy = [];

  constructor(words: Uint32Array) {
    this.#words = words;
  }

  /** @param from, end words outside of this range are as they were at the last copy. */
  take(from = 0, end = this.#words.length): WordCopy {
    if (from === end) return this.#last;
    const changed: number[] = [];
    for (let block = Math.floor(from / SIZE); block * SIZE < end; block++) {
      if (!this.#isSame(block)) changed.push(block);
    }
    this.#last = withBlocks(this.#last, changed, (block) =>
      this.#words.slice(block * SIZE, (block + 1) * SIZE),
    );
    return this.#last;
  }

  restore(copy: WordCopy): void {
    for (let at = 0; at < this.#words.length; at += SIZE) {
      const block = blockAt(copy, at / SIZE);
      if (block) this.#words.set(block, at);
      else this.#words.fill(0, at, at + SIZE);
    }
    this.#last = copy;
  }

  /** Whether the words of a block are those of the last copy. */
  #isSame(block: number): boolean {
    const before = blockAt(this.#last, block);
    const first = block * SIZE;
    const count = Math.min(SIZE, this.#words.length - first);
    for (let word = 0; word < count; word++) {
      if (this.#words[first + word] !== (before ? before[word] : 0)) return false;
    }
    return true;
  }
}

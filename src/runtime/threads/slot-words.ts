import { WordCopies, type WordCopy } from '../word-copies.ts';

/** A 32-bit number for each slot, 0 at first: nothing is there until one is something else. */
export class SlotWords {
  readonly #size: number;
  #words: Uint32Array | undefined;
  #copies: WordCopies | undefined;

  constructor(size: number) {
    this.#size = size;
  }

  get(slot: number): number {
    return this.#words?.[slot] ?? 0;
  }

  set(slot: number, value: number): void {
    if (this.#words || value !== 0) this.#make()[slot] = value;
  }

  snapshot(): WordCopy {
    return this.#copies?.take() ?? [];
  }

  restore(snapshot: WordCopy): void {
    if (!this.#words && snapshot.length === 0) return;
    this.#make();
    this.#copies!.restore(snapshot);
  }

  #make(): Uint32Array {
    if (this.#words) return this.#words;
    this.#words = new Uint32Array(this.#size);
    this.#copies = new WordCopies(this.#words);
    return this.#words;
  }
}

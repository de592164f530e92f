/**
 * What is known of slots, by their addresses. They are pushed and popped all the time, and a Map finds a key slowly
 * that has been deleted and set again often: what is deleted stays as undefined, until there is much of it.
 */

/** Entries that may be undefined, at least. */
const LEAST = 1 << 16;

export class SlotMap<T> {
  #entries = new Map<number, T | undefined>();
  /** With so many entries those that are undefined go. */
  #full = LEAST;

  get(slot: number): T | undefined {
    return this.#entries.get(slot);
  }

  set(slot: number, value: T): void {
    this.#entries.set(slot, value);
    if (this.#entries.size > this.#full) this.#sweep();
  }

  delete(slot: number): void {
    if (this.#entries.get(slot) !== undefined) this.#entries.set(slot, undefined);
  }

  #sweep(): void {
    this.#entries = new Map([...this.#entries].filter(([, value]) => value !== undefined));
    this.#full = Math.max(LEAST, this.#entries.size * 2);
  }
}

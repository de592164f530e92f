/** Who runs, who waits, which slots are free: the state of all threads as plain data. */

import { firstAvailable, nextOnes, nextReady } from './round-robin.ts';
import { SlotSet } from './slot-set.ts';
import { WordCopies, type WordCopy } from './word-copies.ts';

/** A thread's state, as in the book. */
export const State = { Available: 'Available', Running: 'Running', Ready: 'Ready' } as const;
export type State = (typeof State)[keyof typeof State];

/** Plain data. */
export interface ThreadTableSnapshot {
  readonly current: number;
  readonly spawned: number;
  readonly mostAlive: number;
  readonly finished: number;
  readonly runnable: WordCopy;
  readonly available: WordCopy;
  readonly numbers: WordCopy;
}

export class ThreadTable {
  readonly size: number;
  /** The slot of the thread that runs. */
  current = 0;
  /** How many have been taken since the beginning. */
  spawned = 0;
  /** The most threads that were alive at once, the base thread included. */
  mostAlive = 1;
  #finished = 0;
  /** The Running one and those that are Ready: who gives way needs not be moved from one set to another. */
  readonly #runnable: SlotSet;
  readonly #available: SlotSet;
  /** See `number`. */
  readonly #numbers: Uint32Array;
  readonly #numberCopies: WordCopies;

  /** Slot 0, the base thread, is Running, the others are Available. */
  constructor(size: number) {
    this.size = size;
    this.#runnable = new SlotSet(size);
    this.#available = new SlotSet(size);
    this.#numbers = new Uint32Array(size);
    this.#numberCopies = new WordCopies(this.#numbers);
    this.#runnable.add(0);
    for (let slot = 1; slot < size; slot++) this.#available.add(slot);
  }

  state(slot: number): State {
    if (slot === this.current) return State.Running;
    return this.#runnable.has(slot) ? State.Ready : State.Available;
  }

  /** How many had been taken when a slot's latest thread was, it included: no two threads share one. 0: the base thread. */
  number(slot: number): number {
    return this.#numbers[slot]!;
  }

  /** Who runs when a slot's thread gives way; -1 when nobody else is Ready. */
  after(slot: number): number {
    return nextReady(this.#runnable, slot);
  }

  /** The same for those that follow, as many as `into` takes, or up to the current one: how many there are. */
  following(into: Uint32Array): number {
    return nextOnes(this.#runnable, this.current, into);
  }

  /** Makes the first Available slot Ready; -1 when there is none. */
  take(): number {
    const slot = firstAvailable(this.#available);
    if (slot === -1) return -1;
    this.#available.delete(slot);
    this.#runnable.add(slot);
    this.#numbers[slot] = ++this.spawned;
    this.mostAlive = Math.max(this.mostAlive, 1 + this.spawned - this.#finished);
    return slot;
  }

  /** A Ready slot runs instead of the current one, which becomes Ready. */
  switchTo(slot: number): void {
    this.current = slot;
  }

  /** The next Ready slot runs instead of the current one; false when nobody else is Ready. */
  yield(): boolean {
    const next = this.after(this.current);
    if (next === -1) return false;
    this.switchTo(next);
    return true;
  }

  /** The same, but the current slot becomes Available. The base thread stays. */
  finish(): boolean {
    const { current } = this;
    if (current === 0 || !this.yield()) return false;
    this.#runnable.delete(current);
    this.#available.add(current);
    this.#finished++;
    return true;
  }

  snapshot(): ThreadTableSnapshot {
    const { current, spawned, mostAlive } = this;
    const finished = this.#finished;
    const runnable = this.#runnable.snapshot();
    const available = this.#available.snapshot();
    const numbers = this.#numberCopies.take();
    return { current, spawned, mostAlive, finished, runnable, available, numbers };
  }

  restore(to: ThreadTableSnapshot): void {
    this.current = to.current;
    this.spawned = to.spawned;
    this.mostAlive = to.mostAlive;
    this.#finished = to.finished;
    this.#runnable.restore(to.runnable);
    this.#available.restore(to.available);
    this.#numberCopies.restore(to.numbers);
  }
}

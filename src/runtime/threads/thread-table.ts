/** Who runs, who waits, which slots are free: the state of all threads as plain data. */

import type { Candidates } from './policies/policy.ts';
import { firstAvailable, nextOnes, nextReady } from './policies/round-robin.ts';
import { SlotSet } from './slot-set.ts';
import { SlotWords } from './slot-words.ts';
import { WordCopies, type WordCopy } from '../word-copies.ts';

/** A thread's state: as in the book, and what it does that has to wait. */
export const State = {
  Available: 'Available',
  Running: 'Running',
  Ready: 'Ready',
  /** Something must happen first. */
  Blocked: 'Blocked',
  /** Until a time has come. */
  Sleeping: 'Sleeping',
} as const;
export type State = (typeof State)[keyof typeof State];

/** Plain data. */
export interface ThreadTableSnapshot {
  readonly current: number;
  readonly spawned: number;
  readonly mostAlive: number;
  readonly finished: number;
  readonly runnable: WordCopy;
  readonly available: WordCopy;
  readonly unjoined: WordCopy;
  readonly values: ReadonlyMap<number, bigint>;
  readonly numbers: WordCopy;
  readonly arrivals: WordCopy;
  readonly arrived: number;
  readonly priorities: WordCopy;
}

export class ThreadTable implements Candidates {
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
  /** Available since a thread has finished there whose value nobody has asked for. */
  readonly #unjoined: SlotSet;
  /** What threads have left, or are about to, where it is not 0. */
  readonly #values = new Map<number, bigint>();
  /** The last copy of them; undefined when it is no longer one. */
  #copiedValues: ReadonlyMap<number, bigint> | undefined;
  /** See `number`. */
  readonly #numbers: Uint32Array;
  readonly #numberCopies: WordCopies;

  readonly #priorities: SlotWords;
  /** See `arrival`. */
  readonly #arrivals: SlotWords;
  /** Whether it is kept who became Ready when. */
  readonly byArrival: boolean;
  #arrived = 0;

  /**
   * Slot 0, the base thread, is Running, the others are Available.
   *
   * @param byArrival whether it is kept who became Ready when.
   */
  constructor(size: number, byArrival = false) {
    this.size = size;
    this.byArrival = byArrival;
    this.#priorities = new SlotWords(size);
    this.#arrivals = new SlotWords(size);
    this.#runnable = new SlotSet(size);
    this.#available = new SlotSet(size);
    this.#unjoined = new SlotSet(size);
    this.#numbers = new Uint32Array(size);
    this.#numberCopies = new WordCopies(this.#numbers);
    this.#runnable.add(0);
    for (let slot = 1; slot < size; slot++) this.#available.add(slot);
  }

  state(slot: number): Exclude<State, typeof State.Sleeping> {
    if (!this.#runnable.has(slot)) return this.#available.has(slot) ? State.Available : State.Blocked;
    return slot === this.current ? State.Running : State.Ready;
  }

  isAvailable(slot: number): boolean {
    return this.#available.has(slot);
  }

  /** Running or Ready. */
  isRunnable(slot: number): boolean {
    return this.#runnable.has(slot);
  }

  /** How many there are, the base thread included. */
  get alive(): number {
    return 1 + this.spawned - this.#finished;
  }

  /** How many had been taken when a slot's latest thread was, it included: no two threads share one. 0: the base thread. */
  number(slot: number): number {
    return this.#numbers[slot]!;
  }

  /** Who runs when a slot's thread gives way; -1 when nobody else is Ready. */
  after(slot: number): number {
    return nextReady(this.#runnable, slot);
  }

  *ring(): Generator<number> {
    const { current, size } = this;
    const distance = (slot: number): number => (slot - current + size) % size;
    for (let slot = this.after(current); slot !== -1;) {
      yield slot;
      const next = this.after(slot);
      if (next === -1 || distance(next) <= distance(slot)) return;
      slot = next;
    }
  }

  arrival(slot: number): number {
    return this.#arrivals.get(slot);
  }

  priority(slot: number): number {
    return this.#priorities.get(slot);
  }

  setPriority(slot: number, priority: number): void {
    this.#priorities.set(slot, priority);
  }

  /** As `after` for those that follow, as many as `into` takes, or up to the current one: how many there are. */
  following(into: Uint32Array): number {
    return nextOnes(this.#runnable, this.current, into);
  }

  /** Makes the first Available slot Ready; -1 when there is none. */
  take(): number {
    const slot = firstAvailable(this.#available);
    if (slot === -1) return -1;
    this.#available.delete(slot);
    this.#runnable.add(slot);
    this.#arrive(slot);
    this.#unjoined.delete(slot);
    this.#priorities.set(slot, 0);
    if (this.#values.has(slot)) this.#setValue(slot, 0n);
    this.#numbers[slot] = ++this.spawned;
    this.mostAlive = Math.max(this.mostAlive, this.alive);
    return slot;
  }

  /** A Ready slot runs instead of the current one, which becomes Ready. */
  switchTo(slot: number): void {
    if (this.byArrival && this.#runnable.has(this.current)) this.#arrive(this.current);
    this.current = slot;
  }

  /** The current slot's thread waits: it is not Ready when another one runs. */
  block(): void {
    this.#runnable.delete(this.current);
  }

  /** A slot's thread waits no longer. */
  wake(slot: number): void {
    this.#runnable.add(slot);
    this.#arrive(slot);
  }

  /** The current slot, not the base thread's, is Available from now on. */
  finish(): void {
    this.#runnable.delete(this.current);
    this.#available.add(this.current);
    this.#unjoined.add(this.current);
    this.#finished++;
  }

  /** What the current thread will leave when it finishes. */
  leaves(value: bigint): void {
    this.#setValue(this.current, value);
  }

  /** What the thread has left that has finished in a slot, once; undefined when there is nothing. */
  takeValue(slot: number): bigint | undefined {
    if (!this.#unjoined.has(slot)) return undefined;
    this.#unjoined.delete(slot);
    const value = this.#values.get(slot) ?? 0n;
    if (value !== 0n) this.#setValue(slot, 0n);
    return value;
  }

  snapshot(): ThreadTableSnapshot {
    const { current, spawned, mostAlive } = this;
    return {
      current,
      spawned,
      mostAlive,
      finished: this.#finished,
      runnable: this.#runnable.snapshot(),
      available: this.#available.snapshot(),
      unjoined: this.#unjoined.snapshot(),
      values: (this.#copiedValues ??= new Map(this.#values)),
      numbers: this.#numberCopies.take(),
      arrivals: this.#arrivals.snapshot(),
      arrived: this.#arrived,
      priorities: this.#priorities.snapshot(),
    };
  }

  restore(to: ThreadTableSnapshot): void {
    this.current = to.current;
    this.spawned = to.spawned;
    this.mostAlive = to.mostAlive;
    this.#finished = to.finished;
    this.#runnable.restore(to.runnable);
    this.#available.restore(to.available);
    this.#unjoined.restore(to.unjoined);
    this.#numberCopies.restore(to.numbers);
    this.#arrivals.restore(to.arrivals);
    this.#arrived = to.arrived;
    this.#priorities.restore(to.priorities);
    if (this.#copiedValues === to.values) return;
    this.#values.clear();
    for (const [slot, value] of to.values) this.#values.set(slot, value);
    this.#copiedValues = to.values;
  }

  #arrive(slot: number): void {
    if (this.byArrival) this.#arrivals.set(slot, this.#arrived++);
  }

  #setValue(slot: number, value: bigint): void {
    this.#copiedValues = undefined;
    if (value === 0n) this.#values.delete(slot);
    else this.#values.set(slot, value);
  }
}

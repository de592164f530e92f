/** Who runs, who waits, which slots are free: the state of all threads as plain data. */

import { firstAvailable, nextReady } from './round-robin.ts';
import { SlotSet } from './slot-set.ts';

/** A thread's state, as in the book. */
export const State = { Available: 'Available', Running: 'Running', Ready: 'Ready' } as const;
export type State = (typeof State)[keyof typeof State];

const STATES: readonly State[] = [State.Available, State.Running, State.Ready];
const AVAILABLE = STATES.indexOf(State.Available);
const RUNNING = STATES.indexOf(State.Running);
const READY = STATES.indexOf(State.Ready);

export class ThreadTable {
  /** The slot of the thread that runs. */
  current = 0;
  /** How many have been taken since the beginning. */
  spawned = 0;
  /** The most threads that were alive at once, the base thread included. */
  mostAlive = 1;
  #finished = 0;
  /** An index into `STATES` a slot. */
  readonly #states: Uint8Array;
  readonly #ready: SlotSet;
  readonly #available: SlotSet;

  /** Slot 0, the base thread, is Running, the others are Available. */
  constructor(size: number) {
    this.#states = new Uint8Array(size);
    this.#ready = new SlotSet(size);
    this.#available = new SlotSet(size);
    this.#states[0] = RUNNING;
    for (let slot = 1; slot < size; slot++) this.#available.add(slot);
  }

  get size(): number {
    return this.#states.length;
  }

  state(slot: number): State {
    return STATES[this.#states[slot]!]!;
  }

  get someoneReady(): boolean {
    return this.#ready.firstFrom(0) !== -1;
  }

  /** Who runs when a slot's thread gives way; -1 when nobody else is Ready. */
  after(slot: number): number {
    return nextReady(this.#ready, slot);
  }

  /** Makes the first Available slot Ready; -1 when there is none. */
  take(): number {
    const slot = firstAvailable(this.#available);
    if (slot === -1) return -1;
    this.#available.delete(slot);
    this.#ready.add(slot);
    this.#states[slot] = READY;
    this.spawned++;
    this.mostAlive = Math.max(this.mostAlive, 1 + this.spawned - this.#finished);
    return slot;
  }

  /** The next Ready slot runs instead of the current one, which becomes Ready; false when nobody else is Ready. */
  yield(): boolean {
    return this.#leave(READY);
  }

  /** The same, but the current slot becomes Available. The base thread stays. */
  finish(): boolean {
    if (this.current === 0 || !this.#leave(AVAILABLE)) return false;
    this.#finished++;
    return true;
  }

  #leave(left: number): boolean {
    const { current } = this;
    const next = this.after(current);
    if (next === -1) return false;
    this.#states[current] = left;
    (left === READY ? this.#ready : this.#available).add(current);
    this.#ready.delete(next);
    this.#states[next] = RUNNING;
    this.current = next;
    return true;
  }
}

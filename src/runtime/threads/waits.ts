/** Who waits for what, and the answers that those get who no longer do. */

import { Agenda } from '../outside/agenda.ts';

/** What a thread waits for. Times are in nanoseconds of the virtual clock. */
export type Wait =
  | { readonly kind: 'sleep'; readonly until: number }
  | {
      readonly kind: 'park';
      /** The address of what it is for, as far as that is said; otherwise 0. */
      readonly object: bigint;
      /** The address of 8 bytes that hold the id + 1 of who has that, or 0. */
      readonly holder: bigint;
    }
  /** Until a thread has finished. */
  | { readonly kind: 'join'; readonly thread: number }
  /** The base thread, until all others have finished. */
  | { readonly kind: 'others' }
  | { readonly kind: 'read'; readonly fd: number; readonly address: bigint; readonly size: bigint }
  /** To an eventfd, until so much fits. */
  | { readonly kind: 'write'; readonly fd: number; readonly addend: bigint }
  | {
      readonly kind: 'epoll';
      readonly fd: number;
      readonly address: bigint;
      readonly most: number;
      /** Infinity without a timeout. */
      readonly until: number;
    };

/** What a call returns; 64 bits, or a negative error number. */
export type Answer = number | bigint;

/** Plain data, by slot. */
export interface WaitsSnapshot {
  readonly waits: ReadonlyMap<number, Wait>;
  readonly times: ReadonlyMap<number, number>;
  readonly answers: ReadonlyMap<number, Answer>;
  readonly restarts: ReadonlyMap<number, bigint>;
  readonly permits: ReadonlySet<number>;
}

export class Waits {
  readonly #waits = new Map<number, Wait>();
  /** When each of them is to be looked at. */
  readonly #times = new Map<number, number>();
  readonly #agenda = new Agenda();
  /** Of those who no longer wait and have not run since. */
  readonly #answers = new Map<number, Answer>();
  /** The addresses of system calls that are made a second time when their threads go on. */
  readonly #restarts = new Map<number, bigint>();
  /** Who has been unparked before it parked. */
  readonly #permits = new Set<number>();
  /** By file: who waits for it. */
  readonly #atFile = new Map<number, Set<number>>();
  /** By thread: who waits for its end. */
  readonly #joiners = new Map<number, number>();
  #snapshot: WaitsSnapshot | undefined;

  get(slot: number): Wait | undefined {
    return this.#waits.get(slot);
  }

  get isEmpty(): boolean {
    return this.#waits.size === 0;
  }

  /** By slot, in the order in which they began to wait. */
  get all(): Iterable<readonly [number, Wait]> {
    return this.#waits;
  }

  /** When the first of those must be looked at who wait for a time; Infinity when nobody does. */
  get due(): number {
    return this.#agenda.first?.time ?? Infinity;
  }

  /** Whose time that is. */
  get next(): number | undefined {
    return this.#agenda.first?.id;
  }

  /** @param time when it is to be looked at; Infinity when something must happen first. */
  add(slot: number, wait: Wait, time: number): void {
    this.#snapshot = undefined;
    this.#waits.set(slot, wait);
    this.#index(slot, wait, time);
  }

  /** The answer is for the system call at an address, which the thread makes again when it goes on. */
  restart(slot: number, address: bigint): void {
    this.#snapshot = undefined;
    this.#restarts.set(slot, address);
  }

  /** It is to be looked at then. */
  postpone(slot: number, time: number): void {
    this.#snapshot = undefined;
    this.#times.set(slot, time);
    this.#agenda.set(slot, time);
  }

  /** It waits no longer. */
  end(slot: number, answer: Answer): void {
    this.#remove(slot, this.#waits.get(slot)!);
    this.#answers.set(slot, answer);
  }

  /** Whether `switch` has an answer to bring along. */
  hasAnswer(slot: number): boolean {
    return this.#answers.size > 0 && this.#answers.has(slot) && !this.#restarts.has(slot);
  }

  /** The answer for `switch` to bring along; undefined when there is none, or the thread asks again. */
  takeAnswer(slot: number): Answer | undefined {
    return this.hasAnswer(slot) ? this.#take(slot) : undefined;
  }

  /** The answer to a system call that is made a second time. */
  takeRestarted(slot: number, address: bigint): Answer | undefined {
    const restart = this.#restarts.size === 0 ? undefined : this.#restarts.get(slot);
    if (restart === undefined || this.#waits.has(slot)) return undefined;
    const answer = this.#take(slot);
    this.#restarts.delete(slot);
    return restart === address ? answer : undefined;
  }

  waitersAt(fd: number): Iterable<number> {
    return this.#atFile.get(fd) ?? [];
  }

  joinerOf(thread: number): number | undefined {
    return this.#joiners.get(thread);
  }

  hasPermit(slot: number): boolean {
    return this.#permits.has(slot);
  }

  setPermit(slot: number, isGiven: boolean): void {
    this.#snapshot = undefined;
    if (isGiven) this.#permits.add(slot);
    else this.#permits.delete(slot);
  }

  /** A thread is over: what was kept for it is not for the next one in its slot. */
  forget(slot: number): void {
    if (this.#permits.size > 0) this.setPermit(slot, false);
    const wait = this.#waits.get(slot);
    if (wait) this.#remove(slot, wait);
    if (this.#restarts.size === 0) return;
    this.#snapshot = undefined;
    this.#restarts.delete(slot);
    this.#answers.delete(slot);
  }

  snapshot(): WaitsSnapshot {
    this.#snapshot ??= {
      waits: new Map(this.#waits),
      times: new Map(this.#times),
      answers: new Map(this.#answers),
      restarts: new Map(this.#restarts),
      permits: new Set(this.#permits),
    };
    return this.#snapshot;
  }

  restore(snapshot: WaitsSnapshot): void {
    if (this.#snapshot === snapshot) return;
    const { waits, times, answers, restarts, permits } = snapshot;
    this.#agenda.clear();
    const all = [this.#waits, this.#times, this.#answers, this.#restarts, this.#permits];
    for (const one of [...all, this.#atFile, this.#joiners]) one.clear();
    for (const [slot, answer] of answers) this.#answers.set(slot, answer);
    for (const [slot, address] of restarts) this.#restarts.set(slot, address);
    for (const slot of permits) this.#permits.add(slot);
    for (const [slot, wait] of waits) {
      this.#waits.set(slot, wait);
      this.#index(slot, wait, times.get(slot)!);
    }
    this.#snapshot = snapshot;
  }

  #index(slot: number, wait: Wait, time: number): void {
    this.#times.set(slot, time);
    this.#agenda.set(slot, time);
    if (wait.kind === 'join') this.#joiners.set(wait.thread, slot);
    if (!('fd' in wait)) return;
    const waiters = this.#atFile.get(wait.fd) ?? new Set();
    this.#atFile.set(wait.fd, waiters.add(slot));
  }

  #remove(slot: number, wait: Wait): void {
    this.#snapshot = undefined;
    this.#waits.delete(slot);
    this.#times.delete(slot);
    this.#agenda.delete(slot);
    if (wait.kind === 'join') this.#joiners.delete(wait.thread);
    if ('fd' in wait) this.#atFile.get(wait.fd)!.delete(slot);
  }

  #take(slot: number): Answer | undefined {
    const answer = this.#answers.get(slot);
    if (answer === undefined) return undefined;
    this.#snapshot = undefined;
    this.#answers.delete(slot);
    return answer;
  }
}

/** What happens in a run, from its beginning, as plain data. */

import type { Outcome, Signal } from './outcome.ts';
import { now as timeNow } from './outside/clock.ts';
import { clock, nameOfTask, taskOf, type Process } from './process.ts';
import type { SwitchReason } from './threads/switch-log.ts';
import type { Wait } from './threads/waits.ts';

interface Event<Kind extends string> {
  readonly kind: Kind;
  /** Instructions retired by then, that of the system call included. */
  readonly instruction: number;
  /** The id of the thread that ran. */
  readonly thread: number;
}

/** A new thread is Ready. */
export interface SpawnEvent extends Event<'spawn'> {
  /** The new thread's id. */
  readonly spawned: number;
  /** The label of its task. */
  readonly name: string;
}

/** The host has decided that another thread runs. */
export interface SwitchEvent extends Event<'switch'> {
  /** The id of the thread that runs from here on. */
  readonly to: number;
  readonly why: SwitchReason;
}

/** The thread waits: when it gives way, it is Blocked or Sleeping. */
export interface BlockEvent extends Event<'block'> {
  readonly wait: Wait;
  /** The virtual clock's, in nanoseconds. */
  readonly time: number;
}

/** A thread waits no longer. */
export interface WakeEvent extends Event<'wake'> {
  /** Its id. */
  readonly woken: number;
  /** What the thread that ran has done, or that a time has come. */
  readonly by: 'thread' | 'time';
  /** The virtual clock's, in nanoseconds. */
  readonly time: number;
}

/** The program has written to its standard output (1) or error (2). */
export interface WriteEvent extends Event<'write'> {
  readonly fd: number;
  /** The first of the bytes, `KEPT_BYTES` at most. */
  readonly bytes: Uint8Array;
  /** How many there were. */
  readonly size: number;
}

/** The instruction at `rip` has ended the program; after a `hlt`, the one before. */
export interface FaultEvent extends Event<'fault'> {
  readonly signal: Signal;
  readonly rip: bigint;
}

/** Nobody is Ready, and nothing will happen. */
export interface DeadlockEvent extends Event<'deadlock'> {
  readonly status: number;
}

/** The program has ended by itself. */
export interface ExitEvent extends Event<'exit'> {
  readonly status: number;
}

export type RuntimeEvent =
  | SpawnEvent
  | SwitchEvent
  | BlockEvent
  | WakeEvent
  | WriteEvent
  | FaultEvent
  | DeadlockEvent
  | ExitEvent;

/** Of what a program writes at once. */
export const KEPT_BYTES = 256;

/** Plain data. The list goes on with the run; of it, the first ones belong to the snapshot. */
export interface EventLogSnapshot {
  readonly events: readonly RuntimeEvent[];
  readonly count: number;
  readonly endedAt: number | undefined;
}

export class EventLog {
  /** Events so far, those included that no longer fitted. */
  count = 0;
  /** The first ones, oldest first. */
  events: RuntimeEvent[] = [];
  readonly #capacity: number;
  /** The instruction of the latest end. */
  #endedAt: number | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** To be called when the thread knows its task. */
  spawned(process: Process, id: number): void {
    if (this.#isFull()) return;
    const name = nameOfTask(process, id, taskOf(process, id));
    this.events.push({ kind: 'spawn', ...now(process), spawned: id, name });
  }

  /** To be called when `from` no longer is the current thread. */
  switched(process: Process, from: number, why: SwitchReason): void {
    if (this.#isFull()) return;
    const { instruction, thread: to } = now(process);
    this.events.push({ kind: 'switch', instruction, thread: from, to, why });
  }

  blocked(process: Process, wait: Wait): void {
    if (this.#isFull()) return;
    this.events.push({ kind: 'block', ...now(process), wait, time: timeNow(process) });
  }

  woke(process: Process, woken: number, by: WakeEvent['by']): void {
    if (this.#isFull()) return;
    this.events.push({ kind: 'wake', ...now(process), woken, by, time: timeNow(process) });
  }

  wrote(process: Process, fd: number, bytes: Uint8Array): void {
    if (this.#isFull()) return;
    const kept = bytes.slice(0, KEPT_BYTES);
    this.events.push({ kind: 'write', ...now(process), fd, bytes: kept, size: bytes.length });
  }

  /** Only what ends the program is an event; a fault that a further run meets again is still the same one. */
  ended(process: Process, outcome: Outcome): void {
    if (outcome.kind === 'stopped' || outcome.kind === 'limit') return;
    const at = now(process);
    if (this.#endedAt === at.instruction) return;
    this.#endedAt = at.instruction;
    if (this.#isFull()) return;
    if (outcome.kind === 'exit' || outcome.kind === 'deadlock')
      this.events.push({ kind: outcome.kind, ...at, status: outcome.status });
    else {
      const rip = process.machine.getRegister('rip');
      this.events.push({ kind: 'fault', ...at, signal: outcome.signal, rip });
    }
  }

  snapshot(): EventLogSnapshot {
    return { events: this.events, count: this.count, endedAt: this.#endedAt };
  }

  /** Makes a list of its own: other snapshots may need what comes later in that one. */
  restore({ events, count, endedAt }: EventLogSnapshot): void {
    this.count = count;
    this.events = events.slice(0, Math.min(count, this.#capacity));
    this.#endedAt = endedAt;
  }

  /** Counts the event that is to be recorded. */
  #isFull(): boolean {
    return this.count++ >= this.#capacity;
  }
}

function now(process: Process): { instruction: number; thread: number } {
  return { instruction: clock(process), thread: process.threads.current };
}

/** Who ran from when to when, and what the others were doing: the events of a run as spans of time. */

import {
  State,
  type BlockEvent,
  type DeadlockEvent,
  type ExitEvent,
  type FaultEvent,
  type Runtime,
  type RuntimeEvent,
  type SpawnEvent,
  type SwitchEvent,
  type SwitchReason,
  type WakeEvent,
} from '../runtime/index.ts';

/** What a thread is doing while it is there. */
export type SpanState = Exclude<State, typeof State.Available>;

/** A time during which a thread is in one state. Times are retired instructions. */
export interface Span {
  /** The thread's id. */
  readonly thread: number;
  /** The label of its task. */
  readonly name: string;
  readonly state: SpanState;
  readonly begin: number;
  /** Where the next state begins, or where the record ends. */
  readonly end: number;
  /** Why the thread stopped running; null when it did not, or was not. */
  readonly why: SwitchReason | 'exit' | 'fault' | 'deadlock' | null;
  /** In a thread's first run, the number of the spawn that made it; otherwise null. */
  readonly spawn: number | null;
  /** In a thread's first run after another one has woken it, the number of that wake; otherwise null. */
  readonly wake: number | null;
}

/** What happens at one moment. The spawns are numbered from 1, and so are the wakes. */
export type Mark = Exclude<RuntimeEvent, SwitchEvent>;

export interface Timeline {
  /** In the order in which they begin. */
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
  /** Retired instructions at the end of what is recorded; it begins with 0. */
  readonly end: number;
  /** Later events that are not recorded. */
  readonly dropped: number;
}

/** All that a timeline is made of. */
export interface Recording {
  readonly events: readonly RuntimeEvent[];
  /** The name of thread 0, which runs from the beginning. */
  readonly base: string;
  /** Retired instructions when the run stopped. */
  readonly end: number;
  readonly dropped: number;
}

/** The timeline of a runtime that was made with `recordEvents`, up to now. */
export function timeline(runtime: Runtime): Timeline {
  const { events, eventCount, instructions, threads } = runtime;
  const dropped = eventCount - events.length;
  return timelineOf({ events, base: threads[0]!.name, end: instructions, dropped });
}

/** Behind the last event nothing is known when events are missing. */
export function timelineOf({ events, base, end: stopped, dropped }: Recording): Timeline {
  const end = dropped > 0 ? (events.at(-1)?.instruction ?? 0) : stopped;
  const threads = new Threads(base);
  const marks: Mark[] = [];
  let spawns = 0;
  let wakes = 0;
  for (const event of events) {
    if (event.kind === 'switch') {
      threads.leave(event);
      threads.enter(event);
      continue;
    }
    marks.push(event);
    if (event.kind === 'spawn') threads.spawn(event, ++spawns);
    else if (event.kind === 'block') threads.block(event);
    else if (event.kind === 'wake') threads.wake(event, ++wakes);
    else if (event.kind !== 'write') threads.end(event);
  }
  return { spans: threads.upTo(end), marks, end, dropped };
}

type Growing = { -readonly [Key in keyof Span]: Span[Key] };

/** All threads at the moment up to which the events have been read. */
class Threads {
  readonly #spans: Growing[] = [];
  /** By thread, what it is doing. */
  readonly #now = new Map<number, Growing>();
  /** By thread that has not run, the number of its spawn. */
  readonly #fresh = new Map<number, number>();
  /** By thread that has not run since another one has woken it, the number of that wake. */
  readonly #woken = new Map<number, number>();
  /** Of threads that wait, what they do when they do not run. */
  readonly #waits = new Map<number, SpanState>();

  constructor(base: string) {
    this.#begin(0, base, State.Running, 0);
  }

  spawn({ spawned, name, instruction }: SpawnEvent, number: number): void {
    this.#begin(spawned, name, State.Ready, instruction);
    this.#fresh.set(spawned, number);
  }

  leave({ thread, instruction, why }: SwitchEvent): void {
    const span = this.#stop(thread, instruction);
    span.why = why;
    const state = this.#waits.get(thread) ?? State.Ready;
    if (why !== 'finished') this.#begin(thread, span.name, state, instruction);
  }

  block({ thread, wait }: BlockEvent): void {
    this.#waits.set(thread, wait.kind === 'sleep' ? State.Sleeping : State.Blocked);
  }

  /** Who still runs, since nobody else does, goes on. */
  wake({ woken, thread, by, instruction }: WakeEvent, number: number): void {
    this.#waits.delete(woken);
    if (this.#now.get(woken)!.state === State.Running) return;
    const { name } = this.#stop(woken, instruction);
    this.#begin(woken, name, State.Ready, instruction);
    if (by === 'thread' && thread !== woken) this.#woken.set(woken, number);
  }

  enter({ to, instruction }: SwitchEvent): void {
    const { name } = this.#stop(to, instruction);
    const span = this.#begin(to, name, State.Running, instruction);
    span.spawn = this.#fresh.get(to) ?? null;
    span.wake = this.#woken.get(to) ?? null;
    this.#fresh.delete(to);
    this.#woken.delete(to);
  }

  /** The span goes on until the record ends: at once, unless someone mends what has faulted. */
  end({ thread, kind }: ExitEvent | FaultEvent | DeadlockEvent): void {
    this.#now.get(thread)!.why = kind;
  }

  upTo(end: number): readonly Span[] {
    for (const span of this.#now.values()) span.end = end;
    return this.#spans;
  }

  #begin(thread: number, name: string, state: SpanState, at: number): Growing {
    const span: Growing = { thread, name, state, begin: at, end: at, why: null, spawn: null, wake: null };
    this.#spans.push(span);
    this.#now.set(thread, span);
    return span;
  }

  /** Only who is there can leave or be entered. */
  #stop(thread: number, at: number): Growing {
    const span = this.#now.get(thread)!;
    span.end = at;
    this.#now.delete(thread);
    return span;
  }
}

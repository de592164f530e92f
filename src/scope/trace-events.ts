/**
 * A timeline in the Trace Event Format, which chrome://tracing and Perfetto open: the events in the order of their
 * time. An instruction is shown as a microsecond. A thread's tid is its id + 1, since 0 is no thread to Perfetto; the
 * base thread's is the pid, as on Linux.
 *
 *   tid 1  |Running          |Ready
 *              ^spawn
 *               \ flow
 *   tid 2      |Ready \      |Running
 *                       `--->|
 */

import { lanesOf } from './lanes.ts';
import type { Mark, Span, Timeline } from './timeline.ts';

interface Common {
  readonly name: string;
  readonly cat: string;
  readonly pid: number;
  readonly tid: number;
  /** In microseconds. */
  readonly ts: number;
}

type Arguments = Readonly<Record<string, string | number>>;

export type TraceEvent =
  /** Metadata: names and places of processes and threads. */
  | (Common & { readonly ph: 'M'; readonly args: Arguments })
  /** A slice. */
  | (Common & { readonly ph: 'X'; readonly dur: number; readonly cname?: string; readonly args: Arguments })
  /** An instant of a thread. */
  | (Common & { readonly ph: 'i'; readonly s: 't'; readonly args: Arguments })
  /** An arrow begins, or ends at the slice around it. */
  | (Common & { readonly ph: 's'; readonly id: number })
  | (Common & { readonly ph: 'f'; readonly bp: 'e'; readonly id: number });

const PROCESS = 1;
/** Arrows and what they bind to must be of one category. */
const THREADS = 'threads';
/** Arrows have ids of their own: those of wakes are above all of spawns. */
const WAKES = 2 ** 30;

/** Names from the viewers' own palette. */
const COLORS: Readonly<Record<Span['state'], string>> = {
  Running: 'thread_state_running',
  Ready: 'thread_state_runnable',
  Blocked: 'thread_state_uninterruptible',
  Sleeping: 'thread_state_sleeping',
};

/** `title` names the process. */
export function* traceEvents(timeline: Timeline, title: string): Generator<TraceEvent> {
  yield* metadata(timeline, title);
  const { spans, marks } = timeline;
  const started = new Set(spans.map(({ spawn }) => spawn));
  const continued = new Set(spans.map(({ wake }) => wake));
  let spawns = 0;
  let wakes = 0;
  let next = 0;
  for (const mark of marks) {
    // who is woken may run at the same moment, but the arrow begins first
    const isBefore = ({ begin, wake }: Span): boolean => begin <= mark.instruction && (wake ?? 0) <= wakes;
    for (; next < spans.length && isBefore(spans[next]!); next++) yield* slice(spans[next]!);
    yield instant(mark);
    if (mark.kind === 'spawn' && started.has(++spawns)) {
      yield { ...at('spawn', mark.thread, mark.instruction), ph: 's', id: spawns };
    }
    if (mark.kind === 'wake' && continued.has(++wakes)) {
      yield { ...at('wake', mark.thread, mark.instruction), ph: 's', id: WAKES + wakes };
    }
  }
  for (; next < spans.length; next++) yield* slice(spans[next]!);
}

function* metadata(timeline: Timeline, title: string): Generator<TraceEvent> {
  const about = (name: string, thread: number, args: Arguments): TraceEvent => ({
    ...at(name, thread, 0),
    cat: '__metadata',
    ph: 'M',
    args,
  });
  yield about('process_name', 0, { name: title });
  for (const lane of lanesOf(timeline)) {
    const [thread = 0] = lane.threads;
    yield about('thread_name', thread, { name: lane.title });
    yield about('thread_sort_index', thread, { sort_index: thread });
  }
}

/** And the arrow that ends where it begins. There may be millions: spreading objects would take most of the time. */
function slice({ thread, name, state, begin, end, why, spawn, wake }: Span): readonly TraceEvent[] {
  const title = `${thread} ${name}`.trimEnd();
  const event: TraceEvent = {
    name: state,
    cat: THREADS,
    ph: 'X',
    pid: PROCESS,
    tid: tidOf(thread),
    ts: begin,
    dur: end - begin,
    cname: COLORS[state],
    args: why === null ? { thread: title, instruction: begin } : { thread: title, instruction: begin, why },
  };
  if (spawn !== null) return [event, { ...at('spawn', thread, begin), ph: 'f', bp: 'e', id: spawn }];
  if (wake !== null) return [event, { ...at('wake', thread, begin), ph: 'f', bp: 'e', id: WAKES + wake }];
  return [event];
}

function instant(mark: Mark): TraceEvent {
  return {
    name: mark.kind,
    cat: mark.kind === 'write' ? 'output' : THREADS,
    ph: 'i',
    pid: PROCESS,
    tid: tidOf(mark.thread),
    ts: mark.instruction,
    s: 't',
    args: detailsOf(mark),
  };
}

function detailsOf(mark: Mark): Arguments {
  const { instruction } = mark;
  switch (mark.kind) {
    case 'spawn':
      return { instruction, spawned: `${mark.spawned} ${mark.name}`.trimEnd() };
    case 'write':
      return { instruction, fd: mark.fd, bytes: mark.size, text: textOf(mark) };
    case 'block':
      return { instruction, nanoseconds: mark.time, on: mark.wait.kind };
    case 'wake':
      return { instruction, nanoseconds: mark.time, woken: mark.woken, by: mark.by };
    case 'fault':
      return { instruction, signal: mark.signal, rip: `0x${mark.rip.toString(16)}` };
    case 'exit':
    case 'deadlock':
      return { instruction, status: mark.status };
  }
}

/** What is known of the text that is written, as UTF-8. */
export function textOf({ bytes, size }: Extract<Mark, { kind: 'write' }>): string {
  const cut = bytes.length < size;
  const text = new TextDecoder().decode(bytes, { stream: cut });
  return cut ? `${text}...` : text;
}

function at(name: string, thread: number, instruction: number): Common {
  return { name, cat: THREADS, pid: PROCESS, tid: tidOf(thread), ts: instruction };
}

function tidOf(thread: number): number {
  return thread + 1;
}

/** The file, in pieces: an event a line. */
export function* traceJson(timeline: Timeline, title: string): Generator<string> {
  const about = {
    producer: 'fiberscope',
    scale: 'an instruction is shown as 1 microsecond',
    instructions: timeline.end,
    eventsLeftOut: timeline.dropped,
  };
  yield `{"displayTimeUnit":"ms","otherData":${JSON.stringify(about)},"traceEvents":[`;
  let separator = '\n';
  for (const event of traceEvents(timeline, title)) {
    yield `${separator}${JSON.stringify(event)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

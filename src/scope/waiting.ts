/** What threads wait for, and whom. */

import type { Runtime, Wait } from '../runtime/index.ts';
import type { ThreadName } from './contexts.ts';

/** A thread that waits. */
export interface Waiting extends ThreadName {
  readonly wait: WaitReport;
}

export interface WaitReport {
  readonly kind: Wait['kind'];
  /** The file that it reads, writes or watches. */
  readonly fd: number | null;
  /** What kind of file that is. */
  readonly file: string | null;
  /** When it goes on at the latest, in nanoseconds of the virtual clock. */
  readonly until: number | null;
  /** Whose doing it waits for; empty when that may be anybody's, or nobody's. */
  readonly threads: readonly ThreadName[];
}

/** What a thread waits for; null when it does not. */
export function waitOf(runtime: Runtime, id: number): WaitReport | null {
  const wait = runtime.process.waits.get(id);
  return wait ? waitReport(runtime, id, wait) : null;
}

/** All that wait, in the order of their ids. */
export function waiting(runtime: Runtime): readonly Waiting[] {
  return [...runtime.process.waits.all]
    .sort(([one], [other]) => one - other)
    .map(([id, wait]) => ({ ...nameOf(runtime, id), wait: waitReport(runtime, id, wait) }));
}

function waitReport(runtime: Runtime, id: number, wait: Wait): WaitReport {
  const fd = 'fd' in wait ? wait.fd : null;
  return {
    kind: wait.kind,
    fd,
    file: fd === null ? null : (runtime.process.files.get(fd)?.kind ?? null),
    until: 'until' in wait && wait.until !== Infinity ? wait.until : null,
    threads: othersOf(runtime, id, wait).map((other) => nameOf(runtime, other)),
  };
}

function othersOf({ process: { threads } }: Runtime, id: number, wait: Wait): readonly number[] {
  if (wait.kind === 'join') return [wait.thread];
  if (wait.kind !== 'others') return [];
  const slots = Array.from({ length: threads.size }, (_, slot) => slot);
  return slots.filter((slot) => slot !== id && !threads.isAvailable(slot));
}

function nameOf(runtime: Runtime, id: number): ThreadName {
  return { id, name: runtime.thread(id).name };
}

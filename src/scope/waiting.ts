/** What threads wait for, and whom. */

import { Permission } from '../../asm/abi.ts';
import type { Runtime, Wait } from '../runtime/index.ts';
import type { ThreadName } from './contexts.ts';
import { named, type NamedAddress } from './names.ts';

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
  /** What it is parked for, if that is known. */
  readonly object: NamedAddress | null;
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
    object: 'object' in wait && wait.object !== 0n ? named(runtime, wait.object) : null,
    threads: othersOf(runtime, id, wait).map((other) => nameOf(runtime, other)),
  };
}

function othersOf(runtime: Runtime, id: number, wait: Wait): readonly number[] {
  const { threads } = runtime.process;
  if (wait.kind === 'join') return [wait.thread];
  if (wait.kind === 'park') return holderOf(runtime, wait.holder);
  if (wait.kind !== 'others') return [];
  const slots = Array.from({ length: threads.size }, (_, slot) => slot);
  return slots.filter((slot) => slot !== id && !threads.isAvailable(slot));
}

/** Whoever has what stands there, if that is somebody's. */
function holderOf({ machine, process }: Runtime, address: bigint): readonly number[] {
  if (address === 0n || !machine.allows(address, 8, Permission.READ)) return [];
  const holder = machine.readU64(Number(address)) - 1n;
  return holder >= 0n && holder < process.threads.size ? [Number(holder)] : [];
}

function nameOf(runtime: Runtime, id: number): ThreadName {
  return { id, name: runtime.thread(id).name };
}

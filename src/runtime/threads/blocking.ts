/**
 * Blocking. A call is attempted; what has no answer yet is a wait, and the thread gives way. When something has
 * happened to what it waits for, or its time has come, the call is attempted again in its name, and with an answer the
 * thread is Ready.
 */

import { attempt, timeOf } from '../calls/attempts.ts';
import { now } from '../outside/clock.ts';
import type { WakeEvent } from '../event-log.ts';
import type { Process } from '../process.ts';
import type { Answer } from './waits.ts';

/** A thread that waits is Ready, and the call that it has made has this answer. */
export function wake(process: Process, slot: number, answer: Answer, by: WakeEvent['by'] = 'thread'): void {
  process.waits.end(slot, answer);
  process.threads.wake(slot);
  process.events?.woke(process, slot, by);
}

function retry(process: Process, slot: number, by: WakeEvent['by']): void {
  const wait = process.waits.get(slot)!;
  const answer = attempt(process, slot, wait);
  if (answer === undefined) process.waits.postpone(slot, timeOf(process, wait));
  else wake(process, slot, answer, by);
}

/** Sees to all who wait for files to which something has happened. */
export function seeToFiles(process: Process): void {
  const { files, waits } = process;
  for (let fd; (fd = files.changed.pop()) !== undefined;) {
    for (const waited of [fd, ...files.watchersOf(fd)]) {
      for (const slot of waits.waitersAt(waited)) retry(process, slot, 'thread');
    }
  }
}

/** Sees to all whose time has come. */
export function seeToTimes(process: Process): void {
  const { waits } = process;
  while (waits.due <= now(process)) retry(process, waits.next!, 'time');
  seeToFiles(process);
}

/** Instructions until somebody's time comes. */
export function untilDue(process: Process): number {
  const { due } = process.waits;
  return due === Infinity ? Infinity : due - now(process);
}

/** Nobody is Ready: it is the time of the next event. False when there is none. */
export function jump(process: Process): boolean {
  const { due } = process.waits;
  if (due === Infinity) return false;
  const by = Math.max(0, due - now(process));
  process.idle += by;
  process.onJump?.(by);
  seeToTimes(process);
  return true;
}

/** The running thread has finished: its slot is Available, and who waits for its end is Ready. */
export function finish(process: Process): void {
  const { threads, waits } = process;
  const { current } = threads;
  threads.finish();
  waits.forget(current);
  const joiner = waits.joinerOf(current);
  if (joiner !== undefined) wake(process, joiner, threads.takeValue(current)!);
  if (threads.alive === 1 && waits.get(0)?.kind === 'others') wake(process, 0, 0);
}

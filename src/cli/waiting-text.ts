/** What threads wait for, in words. */

import type { WaitReport, Waiting } from '../scope/index.ts';
import type { Paint } from './terminal.ts';
import { grouped, threadTitle, timeText } from './words.ts';

/** More threads than that are counted. */
const MOST_NAMED = 4;
const MOST_TOLD = 20;

/** A sentence a thread. */
export function deadlockText(threads: readonly Waiting[], paint: Paint): string {
  const told = threads.slice(0, MOST_TOLD);
  const lines = told.map((one) => `  thread ${threadTitle(one)} ${waitText(one.wait)}`);
  if (told.length < threads.length) lines.push(`  and ${grouped(threads.length - told.length)} more`);
  return [paint('bold', 'deadlock: everybody waits, and nothing is going to happen'), ...lines].join('\n');
}

/** `waits for thread 2 worker to finish`. */
export function waitText({ kind, fd, file, until, threads, object }: WaitReport): string {
  switch (kind) {
    case 'sleep':
      return `sleeps until ${timeText(until!)}`;
    case 'park':
      if (object === null) return 'is parked until somebody unparks it';
      return `waits for ${object.name}${threads.length > 0 ? `, which ${namesText(threads.map(threadTitle))} has` : ''}`;
    case 'join':
    case 'others':
      return `waits for ${namesText(threads.map(threadTitle))} to finish`;
    case 'read':
      return `waits for something to read from file ${fd} (${file})`;
    case 'write':
      return `waits until there is room in file ${fd} (${file})`;
    case 'epoll':
      return `waits for a file of epoll ${fd}${until === null ? '' : `, until ${timeText(until)}`}`;
  }
}

function namesText(names: readonly string[]): string {
  const shown = names.length > MOST_NAMED ? names.slice(0, MOST_NAMED - 1) : names;
  const rest = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  const all = [...shown, ...rest];
  const list = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all[0];
  return `thread${names.length > 1 ? 's' : ''} ${list}`;
}

/** For narrow columns: `join 2`, `until 50 ms`. */
export function shortWait({ kind, fd, file, until, threads, object }: WaitReport): string {
  const time = until === null ? '' : `until ${timeText(until)}`;
  switch (kind) {
    case 'sleep':
      return time;
    case 'join':
      return `join ${threads[0]!.id}`;
    case 'park':
      return object === null ? kind : `${kind}\n${object.name}`;
    case 'read':
    case 'write':
      return `${kind} ${fd}\n${file}`;
    case 'epoll':
      return `epoll ${fd}${time && `\n${time}`}`;
    default:
      return kind;
  }
}

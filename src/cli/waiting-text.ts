/** What threads wait for, in words. */

import { waitText, type WaitReport, type Waiting } from '../scope/index.ts';
import type { Paint } from './terminal.ts';
import { grouped, threadTitle, timeText } from './words.ts';

const MOST_TOLD = 20;

/** A sentence a thread. */
export function deadlockText(threads: readonly Waiting[], paint: Paint): string {
  const told = threads.slice(0, MOST_TOLD);
  const lines = told.map((one) => `  thread ${threadTitle(one)} ${waitText(one.wait)}`);
  if (told.length < threads.length) lines.push(`  and ${grouped(threads.length - told.length)} more`);
  return [paint('bold', 'deadlock: everybody waits, and nothing is going to happen'), ...lines].join('\n');
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

/** What a thread waits for, in words. */

import type { ThreadName } from './contexts.ts';
import { timeText } from './numbers.ts';
import type { WaitReport } from './waiting.ts';

/** More threads than that are counted. */
const MOST_NAMED = 4;

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

/** `2 worker`; the slot alone when no task has ever had it. */
export function threadTitle({ id, name }: ThreadName): string {
  return `${id} ${name}`.trimEnd();
}

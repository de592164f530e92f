/** What is different between two moments of a run. */

import { CONTEXT_FIELDS, type ContextField } from '../runtime/index.ts';
import type { ContextsReport, ThreadName, ThreadReport } from './contexts.ts';

/** What of a thread is compared, in this order: its task, its state, where it goes on, its context. */
export type Changing = 'name' | 'state' | 'resume' | ContextField;

export interface Change {
  /** As it is later. */
  readonly thread: ThreadName;
  readonly what: Changing;
  /** Words for the first three, where nowhere to go on is null; otherwise what the field held. */
  readonly before: string | bigint | null;
  readonly after: string | bigint | null;
}

const COMPARED: readonly Changing[] = ['name', 'state', 'resume', ...CONTEXT_FIELDS];

/** All that a thread's slot holds now and did not hold before, thread by thread. */
export function changes(before: ContextsReport, after: ContextsReport): Change[] {
  return after.threads.flatMap((thread) => {
    const earlier = before.threads[thread.id];
    if (!earlier) return [];
    return COMPARED.flatMap((what) => {
      const change = { before: valueOf(earlier, what), after: valueOf(thread, what) };
      if (change.before === change.after) return [];
      return [{ thread: { id: thread.id, name: thread.name }, what, ...change }];
    });
  });
}

function valueOf(thread: ThreadReport, what: Changing): Change['before'] {
  switch (what) {
    case 'name':
    case 'state':
      return thread[what];
    case 'resume':
      return thread.resume?.name ?? null;
    default:
      return thread.context[what];
  }
}

/** Which threads are shown: `--thread N`, as often as wanted. */

import type { Runtime } from '../runtime/index.ts';
import { InputError, readNumber } from './command.ts';

/** For parseArgs. */
export const THREAD_OPTIONS = { thread: { type: 'string', multiple: true } } as const;

/** Their ids; undefined when none are named. @throws UsageError; InputError when there is no such slot */
export function threadsOf(
  { thread }: { readonly thread?: readonly string[] | undefined },
  { process }: Runtime,
): readonly number[] | undefined {
  return thread?.map((text) => {
    const id = readNumber('--thread', text);
    const { size } = process.threads;
    if (id < size) return id;
    throw new InputError(`fiberscope: there is no thread ${id}: slots are 0 to ${size - 1} (--max-threads)`);
  });
}

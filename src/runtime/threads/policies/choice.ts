/** The policies by their names, as options have them. */

import type { Thread } from '../thread.ts';
import { fifo } from './fifo.ts';
import { manual } from './manual.ts';
import type { Policy } from './policy.ts';
import { priority } from './priority.ts';
import { random } from './random.ts';
import { roundRobin } from './round-robin.ts';

/**
 *   round-robin  the next slot above that of the running thread, from the bottom again after the top
 *   fifo         who has been Ready for the longest time
 *   priority     the most urgent one (`set_priority`), be it the running one; equals take turns
 *   random       any of them; a seed stands for an order
 *   manual       a function chooses the id of one of the Ready threads, when there are several
 */
export type PolicyChoice =
  | 'round-robin'
  | 'fifo'
  | 'priority'
  | { readonly random: number }
  | { readonly manual: (ready: readonly Thread[], running: Thread) => number };

const NAMED = { 'round-robin': roundRobin, fifo, priority } as const;

export function policyOf(choice: PolicyChoice, threadOf: (id: number) => Thread): Policy {
  if (typeof choice === 'string') return NAMED[choice];
  if ('random' in choice) return random(choice.random);
  return manual((ready, current) => choice.manual(ready.map(threadOf), threadOf(current)));
}

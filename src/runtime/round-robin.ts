/** The book's policy: pure functions over who can run and who is Available. */

import type { SlotSet } from './slot-set.ts';

/** `t_yield`'s order: the next other slot above the current one, from the bottom again after the top; -1 if none. */
export function nextReady(runnable: SlotSet, current: number): number {
  const above = runnable.firstFrom(current + 1);
  const next = above === -1 ? runnable.firstFrom(0) : above;
  return next === current ? -1 : next;
}

/** `spawn`'s choice: the lowest Available slot; -1 if none. */
export function firstAvailable(available: SlotSet): number {
  return available.firstFrom(0);
}

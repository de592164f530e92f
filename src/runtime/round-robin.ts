/** The book's policy: pure functions over who is Ready and who is Available. */

import type { SlotSet } from './slot-set.ts';

/** `t_yield`'s order: the next Ready slot above the current one, from the bottom again after the top; -1 if none. */
export function nextReady(ready: SlotSet, current: number): number {
  const above = ready.firstFrom(current + 1);
  return above === -1 ? ready.firstFrom(0) : above;
}

/** `spawn`'s choice: the lowest Available slot; -1 if none. */
export function firstAvailable(available: SlotSet): number {
  return available.firstFrom(0);
}

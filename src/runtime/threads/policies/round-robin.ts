/** The book's policy. */

import type { SlotSet } from '../slot-set.ts';
import type { Policy } from './policy.ts';

export const roundRobin: Policy = {
  name: 'round-robin',
  isForeseeable: true,
  asks: false,
  byArrival: false,
  pick: (candidates) => candidates.after(candidates.current),
};

/** `t_yield`'s order: the next other slot above the current one, from the bottom again after the top; -1 if none. */
export function nextReady(runnable: SlotSet, current: number): number {
  const above = runnable.firstFrom(current + 1);
  const next = above === -1 ? runnable.firstFrom(0) : above;
  return next === current ? -1 : next;
}

/** The slots that follow each other so, from the one after `current` up to it; as many as `into` takes, 0 if none. */
export function nextOnes(runnable: SlotSet, current: number, into: Uint32Array): number {
  const above = runnable.copyFrom(current + 1, into, 0);
  const count = above + runnable.copyFrom(0, into, above);
  const last = into.subarray(0, count).indexOf(current);
  if (last === 0) return 0;
  return last === -1 ? count : last + 1;
}

/** `spawn`'s choice: the lowest Available slot; -1 if none. */
export function firstAvailable(available: SlotSet): number {
  return available.firstFrom(0);
}

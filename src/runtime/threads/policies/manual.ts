/** Somebody plays the scheduler. What has been chosen once is chosen again when the run comes there another time. */

import type { Policy } from './policy.ts';

/** Chooses one of the Ready slots; there are at least two. */
export type Choose = (ready: readonly number[], current: number) => number;

/** @throws RangeError when somebody is chosen who is not Ready */
export function manual(choose: Choose): Policy {
  const chosen = new Map<number, number>();
  return {
    name: 'manual',
    isForeseeable: false,
    asks: true,
    byArrival: false,
    pick(candidates, decision) {
      const ready = [...candidates.ring()];
      if (ready.length === 1) return ready[0]!;
      const before = chosen.get(decision);
      if (before !== undefined && ready.includes(before)) return before;
      const next = choose(ready, candidates.current);
      if (!ready.includes(next))
        throw new RangeError(`thread ${next} is not Ready: choose one of ${ready.join(', ')}`);
      chosen.set(decision, next);
      return next;
    },
  };
}

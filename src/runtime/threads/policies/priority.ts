/** The most urgent one, whoever gives way; those who are equally urgent take turns. */

import type { Policy } from './policy.ts';

export const priority: Policy = {
  name: 'priority',
  isForeseeable: false,
  asks: false,
  byArrival: false,
  pick(candidates) {
    const { current } = candidates;
    let best = -1;
    for (const slot of candidates.ring()) {
      if (best === -1 || candidates.priority(slot) > candidates.priority(best)) best = slot;
    }
    const goesOn = candidates.isRunnable(current) && candidates.priority(current) > candidates.priority(best);
    return goesOn ? current : best;
  },
};

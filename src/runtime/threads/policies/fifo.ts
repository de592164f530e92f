/** First come, first served: who has been Ready for the longest time. */

import type { Policy } from './policy.ts';

export const fifo: Policy = {
  name: 'fifo',
  isForeseeable: false,
  asks: false,
  byArrival: true,
  pick(candidates) {
    let first = -1;
    for (const slot of candidates.ring()) {
      // the count begins again at 2^32
      const isEarlier = first === -1 || ((candidates.arrival(slot) - candidates.arrival(first)) | 0) < 0;
      if (isEarlier) first = slot;
    }
    return first;
  },
};

/** Any of those who are Ready, each as likely as the others. */

import type { Policy } from './policy.ts';

/** With so many tries somebody is found, unless few of many slots are Ready. */
const TRIES = 32;

export function random(seed: number): Policy {
  return {
    name: 'random',
    isForeseeable: false,
    asks: false,
    byArrival: false,
    pick(candidates, decision) {
      const { size, current } = candidates;
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        const slot = drawn(seed, decision, attempt, size);
        if (slot !== current && candidates.isRunnable(slot)) return slot;
      }
      const ready = [...candidates.ring()];
      return ready[drawn(seed, decision, 0, ready.length)]!;
    },
  };
}

/** A number below `end` that depends on all of the others, and looks as if it did not. */
function drawn(seed: number, decision: number, attempt: number, end: number): number {
  let mixed = 0;
  for (const word of [seed, decision, attempt]) mixed = mix(mixed ^ word);
  return Math.floor((mixed / 2 ** 32) * end);
}

/** The finalizer of MurmurHash3, after a step that keeps 0 from staying 0. */
function mix(word: number): number {
  let mixed = (word + 0x9e37_79b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

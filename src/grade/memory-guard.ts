/** Memory that is nobody's to change but for some places. */

import type { Machine } from '../machine/index.ts';

/** From `start` up to, and not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

interface Copy {
  readonly start: number;
  /** What is there now. */
  readonly now: Uint8Array;
  /** What was there. */
  readonly was: Uint8Array;
}

export class MemoryGuard {
  readonly #copies: readonly Copy[];

  constructor({ bytes }: Machine, ranges: readonly Range[]) {
    this.#copies = ranges.map(({ start, end }) => ({
      start,
      now: bytes.subarray(start, end),
      was: bytes.slice(start, end),
    }));
  }

  /** From now on, and not from when the guard was made. */
  remember(): void {
    for (const { now, was } of this.#copies) was.set(now);
  }

  /** The first address that has changed since, outside of the places that may; to be asked once. */
  changed(allowed: readonly Range[]): number | undefined {
    for (const { start, now, was } of this.#copies) {
      for (const range of allowed) {
        const from = Math.max(0, range.start - start);
        const to = Math.min(now.length, range.end - start);
        if (from < to) was.set(now.subarray(from, to), from);
      }
      const offset = firstDifference(was, now);
      if (offset !== -1) return start + offset;
    }
    return undefined;
  }
}

/** Of two arrays of the same length; -1 where there is none. */
function firstDifference(one: Uint8Array, other: Uint8Array): number {
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return at;
  return -1;
}

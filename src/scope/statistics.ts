/** A run in numbers. */

import type { Runtime } from '../runtime/index.ts';

export interface Statistics {
  /** Retired since the program began. */
  readonly instructions: number;
  readonly switches: number;
  /** The virtual clock, in nanoseconds. */
  readonly virtual: number;
  readonly threads: {
    readonly spawned: number;
    /** The most that were alive at once, the base thread included. */
    readonly most: number;
  };
  /** Bytes of the machine's memory that each thread but the base one takes. */
  readonly thread: { readonly stack: number; readonly guard: number; readonly record: number };
}

export function statistics({ instructions, switchCount, time, process }: Runtime): Statistics {
  const { layout, threads } = process;
  return {
    instructions,
    switches: switchCount,
    virtual: time,
    threads: { spawned: threads.spawned, most: threads.mostAlive },
    thread: {
      stack: layout.stackSize,
      guard: layout.guardSize,
      record: layout.record(1) - layout.record(0),
    },
  };
}

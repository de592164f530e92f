/**
 * The virtual clock, in nanoseconds since the program began: an instruction takes one, and when nobody is Ready the
 * clock jumps to the next event. Exact for the first 104 days.
 */

import { clock, type Process } from '../process.ts';

/** As on Linux, where no time is later. */
export const MAX_TIME = 2 ** 63;
export const MILLISECOND = 1_000_000;
export const SECOND = 1_000_000_000;

export function now(process: Process): number {
  return Math.min(MAX_TIME, clock(process) + process.idle);
}

/** The time so much later; a time of long ago stays one. */
export function later(time: number, by: number): number {
  return Math.min(MAX_TIME, time + by);
}

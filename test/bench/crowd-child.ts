/**
 * A process of its own for one crowd: `node --expose-gc crowd-child.ts THREADS YIELDS STACK`. Prints a `Crowd` as
 * JSON.
 *
 * What a thread takes is what a machine with all of them takes beyond a machine with two, made by code that has run
 * before. Below ten thousand threads the host's heap, which comes and goes, hides it: there it is the growth of the
 * machine's own memory.
 */

import type { Runtime } from '../../src/runtime/index.ts';
import type { Crowd } from './crowd.ts';
import { runMarked, yieldConstants } from './guest.ts';
import { OS_PAGE, resident } from './resident.ts';

const [threads = 0, yields = 0, stackSize = 0] = process.argv.slice(2).map(Number);
const counted = threads < 10_000 ? 'machines' : 'process';
/** Nothing of them is given back while others are measured. */
const kept: Runtime[] = [];

interface Moment {
  /** In milliseconds, before and after all else here was looked at. */
  readonly stopped: number;
  readonly resumed: number;
  /** Bytes. */
  readonly resident: number;
}

function moment(): Moment {
  const stopped = performance.now();
  globalThis.gc?.();
  return { stopped, resident: resident()[counted], resumed: performance.now() };
}

interface Measured {
  /** Resident bytes that were not there before; all threads are alive. */
  readonly grown: number;
  /** Of the pages in which stacks lie. */
  readonly stacks: number;
  /** Of one yield; in nanoseconds. */
  readonly yield: number;
}

function measure(size: number): Measured {
  const before = moment();
  const constants = yieldConstants(size, yields);
  const { runtime, samples } = runMarked('yields', constants, { maxThreads: size, stackSize }, moment);
  kept.push(runtime);
  const [begin = before, end = before] = samples;
  return {
    grown: end.resident - before.resident,
    stacks: stackPages(runtime) * OS_PAGE,
    yield: ((end.stopped - begin.resumed) * 1e6) / (constants.ROUNDS * size),
  };
}

/** Pages of the operating system in which a stack lies, but for the base thread's. */
function stackPages({ process: { layout } }: Runtime): number {
  let pages = 0;
  let lowest = Infinity;
  // downwards, as the layout has them; two stacks may share a page
  for (let slot = 1; slot < layout.maxThreads; slot++) {
    const { base, top } = layout.stack(slot);
    const first = Math.floor(base / OS_PAGE);
    pages += Math.max(0, Math.min(Math.ceil(top / OS_PAGE), lowest) - first);
    lowest = first;
  }
  return pages;
}

function crowd(): Crowd {
  measure(Math.min(threads, 1_000));
  const few = measure(2);
  const many = measure(threads);
  const bytes = (many.grown - few.grown) / (threads - 2);
  const stacks = (many.stacks - few.stacks) / (threads - 2);
  return { threads, yield: many.yield, bytes, beyond: bytes - stacks };
}

console.log(JSON.stringify(crowd()));

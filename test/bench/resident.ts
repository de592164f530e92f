/** Resident memory of this process as Linux counts it; process.memoryUsage.rss() is rounded to lumps there. */

import { readFileSync } from 'node:fs';

/** Of memory that Linux gives to a process, on x86-64. */
export const OS_PAGE = 4_096;

/** A machine's memory is one mapping of at least this; the engine's heap consists of smaller ones. */
const MACHINE = 64 << 20;

/** In bytes. */
export interface Resident {
  readonly process: number;
  readonly machines: number;
}

/** @throws where there is no /proc/self/smaps */
export function resident(): Resident {
  const text = readFileSync('/proc/self/smaps', 'utf8');
  let process = 0;
  let machines = 0;
  for (const [, size, rss] of text.matchAll(/^Size: +(\d+) kB$[^]*?^Rss: +(\d+) kB$/gm)) {
    process += Number(rss) * 1_024;
    if (Number(size) * 1_024 >= MACHINE) machines += Number(rss) * 1_024;
  }
  return { process, machines };
}

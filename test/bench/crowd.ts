/** Many threads in one machine: what each takes, and how many there can be. */

import { existsSync } from 'node:fs';
import { freemem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { PROGRAM_BASE, THREAD_SIZE } from '../../asm/abi.ts';
import { grouped } from '../../src/cli/words.ts';
import { layOut } from '../../src/runtime/stacks/layout.ts';
import { median, type Effort } from './contest.ts';
import { output } from './children.ts';
import { row, type Findings, type Point, type Row } from './report.ts';
import type { Sizes } from './sizes.ts';

/** What one process found out. */
export interface Crowd {
  readonly threads: number;
  /** Nanoseconds. */
  readonly yield: number;
  /** Resident bytes a thread, all included. */
  readonly bytes: number;
  /** Those of them that are not in the pages of stacks. */
  readonly beyond: number;
}

/** What each thread is to have at least. */
const STACK_SIZE = 2 << 10;
/** For the bench's program. */
const PROGRAM_SIZE = 0x10000;

const CHILD = fileURLToPath(new URL('crowd-child.ts', import.meta.url));

function measure(threads: number, yields: number): Crowd {
  const args = ['--expose-gc', '--import', 'tsx', CHILD, String(threads), String(yields), String(STACK_SIZE)];
  return JSON.parse(output(process.execPath, args)) as Crowd;
}

/** Bytes of a machine with so many threads; undefined when it would be too large. */
function memoryFor(threads: number): number | undefined {
  try {
    return layOut(PROGRAM_BASE + PROGRAM_SIZE, { maxThreads: threads, stackSize: STACK_SIZE }).memory;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The most threads that a machine has room for. */
function mostThreads(): number {
  let [fits, tooMany] = [1, 2 ** 32 / THREAD_SIZE];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (memoryFor(middle) === undefined) tooMany = middle;
    else fits = middle;
  }
  return fits;
}

/** Why a crowd cannot be measured here, if it cannot. */
function obstacle(threads: number): string | undefined {
  const memory = memoryFor(threads);
  if (memory === undefined) {
    return `${grouped(threads)} threads with stacks of 2 KiB do not fit into a machine of 4 GiB`;
  }
  if (memory < freemem()) return undefined;
  return `${grouped(threads)} threads: the machine needs ${grouped(Math.ceil(memory / 2 ** 20))} MiB, and less is free`;
}

export async function crowds(
  { crowd: { threads, most }, yields }: Sizes,
  { runs, onProgress }: Effort,
): Promise<Findings> {
  if (!existsSync('/proc/self/smaps'))
    return { rows: [], notes: ['memory: needs /proc/self/smaps of Linux'] };
  const found = new Map<number, Crowd[]>();
  const notes: string[] = [];
  for (const size of most ? [...threads, mostThreads()] : threads) {
    const why = obstacle(size);
    if (why === undefined) found.set(size, []);
    else notes.push(why);
  }
  for (let run = 1; run <= runs; run++) {
    for (const [size, all] of found) {
      onProgress(`${grouped(size)} threads, run ${run} of ${runs}`);
      try {
        all.push(measure(size, yields.total));
      } catch (error) {
        found.delete(size);
        notes.push(`${grouped(size)} threads: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  const medians = [...found].map(([size, all]) => medianOf(size, all));
  return { rows: rowsOf(medians), curve: threads.map((size) => pointOf(size, medians)), notes };
}

function medianOf(threads: number, runs: readonly Crowd[]): Crowd {
  const of = (field: 'yield' | 'bytes' | 'beyond'): number => median(runs.map((one) => one[field]));
  return { threads, yield: of('yield'), bytes: of('bytes'), beyond: of('beyond') };
}

/** The largest crowd says it all. */
function rowsOf(measured: readonly Crowd[]): Row[] {
  const largest = measured.reduce<Crowd | undefined>(
    (best, one) => (best && best.threads >= one.threads ? best : one),
    undefined,
  );
  const all = largest ? [{ name: 'with stack and guard', value: largest.bytes, unit: 'bytes' as const }] : [];
  return [
    row('live threads in one machine', 'threads', largest?.threads ?? null, { least: 1_000_000 }),
    row('memory a thread beyond its stack', 'bytes', largest?.beyond ?? null, { most: 200 }, all),
  ];
}

function pointOf(threads: number, measured: readonly Crowd[]): Point {
  const found = measured.find((one) => one.threads === threads);
  return { threads, yield: found?.yield ?? null, bytes: found?.bytes ?? null };
}

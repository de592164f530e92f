/** Programs of the bench, and when they say something. */

import { readFileSync } from 'node:fs';
import { assemble } from '../../src/assembler/index.ts';
import { Runtime, type RuntimeOptions } from '../../src/runtime/index.ts';
import { withConstants, type Constants } from '../runtime/program.ts';

function benchText(name: string): string {
  return readFileSync(new URL(`programs/${name}`, import.meta.url), 'utf8');
}

export interface Marked<T> {
  readonly runtime: Runtime;
  readonly samples: readonly T[];
}

/** Runs a program of the bench to its end, and takes a sample each time that it writes. */
export function runMarked<T>(
  name: string,
  constants: Constants,
  options: RuntimeOptions,
  sample: () => T,
): Marked<T> {
  const samples: T[] = [];
  const program = assemble(withConstants(benchText(`${name}.s`), constants), { name: `${name}.s` });
  const runtime = new Runtime(program, { ...options, onWrite: () => samples.push(sample()) });
  runToEnd(runtime);
  return { runtime, samples };
}

/** Runs a program that is to exit with 0. */
export function runToEnd(runtime: Runtime): void {
  const outcome = runtime.run();
  if (outcome.kind === 'exit' && outcome.status === 0) return;
  throw new Error(`the program ended with '${outcome.kind}' after ${runtime.instructions} instructions`);
}

/** Constants of yields.s for about so many yields, with an eighth of them beforehand: engines optimize what has run for a while. */
export function yieldConstants(
  threads: number,
  yields: number,
): { THREADS: number; ROUNDS: number; WARM: number } {
  const rounds = Math.max(1, Math.round(yields / threads));
  return { THREADS: threads, ROUNDS: rounds, WARM: Math.max(2, rounds >> 3) };
}

/** Nanoseconds of one yield between so many threads. */
export function yieldTime(threads: number, yields: number, stackSize: number): number {
  const constants = yieldConstants(threads, yields);
  const options = { maxThreads: threads, stackSize };
  const { samples } = runMarked('yields', constants, options, () => performance.now());
  const [begin = 0, end = 0] = samples;
  return ((end - begin) * 1e6) / (constants.ROUNDS * threads);
}

/** How far a long run has come, on a line of a terminal that is gone when the run is over. */

import type { Outcome, RunOptions } from '../runtime/index.ts';
import { grouped } from './words.ts';

/** Runs shorter than this show nothing; in milliseconds. */
const PATIENCE = 1_000;
/** Milliseconds between two looks of the line. */
const INTERVAL = 100;
/** Instructions between two looks at the clock: some ten milliseconds. */
const CHUNK = 5_000_000;

/** Whatever runs a program: a runtime, or what watches one. */
interface Runner {
  readonly instructions: number;
  run(options: RunOptions): Outcome;
}

/** Takes the line of the terminal away. */
export const ERASE = '\r\u001b[K';

export class Progress {
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  #shown = false;

  /** `now` in milliseconds. */
  constructor(write: (text: string) => void, now = (): number => Number(process.hrtime.bigint()) / 1e6) {
    this.#write = write;
    this.#now = now;
  }

  /** Takes the line away: before anything else is written to the terminal. */
  erase(): void {
    if (this.#shown) this.#write(ERASE);
    this.#shown = false;
  }

  /** Runs as `runner.run({ maxInstructions })` does, and looks at the clock after each `chunk` of instructions. */
  run(runner: Runner, maxInstructions: number, chunk = CHUNK): Outcome {
    const start = runner.instructions;
    const began = this.#now();
    let next = began + PATIENCE;
    for (;;) {
      const left = maxInstructions - (runner.instructions - start);
      const outcome = runner.run({ maxInstructions: Math.min(left, chunk) });
      if (outcome.kind !== 'limit' || left <= chunk) {
        this.erase();
        return outcome;
      }
      const now = this.#now();
      if (now < next) continue;
      next = now + INTERVAL;
      this.#show(runner.instructions - start, now - began);
    }
  }

  #show(instructions: number, milliseconds: number): void {
    const rate = instructions / milliseconds / 1_000;
    this.#write(`${ERASE}${grouped(instructions)} instructions, ${rate.toFixed(0)} million a second`);
    this.#shown = true;
  }
}

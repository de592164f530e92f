/** A run that can be gone along in both directions: forwards by running, backwards from a checkpoint. */

import type { Outcome, Runtime, Until } from '../runtime/index.ts';
import { Checkpoints, type Checkpoint } from './checkpoints.ts';

/** So many instructions take ten times as long as copying a byte. */
const INSTRUCTIONS_A_BYTE = 4;

/** Answers false when it has changed nothing after all. */
export type Change = (runtime: Runtime) => boolean | void;

export class History {
  readonly runtime: Runtime;
  readonly #checkpoints: Checkpoints;
  /** Instructions from one checkpoint to the next, at least. */
  readonly #interval: number;
  /** When the next checkpoint is to be taken. */
  #due: number;
  /** Where runs forwards end; in instructions, as everything here. */
  limit = Infinity;

  /** Begins here and now. @param mostBytes see `Checkpoints` */
  constructor(runtime: Runtime, interval: number, mostBytes: number) {
    this.runtime = runtime;
    this.#interval = interval;
    this.#checkpoints = new Checkpoints(runtime.snapshot(), runtime.instructions, mostBytes);
    this.#due = this.now + this.#interval;
  }

  get now(): number {
    return this.runtime.instructions;
  }

  get beginning(): number {
    return this.#checkpoints.first.instruction;
  }

  /** As `Runtime.run`, with checkpoints on the way; 'limit' when the limit is reached. */
  run(until?: Until): Outcome {
    for (;;) {
      const edit = this.#checkpoints.nextEdit(this.now);
      const end = Math.min(this.#due, this.limit, edit?.instruction ?? Infinity);
      const options = { maxInstructions: Math.max(0, end - this.now) };
      const outcome = this.runtime.run(until ? { ...options, until } : options);
      const isThere = outcome.kind === 'stopped' && outcome.why === 'instruction';
      if (edit?.instruction === this.now) {
        this.#restore(edit);
        if (isThere) return outcome;
      } else if (outcome.kind !== 'limit') return outcome;
      else if (this.now >= this.limit) return outcome;
      else this.#checkpoint();
    }
  }

  /** Goes to a moment, or as near as the run comes; neither breakpoints nor watchpoints hold it up. */
  seek(instruction: number): Outcome | undefined {
    const target = Math.max(instruction, this.beginning);
    const nearest = this.#checkpoints.before(target);
    if (target < this.now || nearest.instruction > this.now) this.#restore(nearest);
    // where it is far there, it would be as far for whoever goes back from there
    const near = target - Math.floor(this.#interval / 4);
    if (near - this.now >= this.#interval / 2) {
      const outcome = this.#runTo(near);
      if (this.now < near) return outcome;
      this.#checkpoint();
    }
    return this.#runTo(target);
  }

  /** As near as the run comes; undefined when it is there already. */
  #runTo(instruction: number): Outcome | undefined {
    while (this.now < instruction) {
      const outcome = this.run({ instruction });
      if (!isHeldUp(outcome)) return outcome;
    }
    return undefined;
  }

  /** Goes to the end of a switch; undefined when that was before the beginning. */
  seekSwitch(number: number): Outcome | undefined {
    if (this.runtime.switchCount >= number) this.#restore(this.#checkpoints.beforeSwitch(number));
    if (this.runtime.switchCount >= number) return undefined;
    for (;;) {
      const outcome = this.run({ switch: number });
      if (!isHeldUp(outcome)) return outcome;
    }
  }

  /** Goes to the last checkpoint before a moment. */
  rewind(instruction: number): void {
    this.#restore(this.#checkpoints.before(instruction - 1));
  }

  /** Whatever is changed here and now belongs to the history from then on. What was ahead is forgotten. */
  edit(change: Change): void {
    if (change(this.runtime) === false) return;
    this.#checkpoints.edit(this.now, this.runtime.snapshot());
    this.#due = this.now + this.#interval;
  }

  #checkpoint(): void {
    this.#due = this.now + this.#interval;
    if (this.now - this.#checkpoints.before(this.now).instruction < this.#interval / 2) return;
    const bytes = this.#checkpoints.add(this.now, this.runtime.snapshot());
    this.#due = Math.max(this.#due, this.now + bytes * INSTRUCTIONS_A_BYTE);
  }

  #restore({ instruction, snapshot }: Checkpoint): void {
    this.runtime.restore(snapshot);
    this.#due = instruction + this.#interval;
  }
}

function isHeldUp(outcome: Outcome): boolean {
  return outcome.kind === 'stopped' && (outcome.why === 'breakpoint' || outcome.why === 'watchpoint');
}

/** What an exercise is. */

import type { Finding } from '../scope/index.ts';
import type { Trial } from './trial.ts';

/** Something that a solution must do, which passes or fails as a whole. */
export interface Property {
  readonly name: string;
  /** In a few words: `rbx is saved at 0x28, and comes back`. */
  readonly wants: string;
  /** Those of an exercise add up to 100. */
  readonly points: number;
}

/** A run of the student's routine in a program of ours. */
export interface Probe {
  /** What it looks at: all of these fail when it does not come to its end, which is what the first one is about. */
  readonly properties: readonly [string, ...string[]];
  run(trial: Trial): void;
}

export interface Exercise {
  readonly name: string;
  /** The routine asked for: all that is taken from a submission. */
  readonly label: string;
  /** One line. */
  readonly summary: string;
  /** The task as students read it: registers in and out, layouts, what else there is to call. */
  readonly wish: string;
  readonly properties: readonly Property[];
  readonly probes: readonly Probe[];
  /** The property that a finding is about; undefined when it is about none. */
  propertyOf(finding: Finding): string | undefined;
}

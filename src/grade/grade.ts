/** A submission -> a verdict. */

import { AssemblyError } from '../assembler/index.ts';
import { LinkError } from '../elf/link.ts';
import { ElfError } from '../elf/problem.ts';
import { OutOfMemory } from '../machine/index.ts';
import type { Exercise } from './exercise.ts';
import { Marks } from './marks.ts';
import { Random } from './random.ts';
import { readSubmission, SubmissionError } from './submission.ts';
import { Trial, TrialEnded } from './trial.ts';

export interface PropertyVerdict {
  readonly name: string;
  readonly passed: boolean;
  /** What it is worth. */
  readonly points: number;
  /** What is wrong, and why; null when it has passed. */
  readonly message: string | null;
  /** The line of the submission that it is about; null where none is known. */
  readonly at: number | null;
}

/** Plain data. */
export interface Verdict {
  readonly exercise: string;
  readonly file: string;
  /** Whether all properties have. */
  readonly passed: boolean;
  /** The points of those that have, of 100. */
  readonly score: number;
  /** In the order of the exercise; empty for what cannot be run. */
  readonly properties: readonly PropertyVerdict[];
  /** Why it cannot be run. */
  readonly error: string | null;
}

/** @param seed what the hidden values are drawn from, beside the submission itself */
export function grade(exercise: Exercise, bytes: Uint8Array, file: string, seed = ''): Verdict {
  try {
    return graded(exercise, bytes, file, seed);
  } catch (error) {
    if (isAboutSubmission(error)) return refused(exercise, file, error.message);
    throw error;
  }
}

/** Lines of an error: assemblers can complain of each line. */
const MOST_LINES = 40;

/** The verdict on what cannot be run. */
export function refused({ name }: Exercise, file: string, error: string): Verdict {
  const lines = error.split('\n');
  const more = lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more lines`] : [];
  const shown = [...lines.slice(0, MOST_LINES), ...more].join('\n');
  return { exercise: name, file, passed: false, score: 0, properties: [], error: shown };
}

function isAboutSubmission(error: unknown): error is Error {
  return [AssemblyError, LinkError, ElfError, SubmissionError, OutOfMemory].some(
    (kind) => error instanceof kind,
  );
}

function graded(exercise: Exercise, bytes: Uint8Array, file: string, seed: string): Verdict {
  const submission = readSubmission(bytes, file, exercise.label);
  const marks = new Marks();
  const random = new Random(`${seed}\n${exercise.name}\n${new TextDecoder('latin1').decode(bytes)}`);
  for (const probe of exercise.probes) {
    try {
      probe.run(new Trial(exercise, submission, marks, random));
    } catch (error) {
      if (!(error instanceof TrialEnded)) throw error;
      const [first, ...others] = probe.properties;
      marks.fail(first, error.message, error.line);
      for (const name of others) marks.fail(name, `not seen to the end: ${error.message}`, error.line);
    }
  }
  const properties = exercise.properties.map(({ name, points }): PropertyVerdict => {
    const failure = marks.failureOf(name);
    return {
      name,
      passed: !failure,
      points,
      message: failure?.message ?? null,
      at: failure?.line ?? null,
    };
  });
  const score = properties.reduce((sum, { passed, points }) => sum + (passed ? points : 0), 0);
  const passed = properties.every((property) => property.passed);
  return { exercise: exercise.name, file, passed, score, properties, error: null };
}

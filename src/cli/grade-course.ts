/** A folder of submissions: graded over all cores, a line each. */

import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import {
  each,
  entriesOf,
  Graded,
  refused,
  shardOf,
  type Entry,
  type Exercise,
  type Result,
  type Shard,
  type Verdict,
} from '../grade/index.ts';
import { InputError, readNumber, UsageError } from './command.ts';
import { reason } from './files.ts';
import { STDOUT } from './output.ts';
import { ERASE } from './progress.ts';
import { print } from './terminal.ts';
import { count } from './words.ts';

export interface CourseOptions {
  readonly exercise: Exercise;
  /** A file of the folder. */
  readonly grade: (file: string) => Promise<Verdict>;
  /** Where the results go on; undefined for stdout. */
  readonly output: string | undefined;
  readonly shard: Shard;
  /** At once. */
  readonly jobs: number;
  /** Where a line says how far it has come. */
  readonly progress: ((text: string) => void) | undefined;
}

/** How many. */
export interface Course {
  readonly graded: number;
  /** Of them, by a run before. */
  readonly before: number;
  /** Of them, those that could not be run. */
  readonly failed: number;
}

/** `2/8`. @throws UsageError */
export function readShard(text: string): Shard {
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (index === undefined || total === undefined)
    throw new UsageError(`--shard wants I/N, such as 0/4, not '${text}'`);
  const all = readNumber('--shard I/N', total, { least: 1 });
  return { index: readNumber('--shard I/N', index, { most: all - 1 }), count: all };
}

/** @throws InputError */
export async function gradeCourse(folder: string, options: CourseOptions): Promise<Course> {
  const { exercise, shard, jobs, output = STDOUT, progress } = options;
  const results = output === STDOUT ? new Printed() : new ResultsFile(output);
  try {
    const entries = shardOf(read(folder), shard);
    const known = entries.flatMap((entry) => results.graded.of(exercise.name, entry) ?? []);
    const left = entries.filter((entry) => !results.graded.of(exercise.name, entry));
    let graded = known.length;
    let failed = known.filter(({ error }) => error !== null).length;
    const show = (): void => {
      const problems = failed > 0 ? `, ${failed} could not be run` : '';
      progress?.(`${ERASE}${graded} of ${count(entries.length, 'submission')} graded${problems}`);
    };
    show();
    await each(left, jobs, async (entry) => {
      const result = await resultOf(entry, options);
      progress?.(ERASE);
      results.add(result);
      graded++;
      if (result.error !== null) failed++;
      show();
    });
    return { graded, before: known.length, failed };
  } finally {
    progress?.(ERASE);
    results.close();
  }
}

/** One line. */
export function courseText({ graded, before, failed }: Course): string {
  const known = before > 0 ? `, ${before} of them before` : '';
  return `${count(graded, 'submission')} graded${known}, ${failed} could not be run`;
}

function read(folder: string): readonly Entry[] {
  try {
    return entriesOf(folder);
  } catch (error) {
    throw new InputError(`${folder}: ${reason(error)}`);
  }
}

async function resultOf(entry: Entry, { exercise, grade }: CourseOptions): Promise<Result> {
  const { name, sha256, problem } = entry;
  const verdict = problem === undefined ? await grade(name) : refused(exercise, name, problem);
  return { ...verdict, sha256 };
}

class Printed {
  readonly graded = new Graded('');

  add(result: Result): void {
    print(JSON.stringify(result));
  }

  close(): void {
    // stdout stays open
  }
}

/** Each line is written at once. What an interruption has left of one is taken away. */
class ResultsFile {
  readonly graded: Graded;
  readonly #path: string;
  readonly #file: number;

  /** @throws InputError */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#file = openSync(path, 'a+');
      const bytes = fstatSync(this.#file).isFile() ? readFileSync(this.#file) : Buffer.alloc(0);
      const whole = bytes.lastIndexOf('\n') + 1;
      if (whole < bytes.length) ftruncateSync(this.#file, whole);
      this.graded = new Graded(bytes.toString('utf8', 0, whole));
    } catch (error) {
      throw new InputError(`${path}: ${reason(error)}`);
    }
  }

  add(result: Result): void {
    try {
      writeSync(this.#file, `${JSON.stringify(result)}\n`);
    } catch (error) {
      throw new InputError(`${this.#path}: ${reason(error)}`);
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** A folder of submissions: graded over all cores, a line each. */

import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { each, entriesOf, Graded, refused, shardOf, type Entry, type Result, type Shard } from '../grade/index.ts';
import { EXIT, InputError, readNumber, UsageError } from './command.ts';
import { reason } from './files.ts';
import { gradeApart, type ApartOptions } from './grade-apart.ts';
import { STDOUT } from './output.ts';
import { ERASE } from './progress.ts';
import { print, printError, write } from './terminal.ts';
import { count } from './words.ts';

export interface CourseOptions extends ApartOptions {
  /** Where the results go on; undefined for stdout. */
  readonly output: string | undefined;
  readonly shard: Shard;
  /** At once. */
  readonly jobs: number;
}

/** `2/8`. @throws UsageError */
export function readShard(text: string): Shard {
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (index === undefined || total === undefined)
    throw new UsageError(`--shard wants I/N, such as 0/4, not '${text}'`);
  const all = readNumber('--shard I/N', total, { least: 1 });
  return { index: readNumber('--shard I/N', index, { most: all - 1 }), count: all };
}

/** Returns the exit status. @throws InputError */
export async function gradeCourse(folder: string, options: CourseOptions): Promise<number> {
  const { exercise, shard, jobs, output = STDOUT } = options;
  const results = output === STDOUT ? new Printed() : new ResultsFile(output);
  try {
    const entries = shardOf(read(folder), shard);
    const known = entries.flatMap((entry) => results.graded.of(exercise.name, entry) ?? []);
    const left = entries.filter((entry) => !results.graded.of(exercise.name, entry));
    let done = known.length;
    let failed = known.filter(({ error }) => error !== null).length;
    const shown = process.stderr.isTTY;
    const show = (): void => {
      const rest = failed > 0 ? `, ${failed} could not be run` : '';
      if (shown) write(2, `${ERASE}${done} of ${count(entries.length, 'submission')} graded${rest}`);
    };
    show();
    await each(left, jobs, async (entry) => {
      const result = await resultOf(folder, entry, options);
      if (shown) write(2, ERASE);
      results.add(result);
      done++;
      if (result.error !== null) failed++;
      show();
    });
    if (shown) write(2, ERASE);
    const before = known.length > 0 ? `, ${known.length} of them before` : '';
    printError(`${count(entries.length, 'submission')} graded${before}, ${failed} could not be run`);
    return failed === 0 ? 0 : EXIT.input;
  } finally {
    results.close();
  }
}

function read(folder: string): readonly Entry[] {
  try {
    return entriesOf(folder);
  } catch (error) {
    throw new InputError(`${folder}: ${reason(error)}`);
  }
}

async function resultOf(folder: string, entry: Entry, options: CourseOptions): Promise<Result> {
  const { name, sha256, problem } = entry;
  const verdict =
    problem === undefined
      ? await gradeApart(folder, name, options)
      : refused(options.exercise, name, problem);
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

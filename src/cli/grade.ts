/** `fiberscope grade`: verdicts on what students hand in. */

import { readFileSync, statSync, type Stats } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import { nearest } from '../elf/nearest.ts';
import { EXERCISES, grade as verdictOn, problemOf, type Exercise, type Verdict } from '../grade/index.ts';
import { EXIT, InputError, readArguments, readNumber, UsageError, type Command } from './command.ts';
import { reason } from './files.ts';
import { courseText, gradeCourse, readShard } from './grade-course.ts';
import { gradeApart } from './grade-apart.ts';
import { exerciseText, listText, verdictText } from './grade-text.ts';
import { painter, print, printError, widthOf, write } from './terminal.ts';

const HELP = `usage: fiberscope grade [options] EXERCISE FILE
       fiberscope grade [options] EXERCISE FOLDER
       fiberscope grade --list [EXERCISE]

Runs a student's routine against hidden probes and says which properties hold,
which fail and why, and the score of 100. FILE is assembly, in either dialect,
or an object; of all that it defines only the routine asked for counts, and
nothing that it writes or exits with does.

  --list                what each exercise wants; with an EXERCISE, all of it
  --json                the verdict as data
  --seed TEXT           other hidden values; the same TEXT, the same verdict
  --time-limit SECONDS  for each submission (20)
  --here                grade in this process, without a time limit

Of a FOLDER every submission in it is graded: files *.s, *.S and *.o, and
folders with one such file each. Results are JSON, one line each.

  -o FILE               appends the results to FILE; those that are in it
                        already, by name and content, are not graded again
  --shard I/N           every N-th by name, from the I-th on: 0/4 to 3/4
  --jobs N              so many at once (one a core)

Exit status: of a FILE 0 passed, 1 not, 2 it can't be run; of a FOLDER 0 when
all could be graded, 2 when some could not be run.`;

export const grade: Command = {
  help: HELP,
  async run(args) {
    const { values, positionals } = readArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        list: { type: 'boolean' },
        json: { type: 'boolean' },
        here: { type: 'boolean' },
        seed: { type: 'string' },
        'time-limit': { type: 'string' },
        output: { type: 'string', short: 'o' },
        shard: { type: 'string' },
        jobs: { type: 'string' },
      },
    });
    const [name, path, ...more] = positionals;
    const width = widthOf(process.stdout);
    if (values.list) {
      if (path !== undefined) throw new UsageError('--list takes one EXERCISE');
      print(name === undefined ? listText(EXERCISES, width) : exerciseText(exerciseNamed(name), width));
      return 0;
    }
    if (name === undefined) throw new UsageError('no exercise is named: --list says which there are');
    const exercise = exerciseNamed(name);
    if (path === undefined || path === '') throw new UsageError('no file and no folder is named');
    if (more.length > 0) throw new UsageError('one file or one folder is wanted: put several into a folder');
    const seconds = readNumber('--time-limit', values['time-limit'] ?? '20', { least: 1, most: 86_400 });
    const options = { exercise, seed: values.seed ?? '', seconds };
    const jobs = readNumber('--jobs', values.jobs ?? String(availableParallelism()), {
      least: 1,
      most: 1_000,
    });
    const shard = values.shard === undefined ? { index: 0, count: 1 } : readShard(values.shard);

    const entry = entryAt(path);
    if (entry.isDirectory()) {
      if (values.here) throw new UsageError('--here takes a file');
      const course = await gradeCourse(path, {
        exercise,
        grade: (file) => gradeApart(path, file, options),
        output: values.output,
        shard,
        jobs,
        progress: process.stderr.isTTY ? (text) => write(2, text) : undefined,
      });
      printError(courseText(course));
      return course.failed === 0 ? 0 : EXIT.input;
    }
    for (const option of ['output', 'shard', 'jobs'] as const) {
      if (values[option] !== undefined)
        throw new UsageError(`${option === 'output' ? '-o' : `--${option}`} is for folders`);
    }
    const problem = problemOf(path, entry);
    if (problem !== undefined) throw new InputError(problem);
    const verdict = values.here
      ? verdictOn(exercise, readFileSync(path), path, options.seed)
      : { ...(await gradeApart(dirname(path), basename(path), options)), file: path };
    if (values.json) print(JSON.stringify(verdict, undefined, 2));
    else print(verdictText(exercise, verdict, painter(process.stdout), width));
    return statusOf(verdict);
  },
};

function statusOf({ error, passed }: Verdict): number {
  if (error !== null) return EXIT.input;
  return passed ? 0 : 1;
}

/** @throws UsageError */
function exerciseNamed(name: string): Exercise {
  const found = EXERCISES.find((exercise) => exercise.name === name);
  if (found) return found;
  const close = nearest(
    name,
    EXERCISES.map((exercise) => exercise.name),
  );
  throw new UsageError(
    `no exercise '${name}'${close ? ` (did you mean '${close}'?)` : ': --list says which there are'}`,
  );
}

function entryAt(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw new InputError(`${path}: ${reason(error)}`);
  }
}

/** A submission is graded in a process of its own: whatever it does, and however long, it costs only itself. */

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { refused, type Exercise, type Verdict } from '../grade/index.ts';

export interface ApartOptions {
  readonly exercise: Exercise;
  readonly seed: string;
  /** After so many there is no more waiting. */
  readonly seconds: number;
}

/** Bytes of a verdict, and of what the process may complain. */
const MOST_TEXT = 16 << 20;
/** MiB of JavaScript's heap. */
const HEAP = 1_024;

/** @param file in `folder`, as the verdict names it */
export function gradeApart(
  folder: string,
  file: string,
  { exercise, seed, seconds }: ApartOptions,
): Promise<Verdict> {
  const args = [
    ...process.execArgv,
    `--max-old-space-size=${HEAP}`,
    resolve(process.argv[1]!),
    'grade',
    '--here',
    '--json',
    `--seed=${seed}`,
    '--',
    exercise.name,
    file,
  ];
  const options = {
    cwd: folder,
    timeout: seconds * 1_000,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_TEXT,
  } as const;
  return new Promise((settle) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const verdict = verdictOf(stdout);
      if (verdict) settle({ ...verdict, file });
      else settle(refused(exercise, file, `${file}: ${complaint(error, stderr, seconds)}`));
    });
  });
}

function verdictOf(text: string): Verdict | undefined {
  try {
    return JSON.parse(text) as Verdict;
  } catch {
    return undefined;
  }
}

function complaint(
  error: { readonly killed?: boolean; readonly signal?: string | null } | null,
  stderr: string,
  seconds: number,
): string {
  if (error?.killed) return `no verdict within ${seconds} s: it takes too long to assemble or to run`;
  if (error?.signal) return `grading it has ended with ${error.signal}: it takes too much memory`;
  return stderr.trim();
}

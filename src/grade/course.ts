/** The submissions of a course: which there are, which have been graded, and grading the rest. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './grade.ts';
import { LARGEST, tooLarge } from './submission.ts';

/** A file, or a folder, of a course's folder. */
export interface Entry {
  /** In the course's folder: `alice.s`, `bob/switch.s`; for a folder without one file to grade, its own. */
  readonly name: string;
  /** Of the content, in hex. */
  readonly sha256: string;
  /** Why there is nothing to grade. */
  readonly problem: string | undefined;
}

/** A line of the results. */
export interface Result extends Verdict {
  readonly sha256: string;
}

/** Every n-th, from the one of this number on. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const SUBMISSION = /\.[sSo]$/;

/** Sorted by name. @throws what node:fs does when the folder cannot be read */
export function entriesOf(folder: string): readonly Entry[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => entryOf(folder, name) ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function shardOf(entries: readonly Entry[], { index, count }: Shard): readonly Entry[] {
  return entries.filter((_, number) => number % count === index);
}

/** Undefined for what is no submission. */
function entryOf(folder: string, name: string): Entry | undefined {
  const isFolder = statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) return SUBMISSION.test(name) ? fileEntry(folder, name) : undefined;
  const files = readdirSync(join(folder, name)).filter((file) => SUBMISSION.test(file));
  if (files.length === 1) return fileEntry(folder, `${name}/${files[0]}`);
  const found = files.length === 0 ? 'no file' : `${files.length} files`;
  return {
    name,
    sha256: hashOf(''),
    problem: `${name}: ${found} named *.s, *.S or *.o, where one is wanted`,
  };
}

function fileEntry(folder: string, name: string): Entry {
  const path = join(folder, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  const problem = stat ? problemOf(name, stat) : `${name}: no such file`;
  return { name, sha256: hashOf(problem === undefined ? readFileSync(path) : ''), problem };
}

/** Said of what is not even read. */
export function problemOf(name: string, stat: Stats): string | undefined {
  if (!stat.isFile()) return `${name}: not a file`;
  return stat.size > LARGEST ? tooLarge(name) : undefined;
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What has been graded already: the results of a run before, line by line. Lines that are none are passed over. */
export class Graded {
  readonly #results = new Map<string, Result>();

  constructor(lines: string) {
    for (const line of lines.split('\n')) {
      const result = resultOf(line);
      if (result) this.#results.set(keyOf(result.exercise, result.file, result.sha256), result);
    }
  }

  /** The verdict on this content under this name. */
  of(exercise: string, { name, sha256 }: Entry): Result | undefined {
    return this.#results.get(keyOf(exercise, name, sha256));
  }
}

function resultOf(line: string): Result | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'sha256' in value ? (value as Result) : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(exercise: string, name: string, sha256: string): string {
  return JSON.stringify([exercise, name, sha256]);
}

/** Does so many things at once, the next one when one is done. */
export async function each<T>(
  items: readonly T[],
  atOnce: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const work = async (): Promise<void> => {
    for (const item of queue) await action(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

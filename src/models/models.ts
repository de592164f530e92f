/** The ways to be concurrent that the book compares, each with its programs in `asm/models/`. */

import { readFileSync } from 'node:fs';
import { assemble } from '../assembler/index.ts';
import type { ObjectFile } from '../elf/object.ts';

export interface Model {
  /** Its folder. */
  readonly name: string;
  /** Whether each task is a thread, with a stack of its own. */
  readonly threads: boolean;
  /** What a task goes on by. */
  readonly resumption: string;
  /** The label that is called then. */
  readonly label: string;
}

export const MODELS: readonly Model[] = [
  { name: 'os-threads', threads: true, resumption: 'switches', label: 'switch' },
  { name: 'green-threads', threads: true, resumption: 'switches', label: 'switch' },
  { name: 'callbacks', threads: false, resumption: 'callbacks', label: 'task' },
  { name: 'promises', threads: false, resumption: 'reactions', label: 'task' },
  { name: 'futures', threads: false, resumption: 'polls', label: 'poll_future' },
  { name: 'generators', threads: false, resumption: 'resumes', label: 'task' },
];

/** What every model does: the book's nested timers, tasks that each wait and count, tasks that each yield and count. */
export type Job = 'nested-timers' | 'tasks' | 'yields';

export function programOf({ name }: Model, job: Job): ObjectFile {
  const path = `${name}/${job}.s`;
  const url = new URL(`../../asm/models/${path}`, import.meta.url);
  return assemble(readFileSync(url, 'utf8'), { name: path });
}

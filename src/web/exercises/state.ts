/** Which exercise is open, and what has become of the last attempt. */

import { batch, signal } from '@preact/signals';
import type { Verdict } from '../../grade/grade.ts';
import { Post } from '../post.ts';
import { programNamed } from '../programs.ts';
import { load, say } from '../state/actions.ts';
import { closeSide, openSide } from '../state/looks.ts';
import * as store from '../state/store.ts';
import type { FromGrader, Task, ToGrader } from './protocol.ts';

export const tasks = signal<readonly Task[]>([]);
export const task = signal<Task | null>(null);
export const verdict = signal<Verdict | null>(null);
export const grading = signal(false);

let grader: Post<ToGrader> | undefined;

function ask(message: ToGrader): void {
  grader ??= begin();
  grader.send(message);
}

function begin(): Post<ToGrader> {
  const worker = new Worker(new URL('../worker/grader.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromGrader>) => hear(data));
  worker.addEventListener('error', ({ message }) => hear({ kind: 'failed', message }));
  return new Post(worker);
}

function hear(answer: FromGrader): void {
  switch (answer.kind) {
    case 'ready':
      grader?.open();
      break;
    case 'list':
      tasks.value = answer.exercises;
      break;
    case 'verdict':
      grading.value = false;
      verdict.value = answer.verdict;
      break;
    case 'failed':
      grading.value = false;
      say(`It cannot be graded: ${answer.message}`, true);
  }
}

/** Asks which exercises there are. */
export function list(): void {
  if (tasks.value.length === 0) ask({ kind: 'list' });
}

/** Loads what an exercise begins with. */
export async function open(next: Task): Promise<void> {
  const { program, settings } = await programNamed(`${next.name}.s`);
  batch(() => {
    task.value = next;
    verdict.value = null;
    openSide('exercise');
  });
  await load(program, settings);
}

export function close(): void {
  stop();
  batch(() => {
    task.value = null;
    closeSide();
  });
}

/** Grades what is in the editor. */
export function grade(): void {
  const { program, draft } = store;
  const now = program.value;
  const bytes = 'bytes' in now ? now.bytes : new TextEncoder().encode(draft.value ?? now.text);
  grading.value = true;
  verdict.value = null;
  ask({ kind: 'grade', exercise: task.value!.name, bytes, file: now.name });
}

/** Ends the grading that is under way. */
export function stop(): void {
  if (!grading.value) return;
  grading.value = false;
  grader?.end();
  grader = undefined;
}

/** The worker that grades. It works on one submission at a time; who wants to stop it ends it. */

import { EXERCISES } from '../../grade/exercises/index.ts';
import { grade } from '../../grade/grade.ts';
import type { FromGrader, ToGrader } from '../exercises/protocol.ts';

function post(message: FromGrader): void {
  globalThis.postMessage(message);
}

function answer(message: ToGrader): FromGrader {
  if (message.kind === 'list') {
    const exercises = EXERCISES.map(({ name, label, summary, wish, properties }) => ({
      name,
      label,
      summary,
      wish,
      properties,
    }));
    return { kind: 'list', exercises };
  }
  const exercise = EXERCISES.find(({ name }) => name === message.exercise);
  if (!exercise) return { kind: 'failed', message: `there is no exercise ${message.exercise}` };
  try {
    return { kind: 'verdict', verdict: grade(exercise, message.bytes, message.file) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ToGrader>) => {
  post(answer(data));
});

post({ kind: 'ready' });

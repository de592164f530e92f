/** At the right: the lesson, what is wrong, what was printed. */

import type { JSX } from 'preact';
import { later } from '../later.tsx';
import { drawer, side } from '../state/store.ts';
import { Findings } from './findings.tsx';
import { Output } from './output.tsx';

const LessonPanel = later(async () => (await import('../lessons/panel.tsx')).LessonPanel);

const ExercisePanel = later(async () => (await import('../exercises/panel.tsx')).ExercisePanel);

export function Side(): JSX.Element {
  return (
    <aside class={`side${drawer.value ? ' drawn' : ''}`} aria-label="lesson, checks and output">
      {side.value === 'lesson' ? (
        <LessonPanel />
      ) : side.value === 'exercise' ? (
        <ExercisePanel />
      ) : (
        <Findings />
      )}
      <Output />
    </aside>
  );
}

/** At the right: the lesson, what is wrong, what was printed. */

import type { JSX } from 'preact';
import { later } from '../later.tsx';
import { drawer, isLearning } from '../state/store.ts';
import { Findings } from './findings.tsx';
import { Output } from './output.tsx';

const LessonPanel = later(async () => (await import('../lessons/panel.tsx')).LessonPanel);

export function Side(): JSX.Element {
  return (
    <aside class={`side${drawer.value ? ' drawn' : ''}`} aria-label="lesson, checks and output">
      {isLearning.value ? <LessonPanel /> : <Findings />}
      <Output />
    </aside>
  );
}

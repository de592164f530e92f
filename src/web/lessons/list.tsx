/** All lessons, and how far each has come. */

import type { JSX } from 'preact';
import { COURSE } from './course/index.ts';
import { reached } from './progress.ts';
import { open } from './state.ts';
import { Text } from './text.tsx';

export function Lessons(): JSX.Element {
  return (
    <ol class="course-list">
      {COURSE.map(({ id, title, about, steps }, index) => {
        const { step, done } = reached(id);
        const far = done ? 'done' : step > 0 ? `${step + 1} of ${steps.length}` : `${steps.length} steps`;
        return (
          <li key={id}>
            <button onClick={() => void open(id)}>
              <b>{index + 1}</b>
              <span>
                <Text text={title} />
                <small>{about}</small>
              </span>
              <em>{far}</em>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

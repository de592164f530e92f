/** The exercises, in the menu of programs. */

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { list, open, tasks } from './state.ts';

export function Exercises(): JSX.Element {
  useEffect(list, []);
  return (
    <ul class="choices">
      {tasks.value.map((one) => (
        <li key={one.name}>
          <button onClick={() => void open(one)}>
            <b>{one.name}</b> <span>{one.summary}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What the bar at the top has no room for on a phone. */

import type { JSX } from 'preact';
import { play } from '../state/actions.ts';
import { toggleTheme } from '../state/looks.ts';
import { dialog, found, speed, SPEEDS, type Dialog } from '../state/store.ts';

export function Menu(): JSX.Element {
  const open = (which: Dialog) => (): void => {
    dialog.value = which;
  };
  const findings = found.value?.findings.length ?? 0;
  return (
    <ul class="choices">
      <li>
        <button onClick={open('lessons')}>
          <b>Lessons</b> <span>predict, then look</span>
        </button>
      </li>
      <li>
        <button onClick={open('share')}>
          <b>Share</b> <span>link, picture, trace</span>
        </button>
      </li>
      <li>
        <button onClick={open('findings')}>
          <b>What is wrong</b> <span>{findings} findings</span>
        </button>
      </li>
      <li>
        <button onClick={open('run')}>
          <b>Run</b> <span>restart, run, settings</span>
        </button>
      </li>
      <li>
        <button onClick={toggleTheme}>
          <b>Theme</b> <span>light or dark</span>
        </button>
      </li>
      <li>
        <button onClick={open('keys')}>
          <b>Keys</b>
        </button>
      </li>
      <li>
        <label>
          <b>Speed</b>{' '}
          <select
            value={speed.value}
            onChange={({ currentTarget }) => (speed.value = Number(currentTarget.value))}
          >
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {one} a second
              </option>
            ))}
          </select>
        </label>
      </li>
      <li>
        <button
          onClick={() => {
            dialog.value = null;
            void play();
          }}
        >
          <b>Play</b>
        </button>
      </li>
    </ul>
  );
}

/** Further ways along the run, and how the program is run. */

import type { JSX } from 'preact';
import { go, load } from '../state/actions.ts';
import { dialog, program, settings } from '../state/store.ts';
import type { Direction } from '../protocol.ts';

const WAYS: readonly (readonly [words: string, about: string, to: Direction])[] = [
  ['Restart', 'Home', { instruction: 0 }],
  ['Next', 'N: over what is called', 'next'],
  ['Run', 'C: to the next breakpoint or the end', 'on'],
  ['Back', 'V: to the breakpoint before', 'back'],
  ['Run to the end', 'End', 'end'],
];

const MOST_THREADS = 200_000;

export function RunDialog(): JSX.Element {
  const { maxThreads, stackSize } = settings.value;
  return (
    <>
      <ul class="choices">
        {WAYS.map(([words, about, to]) => (
          <li key={words}>
            <button
              onClick={() => {
                dialog.value = null;
                void go(to);
              }}
            >
              <b>{words}</b> <span>{about}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3>Threads</h3>
      <form
        class="settings"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          dialog.value = null;
          void load(program.value, {
            maxThreads: Math.min(MOST_THREADS, Math.max(1, Number(data.get('threads')))),
            stackSize: Math.max(1, Number(data.get('stack'))) << 10,
          });
        }}
      >
        <label>
          Slots, the base thread's included{' '}
          <input name="threads" type="number" min="1" max={MOST_THREADS} value={maxThreads} />
        </label>
        <label>
          KiB of each stack <input name="stack" type="number" min="4" max="8192" value={stackSize >> 10} />
        </label>
        <button class="solid">Begin again with these</button>
      </form>
    </>
  );
}

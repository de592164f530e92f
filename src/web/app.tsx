/** The page from the top down. */

import type { JSX } from 'preact';
import { Board } from './board/board.tsx';
import { Deck } from './deck/deck.tsx';
import { Dialogs } from './dialogs/dialogs.tsx';
import { Top } from './top.tsx';
import { Side } from './side/side.tsx';
import { Source } from './source/source.tsx';
import { halt } from './state/actions.ts';
import { busy, notice, recorded, side, tab, type Tab } from './state/store.ts';
import { useDrop } from './drop.ts';

export function App(): JSX.Element {
  const drop = useDrop();
  return (
    <div class={`app tab-${tab.value} side-${side.value}${drop.over ? ' dropping' : ''}`} {...drop.handlers}>
      <Top />
      <main class="main">
        <Source />
        <Tabs />
        <Board />
        <Side />
      </main>
      <Deck />
      <Notices />
      <Dialogs />
    </div>
  );
}

const TABS: readonly (readonly [Tab, string])[] = [
  ['source', 'Source'],
  ['switch', 'Switch'],
  ['output', 'Output'],
  ['lesson', 'Checks'],
];

const SIDES = { lesson: 'Lesson', exercise: 'Exercise' } as const;

/** On narrow screens: one part at a time. */
function Tabs(): JSX.Element {
  return (
    <nav class="tabs" aria-label="parts">
      {TABS.map(([name, label]) => (
        <button key={name} aria-current={tab.value === name} onClick={() => (tab.value = name)}>
          {name === 'lesson' && side.value ? SIDES[side.value] : label}
        </button>
      ))}
    </nav>
  );
}

function Notices(): JSX.Element {
  const one = notice.value;
  return (
    <div class="notices" role="status" aria-live="polite">
      {busy.value && (
        <p class="notice">
          {recorded.value?.done === false ? 'Running ahead. ' : 'On the way. '}
          <button onClick={halt}>Stop</button>
        </p>
      )}
      {one && (
        <p class={one.isError ? 'notice bad' : 'notice'}>
          {one.isError && <b class="oct">!</b>}
          <span>{one.text}</span>
          <button onClick={() => (notice.value = null)}>Close</button>
        </p>
      )}
    </div>
  );
}

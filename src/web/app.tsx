/** The page from the top down. */

import type { JSX } from 'preact';
import { Board } from './board/board.tsx';
import { Deck } from './deck/deck.tsx';
import { Dialogs } from './dialogs/dialogs.tsx';
import { Top } from './top.tsx';
import { Side } from './side/side.tsx';
import { Source } from './source/source.tsx';
import { Notices } from './notices.tsx';
import { dialog, side, tab, type Tab } from './state/store.ts';
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
      {dialog.value === null && <Notices />}
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

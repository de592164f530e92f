/** All threads of a program that has many: as many rows as can be seen. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ThreadRow } from '../protocol.ts';
import { client } from '../state/actions.ts';
import { toggleUnfolded } from '../state/looks.ts';
import { settings, unfolded, view } from '../state/store.ts';
import { address, grouped, Shape } from '../words.tsx';

const ROW = 28;
const SEEN = 420;
const COUNT = Math.ceil(SEEN / ROW) + 1;

export function Threads(): JSX.Element {
  const [top, setTop] = useState(0);
  const [rows, setRows] = useState<readonly ThreadRow[]>([]);
  const total = settings.value.maxThreads;
  const first = Math.min(Math.floor(top / ROW), Math.max(0, total - COUNT));
  const at = view.value?.at;
  useEffect(() => {
    void client.call('threads', { first, count: COUNT }).then(setRows);
  }, [first, at]);
  const { states } = view.value ?? {};
  return (
    <>
      <p>
        {Object.entries(states ?? {})
          .map(([state, count]) => `${grouped(count)} ${state}`)
          .join(', ')}
        . A click opens a thread's column.
      </p>
      <div
        class="many"
        style={{ height: `${SEEN}px` }}
        tabIndex={0}
        role="group"
        aria-label="threads"
        onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      >
        <div style={{ height: `${total * ROW}px`, position: 'relative' }}>
          {rows.map(({ id, name, state, rsp, at: where }) => (
            <button
              key={id}
              aria-pressed={unfolded.value.has(id)}
              style={{ top: `${id * ROW}px`, height: `${ROW}px` }}
              onClick={() => toggleUnfolded(id)}
            >
              <Shape id={id} />
              <b>{id}</b>
              <span>{name}</span>
              <span>{state}</span>
              <code>{state === 'Available' ? '' : address(rsp)}</code>
              <span>{where}</span>
            </button>
          ))}
        </div>
      </div>
    </>
  );
}

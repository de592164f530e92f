/** The board: one row a register, in the order in which `switch` saves them; one column a thread. */

import type { JSX } from 'preact';
import { CONTEXT_FIELDS } from '../../runtime/threads/thread.ts';
import type { View } from '../protocol.ts';
import { dialog, direction, settings, pace, unfolded, view } from '../state/store.ts';
import { toggleUnfolded } from '../state/looks.ts';
import { address, grouped, Hex, threadClass } from '../words.tsx';
import { cellsOf, moveNow, registerOf, roleOf, type Cell } from './columns.ts';
import { Fibre } from './fibre.tsx';
import { Head, LiveHead } from './head.tsx';
import { Phase } from './phase.tsx';
import { Rest } from './rest.tsx';
import { Stack } from './stack.tsx';
import { FindingHere } from './finding-here.tsx';

/** Columns of the grid before the first thread's. */
const BEFORE = 3;

export type Width = 'open' | 'folded' | 'empty';

/** Steps a second at which a value can still be seen travelling. */
const MOST_SEEN = 8;

/** With so few threads nobody needs to be folded. */
const FEW = 2;

function widthOf(now: View, id: number): Width {
  const thread = now.threads.find((one) => one.id === id)!;
  if (unfolded.value.has(id) || now.pair.includes(id) || now.threads.length <= FEW) return 'open';
  return thread.state === 'Available' && thread.stack.stack.highWater === 0 ? 'empty' : 'folded';
}

const WIDTHS: Readonly<Record<Width, string>> = {
  open: 'minmax(0, 1fr)',
  folded: 'var(--folded)',
  empty: 'var(--empty)',
};

export function Board(): JSX.Element {
  const now = view.value;
  if (!now) return <section class="board panel" aria-label="registers and threads" />;
  const widths = now.threads.map(({ id }) => widthOf(now, id));
  const hidden = settings.value.maxThreads - now.threads.length;
  const cols = widths.map((width) => WIDTHS[width]).join(' ');
  const isFast = pace.value > MOST_SEEN;
  return (
    <section
      class={`board panel${isFast ? ' fast' : ''}${hidden > 0 ? ' many-threads' : ''}`}
      aria-label="registers and threads"
      style={{ '--threads': cols }}
      data-direction={direction.value}
    >
      <Phase now={now} />
      <div class="back cpu" />
      <LiveHead now={now} />
      <span class="cap cap-field">field</span>
      <span class="cap cap-live">now in the machine</span>
      <span class="cap2 cap-rest">not saved: a call may lose these</span>
      {now.threads.map((thread, index) => {
        const width = widths[index]!;
        const at = { gridColumn: BEFORE + 1 + index };
        const role = roleOf(now, thread.id);
        const label = `${threadClass(thread.id)} ${width}${now.pair.includes(thread.id) ? ' paired' : ''}`;
        return [
          <div key={`back${thread.id}`} class={`back ${label}`} style={at} />,
          <Head key={`head${thread.id}`} now={now} thread={thread} role={role} width={width} style={at} />,
          <span key={`cap${thread.id}`} class={`cap ${label}`} style={at}>
            {width === 'open'
              ? `saved context, ${address(thread.contextAddress)}`
              : width === 'folded'
                ? 'saved'
                : ''}
          </span>,
          <span key={`cap2${thread.id}`} class={`cap2 ${label}`} style={at}>
            {width === 'open'
              ? stackTitle(thread.stack.stack.base, thread.stack.stack.size)
              : width === 'folded'
                ? 'stack'
                : ''}
          </span>,
          <Stack
            key={`stack${thread.id}`}
            now={now}
            thread={thread}
            width={width}
            label={label}
            style={at}
          />,
        ];
      })}
      <Rows now={now} widths={widths} />
      <Rest now={now} />
      {hidden > 0 && (
        <button class="others" onClick={() => (dialog.value = 'threads')}>
          {grouped(hidden)} more threads
        </button>
      )}
      <FindingHere now={now} />
    </section>
  );
}

function stackTitle(base: bigint, size: number): string {
  return `stack, top ${address(base + BigInt(size))}, grows down`;
}

function Rows({ now, widths }: { readonly now: View; readonly widths: readonly Width[] }): JSX.Element {
  const columns = now.threads.map((thread) => cellsOf(now, thread));
  const move = moveNow(now);
  return (
    <div class="rows" role="table" aria-label="saved registers">
      {CONTEXT_FIELDS.map((field, row) => {
        const register = registerOf(field);
        const isNow = move?.field === field;
        const before = now.step?.before[register];
        const hasMoved = before !== undefined && before !== now.registers[register];
        const kind = isNow ? ` now ${move.kind}` : hasMoved ? ' moved' : '';
        return (
          <div
            key={field}
            class={`row${kind}${field === 'thread_ptr' ? ' ptr' : ''}`}
            role="row"
            data-field={field}
            data-register={register}
            style={{ '--r': row + 4 }}
          >
            <span class="off" role="cell">
              0x{(row * 8).toString(16).padStart(2, '0')}
            </span>
            <span class="rn" role="rowheader">
              {register}
            </span>
            <span class="cpu" role="cell">
              <Hex value={now.registers[register]} />
            </span>
            {isNow && <Fibre key={`f${now.at}`} now={now} kind={move.kind} />}
            {columns.map((cells, index) => {
              const { id } = now.threads[index]!;
              return (
                <CellView
                  key={id}
                  cell={cells[row]!}
                  id={id}
                  width={widths[index]!}
                  isPaired={now.pair.includes(id)}
                  column={BEFORE + 1 + index}
                  role={roleOf(now, id)}
                />
              );
            })}
          </div>
        );
      })}
    </div>
  );
}

interface CellProps {
  readonly cell: Cell;
  readonly id: number;
  readonly width: Width;
  readonly isPaired: boolean;
  readonly column: number;
  readonly role: 'from' | 'to' | null;
}

function CellView({ cell, id, width, isPaired, column, role }: CellProps): JSX.Element {
  const { state, value, word, differs } = cell;
  if (width === 'empty') {
    return (
      <span class="cell empty" role="cell" style={{ gridColumn: column }}>
        <i class="nil">–</i>
      </span>
    );
  }
  const marked = state !== 'idle' && state !== 'stale';
  return (
    <span
      class={`cell ${state} ${role ?? ''} ${width} ${threadClass(id)}${isPaired ? ' paired' : ''}`}
      role="cell"
      data-thread={id}
      style={{ gridColumn: column }}
      onDblClick={() => toggleUnfolded(id)}
    >
      {marked && <b class="mk" aria-hidden="true" />}
      <Hex value={value} />
      {differs && width === 'open' && (
        <em class="ne" title="differs from the live register">
          ≠
        </em>
      )}
      {word && width === 'open' && <em class="st">{word}</em>}
    </span>
  );
}

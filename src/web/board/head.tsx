/** The heads of the columns: who it is, how it is, how much of it is saved. */

import type { JSX } from 'preact';
import type { ThreadView, View } from '../protocol.ts';
import { toggleUnfolded } from '../state/looks.ts';
import { shownStack } from '../state/store.ts';
import { Bundle, type Core } from '../icons.tsx';
import { Shape, threadClass } from '../words.tsx';
import type { Width } from './board.tsx';
import type { Role } from './columns.ts';

export function LiveHead({ now }: { readonly now: View }): JSX.Element {
  const whose = now.transfer ? 'one set, whoever runs' : `thread ${now.current.id}'s, as it runs`;
  return (
    <div class="head h-cpu">
      <h2>Live registers</h2>
      <p>{whose}</p>
    </div>
  );
}

interface HeadProps {
  readonly now: View;
  readonly thread: ThreadView;
  readonly role: Role;
  readonly width: Width;
  readonly style: { readonly gridColumn: number };
}

export function Head({ now, thread, role, width, style }: HeadProps): JSX.Element {
  const { id, name, state } = thread;
  const paired = now.pair.includes(id) ? ' paired' : '';
  return (
    <div class={`head ${threadClass(id)} ${width}${paired}`} data-thread={id} style={style}>
      <h2>
        <button
          onClick={() => {
            toggleUnfolded(id);
            shownStack.value = shownStack.value === id ? null : id;
          }}
          title={`Thread ${id}: ${width === 'open' ? 'fold' : 'unfold'} (${id})`}
        >
          <Shape id={id} />
          {id} <span>{name}</span>
        </button>
      </h2>
      <div class="line2">
        <span class={`badge ${state.toLowerCase()}`}>{state}</span>
        {width === 'open' && <p>{words(now, thread, role)}</p>}
      </div>
      {width === 'open' && role !== null && <Bundle cores={coresOf(now, role)} />}
    </div>
  );
}

/** What the badge does not say. */
function words(now: View, thread: ThreadView, role: Role): string {
  if (role === 'from') return thread.isLive ? 'still on this stack' : 'has left';
  if (role === 'to') return thread.isLive ? 'on its own stack' : 'chosen, not loaded yet';
  switch (thread.state) {
    case 'Running':
      return 'its registers are live';
    case 'Ready':
      return thread.resume ? `goes on at ${thread.resume.name}` : '';
    case 'Blocked':
    case 'Sleeping':
      return thread.wait ?? '';
    case 'Available':
      return thread.stack.stack.highWater > 0 ? 'has finished' : '';
  }
}

const SAVED = 7;

/** A core for each register that is saved, in the order of the rows. */
function coresOf({ transfer, at }: View, role: 'from' | 'to'): Core[] {
  return (transfer?.fields ?? []).slice(0, SAVED).map(({ saved, loaded }): Core => {
    const move = role === 'from' ? saved : loaded;
    if (!move || move.instruction > at) return 'off';
    return move.instruction === at ? 'now' : 'on';
  });
}

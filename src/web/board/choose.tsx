/** "I choose who runs next." */

import type { JSX } from 'preact';
import type { View } from '../protocol.ts';
import { choose } from '../state/actions.ts';
import { settings } from '../state/store.ts';
import { Shape } from '../words.tsx';

export function Choose({ now }: { readonly now: View }): JSX.Element | null {
  if (now.choices.length === 0) return null;
  const chosen = settings.value.choices?.[now.switches] ?? now.choices[0]!.id;
  return (
    <fieldset class="choose">
      <legend>who runs next?</legend>
      {now.choices.map(({ id, name }) => (
        <button key={id} aria-pressed={id === chosen} onClick={() => void choose(id)}>
          <Shape id={id} /> {id} {name}
        </button>
      ))}
    </fieldset>
  );
}

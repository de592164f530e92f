/** All keys. */

import type { JSX } from 'preact';
import { SHORTCUTS } from '../state/keys.ts';

export function Keys(): JSX.Element {
  return (
    <>
      <dl class="keys-list">
        {SHORTCUTS.map(({ shown, what }) => (
          <div key={shown}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>0</kbd> to <kbd>9</kbd>
          </dt>
          <dd>Unfold a thread, or fold it</dd>
        </div>
      </dl>
      <p>
        In the editor they want Alt; Esc leaves it. On the timeline the wheel zooms, with Shift it moves
        along.
      </p>
    </>
  );
}

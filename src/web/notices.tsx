/** What is to be said once: at the bottom of the page, or of what lies over it, which is all that can be used then. */

import type { JSX } from 'preact';
import { halt } from './state/actions.ts';
import { busy, notice, recorded } from './state/store.ts';

export function Notices(): JSX.Element {
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

/** What is wrong, in the words of `check`. */

import type { JSX } from 'preact';
import type { Finding, Moment } from '../../scope/index.ts';
import { go } from '../state/actions.ts';
import { dialog, shownFile } from '../state/store.ts';
import { capital, grouped } from '../words.tsx';

export function FindingView({ finding }: { readonly finding: Finding }): JSX.Element {
  const { code, message, advice, at, cause } = finding;
  return (
    <article class="finding">
      <b class="oct" aria-hidden="true">
        !
      </b>
      <div>
        <h3>{capital(code.replaceAll('-', ' '))}</h3>
        <p>{message}.</p>
        <p>Instead, {advice}.</p>
        <p class="links">
          <Goto moment={at} words="Go to" />
          {cause && <Goto moment={cause} words="Go to the cause," />}
          {at.line && (
            <button onClick={() => (shownFile.value = at.line!.file)}>
              Show line {at.line.line} of {at.line.file}
            </button>
          )}
        </p>
      </div>
    </article>
  );
}

function Goto({ moment, words }: { readonly moment: Moment; readonly words: string }): JSX.Element | null {
  const { instruction } = moment;
  if (instruction === null) return null;
  const leave = (): void => {
    dialog.value = null;
    void go({ instruction });
  };
  return (
    <button onClick={leave}>
      {words} {grouped(instruction)}
    </button>
  );
}

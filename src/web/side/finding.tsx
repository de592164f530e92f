/** What is wrong, in the words of `check`. */

import type { JSX } from 'preact';
import type { Finding, FindingCode, Moment } from '../../scope/index.ts';
import { go } from '../state/actions.ts';
import { dialog, shownFile } from '../state/store.ts';
import { grouped } from '../words.tsx';

/** In a few words, for those who come from the back row. */
const TITLES: Readonly<Record<FindingCode, (register: string) => string>> = {
  'callee-saved-register': (register) => `${register} did not survive`,
  'caller-saved-register': (register) => `${register} was not to be counted on`,
  'rsp-changed': () => 'rsp came back changed',
  'rsp-not-a-stack': () => 'rsp is on no stack',
  'misaligned-stack': () => 'The stack is not aligned',
  'return-address-overwritten': () => 'A return address was overwritten',
  'fabricated-slot-overwritten': () => 'What spawn wrote was overwritten',
  'saved-register-overwritten': () => 'A saved register was overwritten',
  'return-without-call': () => 'A return that no call belongs to',
  'stack-overflow': () => 'The stack has no room left',
  'below-red-zone': () => 'Data below the red zone',
  'red-zone-lost': () => 'The red zone was lost',
  'mxcsr-changed': () => 'mxcsr came back changed',
  'x87-control-changed': () => 'The x87 control word came back changed',
  'direction-flag': () => 'The direction flag is set at a call',
  'context-not-saved': () => 'A context that nobody saved',
  'context-loaded-twice': () => 'A context was loaded twice',
  'finished-thread': () => 'A finished thread was loaded',
  'foreign-stack-write': () => "A write to another thread's stack",
  'finished-stack-write': () => "A write to a finished thread's stack",
  'moved-stack-write': () => 'A write to where the stack no longer is',
  fault: () => 'The program faulted',
};

export function FindingView({ finding }: { readonly finding: Finding }): JSX.Element {
  const { code, message, advice, at, cause, register } = finding;
  return (
    <article class="finding">
      <b class="oct" aria-hidden="true">
        !
      </b>
      <div>
        <h3>{TITLES[code](register ?? 'a register')}</h3>
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

/** All findings of the run. */

import type { JSX } from 'preact';
import { found, recorded } from '../state/store.ts';
import { client } from '../state/actions.ts';
import { grouped } from '../words.tsx';
import { FindingView } from './finding.tsx';

export function Findings(): JSX.Element {
  const { findings = [], checked = 0, done = false, goesOn = false, unchecked = null } = found.value ?? {};
  const end = recorded.value?.end ?? 0;
  return (
    <section class="findings panel" tabIndex={-1}>
      <h2>What is wrong</h2>
      <div class="in">
        {findings.map((finding, index) => (
          <FindingView key={index} finding={finding} />
        ))}
        {unchecked !== null && <p>The run was not checked: {unchecked}.</p>}
        {findings.length === 0 && unchecked === null && (
          <p>
            {done
              ? `Nothing${goesOn ? ' so far' : ''}. Every register that a function must preserve came back, every stack was aligned, every return address was whole.`
              : 'The checks watch every instruction…'}
          </p>
        )}
        <p class="aside">
          {grouped(checked)}{' '}
          {checked < end ? `of ${grouped(end)} instructions watched` : 'instructions watched'}
          {done && goesOn ? ': the checks stop there, since they take a hundred times as long.' : '.'}
        </p>
        {done && goesOn && (
          <p class="links">
            <button onClick={() => void client.call('checkFurther', null)}>Check further</button>
          </p>
        )}
      </div>
    </section>
  );
}

/** At the right: the lesson, what is wrong, what was printed. */

import type { JSX } from 'preact';
import { drawer } from '../state/store.ts';
import { Findings } from './findings.tsx';
import { Output } from './output.tsx';

export function Side(): JSX.Element {
  return (
    <aside class={`side${drawer.value ? ' drawn' : ''}`} aria-label="checks and output">
      <Findings />
      <Output />
    </aside>
  );
}

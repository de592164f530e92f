/** At the bottom: where we are, the keys that move, and the whole run. */

import type { JSX } from 'preact';
import { Timeline } from './timeline.tsx';
import { Transport } from './transport.tsx';

export function Deck(): JSX.Element {
  return (
    <footer class="deck" aria-label="the run">
      <Transport />
      <Timeline />
    </footer>
  );
}

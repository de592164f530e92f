/** Links, pictures, traces. */

import type { JSX } from 'preact';

export function Share(): JSX.Element {
  return <p>Links come soon.</p>;
}

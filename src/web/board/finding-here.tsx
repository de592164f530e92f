/** A finding, at the instruction where it became true. */

import type { JSX } from 'preact';
import type { View } from '../protocol.ts';
import { found } from '../state/store.ts';
import { FindingView } from '../side/finding.tsx';

export function FindingHere({ now }: { readonly now: View }): JSX.Element | null {
  const finding = found.value?.findings.find(
    ({ at }) => at.instruction === now.at || at.instruction === now.at + 1,
  );
  if (!finding) return null;
  return (
    <div class="here">
      <FindingView finding={finding} />
    </div>
  );
}

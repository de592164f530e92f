/** What is wrong, in full. */

import type { JSX } from 'preact';
import { FindingView } from '../side/finding.tsx';
import { found } from '../state/store.ts';

export function FindingsDialog(): JSX.Element {
  const findings = found.value?.findings ?? [];
  if (findings.length === 0) return <p>Nothing so far.</p>;
  return (
    <>
      {findings.map((finding, index) => (
        <FindingView key={index} finding={finding} />
      ))}
    </>
  );
}

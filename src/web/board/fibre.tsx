/** The light guide in which a value travels, between the live register and the field of a context. */

import type { JSX } from 'preact';
import type { View } from '../protocol.ts';

const BEFORE = 3;
const BENT = 'M0 12 C9 12 6 22.4 15 22.4 H85 C94 22.4 91 12 100 12';
const STRAIGHT = 'M0 12 H100';

export function Fibre({
  now,
  kind,
}: {
  readonly now: View;
  readonly kind: 'save' | 'load';
}): JSX.Element | null {
  const { transfer } = now;
  if (!transfer) return null;
  const id = kind === 'save' ? transfer.from.id : transfer.to.id;
  const index = now.threads.findIndex((thread) => thread.id === id);
  const isNear = index === 0;
  const style = isNear ? {} : { gridColumn: `${BEFORE + 1} / ${BEFORE + 1 + index}` };
  const path = isNear ? STRAIGHT : BENT;
  return (
    <svg
      class={`fibre ${kind}${isNear ? ' near' : ''}`}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      aria-hidden="true"
      style={style}
    >
      <path class="clad" d={path} />
      <path class="core" d={path} />
      <path class="pulse" d={path} pathLength="100" />
    </svg>
  );
}

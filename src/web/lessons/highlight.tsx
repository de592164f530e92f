/** A frame around what the step is about, wherever on the page it is. */

import type { JSX } from 'preact';
import { view } from '../state/store.ts';
import { selectorOf } from './sights.ts';
import { sights } from './state.ts';

export function Highlight(): JSX.Element | null {
  const now = view.value;
  if (!now) return null;
  const selectors = sights.value.flatMap((sight) => selectorOf(sight, now) ?? []);
  if (selectors.length === 0) return null;
  return <style>{`${selectors.join(', ')} { outline: var(--sight); outline-offset: -2px; }`}</style>;
}

/** A frame around what the step is about, wherever on the page it is; and veils over what would answer its question. */

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { View } from '../protocol.ts';
import { tab, view } from '../state/store.ts';
import type { Veil } from './lesson.ts';
import { selectorOf } from './sights.ts';
import { home, sights, stage, step } from './state.ts';

const VEILED: Readonly<Record<Veil, string>> = {
  next: '.say :is(.next, .why)',
  printed: '.output .later, .printed .later',
  slots: '.stack .slot :is(.w, .v)',
  timeline: '.tl .tracks canvas, .printed .later, .phase .end',
};

const USUALLY: readonly Veil[] = ['next'];

export function Highlight(): JSX.Element | null {
  const now = view.value;
  const shown = tab.value;
  const isThere = now !== null && now.at === home.value?.at;
  useEffect(() => {
    if (now && isThere) reveal(now);
  }, [sights.value, isThere, shown]);
  return now && <style>{`${framed(now)}${veiled()}`}</style>;
}

/** What is framed comes into view, where its part of the page is scrolled. The editor follows its line itself. */
function reveal(now: View): void {
  for (const sight of sights.value.toReversed()) {
    const selector = selectorOf(sight, now);
    const part = selector && document.querySelector(selector);
    if (part && !part.closest('.cm-editor')) part.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

function framed(now: View): string {
  const selectors = sights.value.flatMap((sight) => selectorOf(sight, now) ?? []);
  if (selectors.length === 0) return '';
  return `${selectors.join(', ')} { outline: var(--sight); outline-offset: -2px; }`;
}

function veiled(): string {
  const { ask } = step.value ?? {};
  if (!ask || stage.value !== 'predict') return '';
  return (ask.veils ?? USUALLY).map((veil) => `${VEILED[veil]} { visibility: hidden; }`).join('\n');
}

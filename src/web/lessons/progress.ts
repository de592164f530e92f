/** How far each lesson has come, as the browser remembers it; where it refuses, until the page is left. */

import { signal } from '@preact/signals';
import { say } from '../state/actions.ts';
import { remember, remembered } from '../state/looks.ts';

export interface Progress {
  /** The step it was left at. */
  readonly step: number;
  readonly done: boolean;
}

const NOTHING: Progress = { step: 0, done: false };
const KEY = 'lessons';

const all = signal<Readonly<Record<string, Progress>>>(read());
let hasSaid = false;

export const reached = (id: string): Progress => all.value[id] ?? NOTHING;

export function keep(id: string, progress: Progress): void {
  all.value = { ...all.value, [id]: progress };
  if (remember(KEY, JSON.stringify(all.value)) || hasSaid) return;
  hasSaid = true;
  say('This browser keeps nothing for pages: how far you have come is forgotten when you leave.');
}

/** What is stored may be anything. */
function read(): Record<string, Progress> {
  const kept: [string, Progress][] = [];
  try {
    const stored: unknown = JSON.parse(remembered(KEY) ?? '{}');
    for (const [id, one] of Object.entries(stored ?? {})) {
      const { step, done } = (one ?? {}) as Partial<Record<keyof Progress, unknown>>;
      if (Number.isInteger(step) && (step as number) >= 0)
        kept.push([id, { step: step as number, done: done === true }]);
    }
  } catch {
    // as if nothing had been stored
  }
  return Object.fromEntries(kept);
}

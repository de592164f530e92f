/** How the page looks, which changes nothing of the run, and what the browser keeps of it. */

import { batch } from '@preact/signals';
import { go } from './actions.ts';
import * as store from './store.ts';

function setTheme(theme: 'light' | 'dark'): void {
  store.theme.value = theme;
  remember('theme', theme);
}

export const toggleTheme = (): void => setTheme(store.theme.value === 'dark' ? 'light' : 'dark');

export function toggleUnfolded(id: number): void {
  const all = new Set(store.unfolded.value);
  if (!all.delete(id)) all.add(id);
  store.unfolded.value = all;
  if (!store.view.value?.threads.some((thread) => thread.id === id)) void go({ step: 0 });
}

/** A lesson or an exercise comes to stand beside the machine; on narrow screens, instead of it. */
export function openSide(which: NonNullable<typeof store.side.value>): void {
  batch(() => {
    store.side.value = which;
    store.tab.value = 'lesson';
    store.drawer.value = true;
    store.dialog.value = null;
  });
}

export function closeSide(): void {
  batch(() => {
    store.side.value = null;
    store.tab.value = 'switch';
    store.drawer.value = false;
  });
}

/** What the browser keeps of it. Returns whether it does: a browser may refuse, or be full. */
export function remember(key: string, value: string): boolean {
  try {
    localStorage.setItem(`fiberscope.${key}`, value);
    return true;
  } catch {
    return false;
  }
}

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`fiberscope.${key}`);
  } catch {
    return null;
  }
}

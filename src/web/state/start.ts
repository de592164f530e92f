/** What the page begins with. */

import { effect } from '@preact/signals';
import { programNamed } from '../programs.ts';
import { openFragment } from '../share/share.ts';
import { load } from './actions.ts';
import { remembered } from './looks.ts';
import { listenToKeys } from './keys.ts';
import * as store from './store.ts';

/** Milliseconds at a moment, after which the title says so. */
const REST = 200;

export async function start(): Promise<void> {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const kept = remembered('theme');
  store.theme.value = kept === 'dark' || kept === 'light' ? kept : dark;
  effect(() => {
    document.documentElement.dataset['theme'] = store.theme.value;
  });
  effect(() => {
    document.documentElement.toggleAttribute('data-present', store.presenting.value);
  });
  effect(() => {
    document.documentElement.toggleAttribute('data-embed', store.embedded.value);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const at = store.view.value?.at;
    const title = `${store.programName.value}${at === undefined ? '' : `, instruction ${at}`} – Fiberscope`;
    // the browser takes its time over a title
    clearTimeout(timer);
    timer = setTimeout(() => (document.title = title), REST);
  });
  listenToKeys();
  globalThis.addEventListener('hashchange', () => void openFragment());
  if (!(await openFragment())) {
    const demo = await programNamed('demo.s');
    await load(demo.program, demo.settings);
  }
  if (import.meta.env.PROD) void navigator.serviceWorker?.register('./service-worker.js').catch(() => {});
}

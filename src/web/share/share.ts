/** From the page to a link, and back. */

import { load, say } from '../state/actions.ts';
import * as store from '../state/store.ts';
import { fromFragment, LinkError, toFragment, type Shared } from './link.ts';

function nowShown(embedded: boolean): Shared {
  return {
    program: store.program.value,
    settings: store.settings.value,
    at: store.view.value?.at ?? 0,
    unfolded: [...store.unfolded.value],
    presenting: store.presenting.value,
    embedded,
    tab: store.tab.value,
    breakpoints: Object.fromEntries([...store.breakpoints.value].map(([file, lines]) => [file, [...lines]])),
  };
}

/** @throws LinkError */
export async function linkHere(embedded = false): Promise<string> {
  const { origin, pathname } = location;
  return origin + pathname + (await toFragment(nowShown(embedded)));
}

const TABS = ['source', 'switch', 'output', 'lesson'] as const;

/** Shows what the page's own address holds; false when that is nothing, or nothing of use. */
export async function openFragment(): Promise<boolean> {
  try {
    const shared = await fromFragment(location.hash);
    if (!shared) return false;
    store.breakpoints.value = new Map(
      Object.entries(shared.breakpoints).map(([file, lines]) => [file, new Set(lines)]),
    );
    store.presenting.value = shared.presenting;
    store.embedded.value = shared.embedded;
    store.tab.value = TABS.find((tab) => tab === shared.tab) ?? 'switch';
    store.unfolded.value = new Set(shared.unfolded);
    const isThere = await load(shared.program, shared.settings, { instruction: shared.at });
    return isThere || store.loaded.value !== null;
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    say(`This link cannot be opened: ${error.message}.`, true);
    return false;
  }
}

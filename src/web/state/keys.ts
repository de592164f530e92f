/** The keyboard: everything that the page can do. In the editor the keys want Alt. */

import * as actions from './actions.ts';
import { toggleTheme, toggleUnfolded } from './looks.ts';
import * as store from './store.ts';

export interface Shortcut {
  /** As `KeyboardEvent.key` says it. */
  readonly keys: readonly string[];
  readonly shift?: boolean;
  readonly shown: string;
  readonly what: string;
  readonly run: () => void;
}

const later = (action: () => Promise<void>) => (): void => {
  actions.stop();
  void action();
};

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['ArrowRight'], shown: '→', what: 'Step: one instruction', run: later(actions.step) },
  { keys: ['ArrowLeft'], shown: '←', what: 'Back: one instruction', run: later(actions.back) },
  {
    keys: ['ArrowRight'],
    shift: true,
    shown: 'Shift →',
    what: 'To the next switch',
    run: later(actions.nextSwitch),
  },
  {
    keys: ['ArrowLeft'],
    shift: true,
    shown: 'Shift ←',
    what: 'To the previous switch',
    run: later(actions.previousSwitch),
  },
  {
    keys: ['n', 'N'],
    shown: 'N',
    what: 'Next: over what is called',
    run: later(async () => actions.go('next')),
  },
  { keys: [' '], shown: 'Space', what: 'Play or pause', run: () => void actions.play() },
  {
    keys: ['c', 'C'],
    shown: 'C',
    what: 'Run to the next breakpoint or the end',
    run: later(async () => actions.go('on')),
  },
  {
    keys: ['v', 'V'],
    shown: 'V',
    what: 'Back to the breakpoint before',
    run: later(async () => actions.go('back')),
  },
  { keys: ['Home'], shown: 'Home', what: 'Restart', run: later(async () => actions.go({ instruction: 0 })) },
  { keys: ['End'], shown: 'End', what: 'Run to the end', run: later(async () => actions.go('end')) },
  {
    keys: ['Escape'],
    shown: 'Esc',
    what: 'Stop what takes long; leave the editor, a dialog, the presentation',
    run: escape,
  },
  { keys: ['g', 'G'], shown: 'G', what: 'Go to an instruction by its number', run: () => focus('#goto') },
  { keys: ['b', 'B'], shown: 'B', what: 'Breakpoint at the current line', run: breakHere },
  { keys: ['+', '='], shown: '+', what: 'Timeline: nearer', run: () => actions.zoomBy(0.5) },
  { keys: ['-'], shown: '−', what: 'Timeline: further', run: () => actions.zoomBy(2) },
  { keys: ['f', 'F'], shown: 'F', what: 'Timeline: the whole run', run: () => actions.zoomTo(null) },
  { keys: ['e', 'E'], shown: 'E', what: 'Into the editor', run: () => focus('.cm-content') },
  { keys: ['l', 'L'], shown: 'L', what: 'Lesson', run: lesson },
  { keys: ['o', 'O'], shown: 'O', what: 'Output', run: () => show('output') },
  {
    keys: ['p', 'P'],
    shown: 'P',
    what: 'Present: large type',
    run: () => (store.presenting.value = !store.presenting.value),
  },
  { keys: ['t', 'T'], shown: 'T', what: 'Light or dark', run: toggleTheme },
  { keys: ['s', 'S'], shown: 'S', what: 'Share', run: () => (store.dialog.value = 'share') },
  { keys: ['?'], shown: '?', what: 'All keys', run: () => (store.dialog.value = 'keys') },
  { keys: ['F6'], shown: 'F6', what: 'To the next part of the page', run: nextRegion },
];

function escape(): void {
  if (store.dialog.value) store.dialog.value = null;
  else if (document.activeElement?.closest('.cm-editor')) (document.activeElement as HTMLElement).blur();
  else if (store.busy.value || store.playing.value) actions.halt();
  else store.presenting.value = false;
}

function breakHere(): void {
  const line = store.view.value?.rip.line;
  if (line) void actions.toggleBreakpoint(line.file, line.line);
}

/** The one that is open, or the list. */
function lesson(): void {
  if (store.side.value) show('lesson');
  else store.dialog.value = 'lessons';
}

function show(which: 'lesson' | 'output'): void {
  store.tab.value = which;
  store.drawer.value = !store.drawer.value;
  focus(`.${which}`);
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

const REGIONS = '.top, .source, .board, .side, .deck';

function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter(
    (one) => one.offsetParent !== null,
  );
  const at = regions.findIndex((one) => one.contains(document.activeElement));
  const next = regions[(at + 1) % regions.length];
  next?.setAttribute('tabindex', '-1');
  next?.focus();
}

/** Where keys mean text, or what the control itself does with them. */
function isTyping(target: EventTarget | null, event: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog') && event.key !== 'Escape') return true;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return !event.altKey;
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return true;
  return event.key === ' ' && target instanceof HTMLButtonElement;
}

export function listenToKeys(): void {
  globalThis.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.key !== 'F6' && event.key !== 'Escape' && isTyping(event.target, event)) return;
    const digit = /^\d$/.test(event.key) ? Number(event.key) : undefined;
    if (digit !== undefined) {
      toggleUnfolded(digit);
      return;
    }
    const isLetter = event.key.length === 1;
    const found = SHORTCUTS.find(
      ({ keys, shift = false }) => keys.includes(event.key) && (isLetter || shift === event.shiftKey),
    );
    if (!found) return;
    event.preventDefault();
    found.run();
  });
}

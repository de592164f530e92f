/** What the page shows: all of its state, as signals. What a moment holds comes from the worker alone. */

import { computed, signal } from '@preact/signals';
import type {
  Found,
  LanesView,
  Loaded,
  Problem,
  ProgramInput,
  Recorded,
  Settings,
  View,
} from '../protocol.ts';

export const BOOK: Settings = { maxThreads: 4, stackSize: 64 << 10 };

// the program

export const program = signal<ProgramInput>({ name: 'demo.s', text: '' });
export const settings = signal<Settings>(BOOK);
/** The last program that could be loaded. */
export const loaded = signal<Loaded | null>(null);
/** What is wrong with what is in the editor. */
export const problems = signal<readonly Problem[]>([]);
/** What has been typed, whether it assembles or not; null where nothing has. */
export const draft = signal<string | null>(null);
/** A line of the shown file to which the editor is to go. */
export const revealed = signal<{ readonly line: number } | null>(null);
/** Lines with breakpoints, by file. */
export const breakpoints = signal<ReadonlyMap<string, ReadonlySet<number>>>(new Map());

// the run

export const view = signal<View | null>(null);
/** The moment that the source shows: while somebody drags along the run, it lags behind a little. */
export const sourceView = signal<View | null>(null);
/** The moment before: what has changed is shown on its way from there. */
export const direction = signal<'on' | 'back' | 'jump'>('jump');
export const recorded = signal<Recorded | null>(null);
export const found = signal<Found | null>(null);
/** Steps a second at which the page plays by itself; 0 when it does not. */
export const pace = signal(0);
export const playing = computed(() => pace.value > 0);
/** Steps a second, as somebody has set it. */
export const speed = signal(4);
/** A journey that takes long. */
export const busy = signal(false);

// the timeline

export const lanes = signal<LanesView | null>(null);
/** The part of the run that the timeline shows; null for the whole run. */
export const zoom = signal<{ readonly begin: number; readonly end: number } | null>(null);
export const firstLane = signal(0);
export const span = computed(() => zoom.value ?? { begin: 0, end: Math.max(1, recorded.value?.end ?? 1) });

// the page

export const SPEEDS: readonly number[] = [1, 2, 4, 8, 20, 60, 200];
export type Tab = 'source' | 'switch' | 'output' | 'lesson';
/** On narrow screens one part is shown at a time. */
export const tab = signal<Tab>('switch');
export const theme = signal<'light' | 'dark'>('light');
export const presenting = signal(false);
/** In a frame of somebody else's slides. */
export const embedded = signal(false);
/** The file in the source panel; null follows the program. */
export const shownFile = signal<string | null>(null);
/** Whose stack is shown where there is room for one; null for the one that rsp is on. */
export const shownStack = signal<number | null>(null);
/** Threads whose columns stay open. */
export const unfolded = signal<ReadonlySet<number>>(new Set());
export type Dialog =
  | 'programs'
  | 'keys'
  | 'share'
  | 'threads'
  | 'menu'
  | 'findings'
  | 'run'
  | 'lessons'
  | null;
export const dialog = signal<Dialog>(null);
/** What stands at the right instead of the checks. */
export const side = signal<'lesson' | 'exercise' | null>(null);
/** On desks of middle width the lesson and the output are a drawer. */
export const drawer = signal(false);
/** Something to be said once. */
export const notice = signal<{ readonly text: string; readonly isError: boolean } | null>(null);

export const programName = computed(() => program.value.name);

/** The file that the next instruction comes from. */
const currentFile = computed(() => {
  const line = sourceView.value?.rip.line;
  const files = loaded.value?.files ?? [];
  if (line && files.some(({ name }) => name === line.file)) return line.file;
  return files.find(({ text }) => text !== null)?.name ?? null;
});

export const visibleFile = computed(() => shownFile.value ?? currentFile.value ?? programName.value);

interface CodeTable {
  /** By address. */
  readonly lines: ReadonlyMap<number, number>;
  /** By line. */
  readonly bytes: ReadonlyMap<number, string>;
}

const codeTables = computed((): ReadonlyMap<string, CodeTable> => {
  const files = loaded.value?.files ?? [];
  return new Map(
    files.map(({ name, lines: all }) => {
      // of several lines at an address the first counts
      const lines = new Map(all.toReversed().map(({ address, line }) => [address, line]));
      return [name, { lines, bytes: new Map(all.map(({ line, bytes }) => [line, bytes])) }];
    }),
  );
});

/** The line of the next instruction in a file; 0 when it is elsewhere. */
export function lineAt(file: string, address: bigint): number {
  return codeTables.value.get(file)?.lines.get(Number(address)) ?? 0;
}

const NO_BYTES: ReadonlyMap<number, string> = new Map();

/** In hexadecimal, by line. */
export function bytesOf(file: string): ReadonlyMap<number, string> {
  return codeTables.value.get(file)?.bytes ?? NO_BYTES;
}

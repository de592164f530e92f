/** What can be done with the page: by keys, by buttons, by lessons. */

import { batch } from '@preact/signals';
import { Client, Gone } from '../client.ts';
import type { Direction, ProgramInput, Settings, View } from '../protocol.ts';
import * as store from './store.ts';

export const client = new Client({
  recorded(recorded) {
    store.recorded.value = recorded;
    void refreshLanes();
  },
  found(found) {
    store.found.value = found;
  },
  broken(message) {
    say(`The machine has stopped working: ${message}. Reload the page.`, true);
  },
});

export function say(text: string, isError = false): void {
  store.notice.value = { text, isError };
}

let loading: Promise<unknown> = Promise.resolve();

/** Loads a program and goes to a moment of it. Returns whether it could be; who wants to go elsewhere waits for it. */
export async function load(
  program: ProgramInput,
  settings: Settings = store.settings.value,
  to: Direction = 'main',
): Promise<boolean> {
  stop();
  journey?.abort();
  const work = loading.then(async () => loadNow(program, settings, to));
  loading = work.catch(() => {});
  return work;
}

async function loadNow(program: ProgramInput, settings: Settings, to: Direction): Promise<boolean> {
  const answer = await client.call('load', { program, settings });
  if (!answer.ok) {
    batch(() => {
      store.problems.value = answer.problems;
      if (store.loaded.value === null || 'bytes' in program) {
        const [first] = answer.problems;
        const what = first?.message ?? 'it cannot be loaded';
        say(what.startsWith(`${program.name}: `) ? what : `${program.name}: ${what}`, true);
      }
    });
    return false;
  }
  batch(() => {
    store.program.value = program;
    store.settings.value = settings;
    store.loaded.value = answer;
    store.problems.value = [];
    store.recorded.value = null;
    store.found.value = null;
    store.zoom.value = null;
    store.firstLane.value = 0;
    store.shownFile.value = null;
  });
  await sendBreakpoints();
  await travel(to);
  return true;
}

/** Whom the scheduler is to take next: the same run up to here, and then another one. */
export async function choose(id: number): Promise<void> {
  const now = store.view.value;
  if (!now) return;
  const before = Object.entries(store.settings.value.choices ?? {}).filter(
    ([at]) => Number(at) < now.switches,
  );
  const choices = { ...Object.fromEntries(before), [now.switches]: id };
  await load(store.program.value, { ...store.settings.value, choices }, { instruction: now.at });
}

// along the run

let journey: AbortController | undefined;
/** Where the page is about to be. */
let aim: number | undefined;

/** Goes to a moment; a journey that is still under way is given up. */
export async function go(to: Direction): Promise<void> {
  aim = typeof to === 'object' && 'instruction' in to ? to.instruction : undefined;
  const mine = aim;
  await loading;
  await travel(to);
  if (aim === mine) aim = undefined;
}

/** What a moment shows, without going there; null where it cannot be said. */
export async function peek(to: Direction): Promise<View | null> {
  await loading;
  try {
    return await client.call('peek', { to, shown: [...store.unfolded.value] });
  } catch (error) {
    if (!(error instanceof Gone)) say(`That did not work: ${(error as Error).message}`, true);
    return null;
  }
}

/** So many instructions on from where the page is about to be: nobody's key is lost. */
async function stepBy(count: number): Promise<void> {
  const from = aim ?? store.view.value?.at ?? 0;
  await go({ instruction: Math.max(0, from + count) });
}

async function travel(to: Direction): Promise<void> {
  journey?.abort();
  const mine = new AbortController();
  journey = mine;
  const slow = setTimeout(() => (store.busy.value = true), SLOW);
  try {
    const shown = [...store.unfolded.value];
    const view = await client.call('go', { to, shown }, mine.signal);
    if (mine.signal.aborted) return;
    const before = store.view.value?.at ?? 0;
    batch(() => {
      store.direction.value = view.at === before + 1 ? 'on' : view.at === before - 1 ? 'back' : 'jump';
      store.view.value = view;
      followPlayhead(view.at);
      if (!dragging || performance.now() - sourceShown > READABLE) showSource();
    });
  } catch (error) {
    if (!(error instanceof Gone)) say(`That did not work: ${(error as Error).message}`, true);
  } finally {
    clearTimeout(slow);
    if (journey === mine) store.busy.value = false;
  }
}

/** In milliseconds; then the page says that it is on its way. */
const SLOW = 300;

export const step = async (): Promise<void> => stepBy(1);
export const back = async (): Promise<void> => stepBy(-1);
export const nextSwitch = async (): Promise<void> => go({ switch: 'next' });
export const previousSwitch = async (): Promise<void> => go({ switch: 'previous' });

/** Steps by itself, until something ends it. */
export async function play(): Promise<void> {
  if (store.playing.value) return stop();
  await playOn(() => store.speed.value);
}

/** Goes to a moment. A short way on is played, unless people want nothing to move: nobody waits for its end. */
export async function setOut(to: number): Promise<void> {
  stop();
  const way = to - (store.view.value?.at ?? 0);
  const isSeen = way > 0 && way <= LONGEST_WALK && !matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (isSeen) void playOn(() => Math.max(SLOWEST, way / LONGEST), to);
  else await go({ instruction: to });
}

/** Instructions. */
const LONGEST_WALK = 40;
/** Seconds that it may take, and steps a second where it could take less. */
const LONGEST = 5;
const SLOWEST = 2.5;

let playback: AbortController | undefined;

/** @param last the instruction at which it ends, past breakpoints; without one it goes on until something stops it. */
async function playOn(speed: () => number, last?: number): Promise<void> {
  stop();
  const mine = new AbortController();
  playback = mine;
  while (!mine.signal.aborted) {
    const began = performance.now();
    const { at = 0 } = store.view.value ?? {};
    const pace = speed();
    store.pace.value = pace;
    // faster than the screen, a step is several
    const count = Math.max(1, Math.round(pace / FRAMES));
    await stepBy(count);
    const now = store.view.value;
    if (!now || now.at === at || now.ending) break;
    if (last === undefined ? isBreakpoint(now.rip.address) : now.at >= last) break;
    const rest = (count * 1000) / pace - (performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)));
  }
  if (playback === mine) stop();
}

/** A second. */
const FRAMES = 60;

export function stop(): void {
  playback?.abort();
  playback = undefined;
  store.pace.value = 0;
}

/** Gives up whatever takes long. */
export function halt(): void {
  stop();
  journey?.abort();
  store.busy.value = false;
}

let wanted: number | undefined;
let dragging: Promise<void> | undefined;
let sourceShown = 0;

/** Milliseconds: lines that follow each other faster are not read by anybody. */
const READABLE = 150;

function showSource(): void {
  sourceShown = performance.now();
  store.sourceView.value = store.view.value;
}

/** Goes after the pointer: where it was meanwhile is skipped. */
export async function drag(instruction: number): Promise<void> {
  stop();
  wanted = instruction;
  dragging ??= follow();
  await dragging;
}

async function follow(): Promise<void> {
  while (wanted !== undefined) {
    const instruction = wanted;
    wanted = undefined;
    await go({ instruction });
  }
  dragging = undefined;
  showSource();
}

// breakpoints

export async function toggleBreakpoint(file: string, line: number): Promise<void> {
  const all = new Map(store.breakpoints.value);
  const lines = new Set(all.get(file));
  if (!lines.delete(line)) lines.add(line);
  all.set(file, lines);
  store.breakpoints.value = all;
  await sendBreakpoints();
}

function addresses(): number[] {
  const files = store.loaded.value?.files ?? [];
  return files.flatMap(({ name, lines }) => {
    const marked = store.breakpoints.value.get(name);
    if (!marked?.size) return [];
    return lines.filter(({ line }) => marked.has(line)).map(({ address }) => address);
  });
}

function isBreakpoint(address: bigint): boolean {
  return addresses().includes(Number(address));
}

async function sendBreakpoints(): Promise<void> {
  if (store.loaded.value) await client.call('breakpoints', { addresses: addresses() });
}

// the timeline

/** Lanes that the timeline has room for, and its width in pixels; the timeline itself says so. */
export const room = { columns: 1000, count: 8 };

let latest = 0;

export async function refreshLanes(): Promise<void> {
  if (!store.recorded.value) return;
  const mine = ++latest;
  const { begin, end } = store.span.value;
  const query = { begin, end, ...room, first: store.firstLane.value };
  try {
    const lanes = await client.call('lanes', query);
    if (mine === latest) store.lanes.value = lanes;
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
}

/** @param factor below 1 comes nearer; `around` stays where it is. */
export function zoomBy(factor: number, around = store.view.value?.at ?? 0): void {
  const { begin, end } = store.span.value;
  const size = Math.max(LEAST_SPAN, (end - begin) * factor);
  const share = (Math.min(Math.max(around, begin), end) - begin) / (end - begin);
  showPart(around - share * size, size);
}

/** So many instructions from one on, as far as the run has them. */
export function showPart(begin: number, size: number): void {
  const whole = Math.max(1, store.recorded.value?.end ?? 1);
  const enough = Math.max(LEAST_SPAN, size);
  if (enough >= whole) return zoomTo(null);
  const from = Math.max(0, Math.min(begin, whole - enough));
  zoomTo({ begin: from, end: from + enough });
}

export function zoomTo(part: { begin: number; end: number } | null): void {
  store.zoom.value = part;
  void refreshLanes();
}

/** Instructions in the window: one of them is as wide as a finger then. */
const LEAST_SPAN = 12;

/** What is shown of the run goes along with the moment. */
function followPlayhead(at: number): void {
  const part = store.zoom.value;
  if (!part || (at >= part.begin && at <= part.end)) return;
  const size = part.end - part.begin;
  showPart(at - size / 4, size);
}

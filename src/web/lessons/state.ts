/** Which lesson is open, and how far it has come. */

import { batch, computed, effect, signal } from '@preact/signals';
import type { Direction, ProgramInput, Settings, View } from '../protocol.ts';
import { programNamed } from '../programs.ts';
import { go, load, peek, setOut, stop } from '../state/actions.ts';
import { closeSide, openSide } from '../state/looks.ts';
import * as store from '../state/store.ts';
import { COURSE } from './course/index.ts';
import type { Choice, Lesson, Place, Question, Sight, Step } from './lesson.ts';
import { keep, reached } from './progress.ts';
import { tabOf } from './sights.ts';

/** A question's three parts: what will happen, what has happened, why. */
export type Stage = 'predict' | 'look' | 'explain';

export const lesson = signal<Lesson | null>(null);
export const index = signal(0);
export const stage = signal<Stage>('predict');
/** Which choice is marked; null for none. */
export const chosen = signal<number | null>(null);
/** The moments of the step and of what is looked at. */
const before = signal<View | null>(null);
const after = signal<View | null>(null);

export const step = computed((): Step | null => lesson.value?.steps[index.value] ?? null);
/** The moment that the step is about now. */
export const home = computed(() => after.value ?? before.value);

/** Whether the machine is seen moving there. */
export const isMoving = computed(
  () => store.playing.value && (store.view.value?.at ?? 0) < (home.value?.at ?? 0),
);

export const sights = computed((): readonly Sight[] => {
  const { see = [], ask } = step.value ?? {};
  return stage.value === 'predict' || !ask ? see : ask.see;
});

/** The right one, once it has been looked at. */
export const answer = computed((): Choice | null => {
  const [then, now] = [before.value, after.value];
  if (!then || !now) return null;
  const { printed = [] } = store.recorded.value ?? {};
  const { findings = [] } = store.found.value ?? {};
  const evidence = { before: then, after: now, printed, findings };
  return step.value?.ask?.choices.find((choice) => choice.is(evidence)) ?? null;
});

/** What was in the editor before the first lesson. */
let left: { readonly program: ProgramInput; readonly settings: Settings; readonly at: number } | undefined;

/** Opens a lesson where it was left. */
export async function open(id: string): Promise<void> {
  const next = COURSE.find((one) => one.id === id);
  if (!next) return;
  left ??= { program: store.program.value, settings: store.settings.value, at: store.view.value?.at ?? 0 };
  const { step: kept, done } = reached(id);
  batch(() => {
    openSide('lesson');
  });
  await enter(next, done ? 0 : Math.min(kept, next.steps.length - 1));
}

/** Back to the program of before. */
export async function close(): Promise<void> {
  batch(() => {
    lesson.value = null;
    closeSide();
    store.unfolded.value = new Set();
    store.shownStack.value = null;
  });
  const back = left;
  left = undefined;
  if (back && (await load(back.program, back.settings))) await go({ instruction: back.at });
}

export async function enter(now: Lesson, to: number): Promise<void> {
  const next = now.steps[to];
  if (!next) return;
  await prepare(now, next);
  const view = await arrive(next.at, next.see);
  batch(() => {
    lesson.value = now;
    index.value = to;
    stage.value = 'predict';
    chosen.value = null;
    before.value = view;
    after.value = null;
  });
  keep(now.id, { step: to, done: reached(now.id).done });
}

/** Locks the answer in, and looks. */
export async function look({ look: to, see }: Question): Promise<void> {
  const view = await arrive(to, see);
  batch(() => {
    after.value = view;
    stage.value = 'look';
  });
  show();
}

/** On narrow screens: the part of the page that has what the step is about. */
export function show(): void {
  store.tab.value = sights.value.map(tabOf).find((tab) => tab !== null) ?? store.tab.value;
}

export function finish(): void {
  const now = lesson.value;
  if (now) keep(now.id, { step: now.steps.length - 1, done: true });
}

/** Back to the step from wherever one has gone, or to where the machine is on its way. */
export async function comeBack(): Promise<void> {
  stop();
  const [now, here, at] = [lesson.value, step.value, home.value?.at];
  if (!now || !here || at === undefined) return;
  await prepare(now, here);
  await go({ instruction: at });
}

/** Loads the program of a step, if it is not there as it should be. */
async function prepare(whole: Lesson, part: Step): Promise<void> {
  const { program } = await programNamed(part.program ?? whole.program);
  const wanted = { ...store.BOOK, ...whole.settings, ...part.settings };
  if (isSame(program, store.program.value) && isSame(wanted, store.settings.value)) return;
  await load(program, wanted);
}

function isSame(one: ProgramInput | Settings, other: ProgramInput | Settings): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Sets out for a place, with the columns open that it is about. Returns what is to be seen there. */
async function arrive(to: Place, see: readonly Sight[] = []): Promise<View | null> {
  const threads = see.flatMap((sight) => ('thread' in sight ? sight.thread : []));
  const [stack] = see.flatMap((sight) =>
    'below' in sight || 'above' in sight || ('thread' in sight && 'part' in sight) ? sight.thread : [],
  );
  batch(() => {
    store.unfolded.value = new Set(threads);
    store.shownStack.value = stack ?? null;
    store.shownFile.value = null;
  });
  const view = await peek(to === 'finding' ? await finding() : to);
  if (view) await setOut(view.at);
  return view;
}

/** The checks come to it a little later. */
async function finding(): Promise<Direction> {
  const found = await new Promise<typeof store.found.value>((resolve) => {
    const unwatch = effect(() => {
      const now = store.found.value;
      if (!now?.done && !now?.findings.length) return;
      queueMicrotask(() => unwatch());
      resolve(now);
    });
  });
  const instruction = found?.findings[0]?.at.instruction;
  return typeof instruction === 'number' ? { instruction } : 'end';
}

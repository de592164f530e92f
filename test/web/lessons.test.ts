/** Each lesson in the real machine: its places are come to, what it points at is there, each question has one answer. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import type { Finding } from '../../src/scope/index.ts';
import { COURSE } from '../../src/web/lessons/course/index.ts';
import type { Evidence, Lesson, Place, Sight, Step } from '../../src/web/lessons/lesson.ts';
import { selectorOf } from '../../src/web/lessons/sights.ts';
import type { Settings, View } from '../../src/web/protocol.ts';
import { Session } from '../../src/web/worker/session.ts';

const BOOK: Settings = { maxThreads: 4, stackSize: 64 << 10 };
const FOLDERS = [
  'programs/lessons',
  'programs',
  'programs/mistakes',
  'programs/blocking',
  'programs/stacks',
  'models',
];

function textOf(name: string): string {
  for (const folder of FOLDERS) {
    try {
      return readFileSync(new URL(`../../asm/${folder}/${name}`, import.meta.url), 'utf8');
    } catch {
      // in another one
    }
  }
  throw new Error(`no program ${name}`);
}

/** The page's own machine, with all that is known of the program when the lesson has been read. */
class Class {
  readonly #lesson: Lesson;
  #loaded = '';
  #session: Session | undefined;
  #findings: readonly Finding[] = [];

  constructor(lesson: Lesson) {
    this.#lesson = lesson;
  }

  async load({ program = this.#lesson.program, settings: own }: Step): Promise<void> {
    const settings = { ...BOOK, ...this.#lesson.settings, ...own };
    const key = JSON.stringify([program, settings]);
    if (this.#loaded === key) return;
    this.close();
    this.#loaded = key;
    const code = assemble(textOf(program), { name: program });
    const session = new Session(code, settings);
    this.#session = session;
    await session.recorder.run(session.signal, () => {});
    await session.check(({ findings }) => {
      this.#findings = findings;
    });
  }

  async go(place: Place, see: readonly Sight[]): Promise<View> {
    const shown = see.flatMap((sight) => ('thread' in sight ? sight.thread : []));
    const to = place === 'finding' ? { instruction: this.#findings[0]?.at.instruction ?? -1 } : place;
    return this.#session!.go(to, shown, new AbortController().signal);
  }

  evidence(before: View, after: View): Evidence {
    const { printed } = this.#session!.recorder.recorded();
    return { before, after, printed, findings: this.#findings };
  }

  close(): void {
    this.#session?.close();
  }
}

describe.each(COURSE)('lesson $id', (lesson) => {
  const { steps } = lesson;

  test('has 5 to 9 steps, and at least three questions', () => {
    expect(steps.length).toBeGreaterThanOrEqual(5);
    expect(steps.length).toBeLessThanOrEqual(9);
    expect(steps.filter(({ ask }) => ask).length).toBeGreaterThanOrEqual(3);
  });

  test('comes to all of its places, sees what it points at, and knows one answer to each question', async () => {
    const room = new Class(lesson);
    const missing = (sights: readonly Sight[], view: View): Sight[] =>
      sights.filter((sight) => selectorOf(sight, view) === undefined);
    const wrong: unknown[] = [];
    for (const step of steps) {
      const { title, at, see = [], ask } = step;
      await room.load(step);
      const before = await room.go(at, see);
      wrong.push(...missing(see, before).map((sight) => [title, 'sees no', sight]));
      if (!ask) continue;
      const after = await room.go(ask.look, ask.see);
      const evidence = room.evidence(before, after);
      wrong.push(...missing(ask.see, after).map((sight) => [title, 'does not look at', sight]));
      const right = ask.choices.filter((choice) => choice.is(evidence)).map(({ text }) => text);
      if (right.length !== 1)
        wrong.push([title, 'has as its answers', right, `${after.at}: ${after.rip.name}`]);
    }
    room.close();
    expect(wrong).toEqual([]);
  });
});

test('each lesson and each step has a name of its own', () => {
  const ids = COURSE.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { steps } of COURSE) expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length);
});

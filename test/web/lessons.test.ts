/** Each lesson in the real machine: its places are come to, what it points at is there, each question has one answer. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { COURSE } from '../../src/web/lessons/course/index.ts';
import type { Lesson, Place, Sight } from '../../src/web/lessons/lesson.ts';
import { selectorOf } from '../../src/web/lessons/sights.ts';
import type { Settings, View } from '../../src/web/protocol.ts';
import { Session } from '../../src/web/worker/session.ts';

const BOOK: Settings = { maxThreads: 4, stackSize: 64 << 10 };
const FOLDERS = ['lessons/', '', 'mistakes/'];

function textOf(name: string): string {
  for (const folder of FOLDERS) {
    try {
      return readFileSync(new URL(`../../asm/programs/${folder}${name}`, import.meta.url), 'utf8');
    } catch {
      // in another one
    }
  }
  throw new Error(`no program ${name}`);
}

/** The page's own machine, as far as it is known when the lesson begins. */
async function sessionOf({ program, settings }: Lesson): Promise<Session> {
  const session = new Session(assemble(textOf(program), { name: program }), { ...BOOK, ...settings });
  await session.recorder.run(session.signal, () => {});
  return session;
}

async function go(session: Session, place: Place, see: readonly Sight[]): Promise<View> {
  const shown = see.flatMap((sight) => ('thread' in sight ? sight.thread : []));
  return session.go(place, shown, new AbortController().signal);
}

describe.each(COURSE)('lesson $id', (lesson) => {
  const { steps } = lesson;

  test('has 5 to 9 steps, and at least three questions', () => {
    expect(steps.length).toBeGreaterThanOrEqual(5);
    expect(steps.length).toBeLessThanOrEqual(9);
    expect(steps.filter(({ ask }) => ask).length).toBeGreaterThanOrEqual(3);
  });

  test('comes to all of its places, sees what it points at, and knows one answer to each question', async () => {
    const session = await sessionOf(lesson);
    const missing = (sights: readonly Sight[], view: View): Sight[] =>
      sights.filter((sight) => selectorOf(sight, view) === undefined);
    const wrong: unknown[] = [];
    for (const { title, at, see = [], ask } of steps) {
      const before = await go(session, at, see);
      wrong.push(...missing(see, before).map((sight) => [title, 'sees no', sight]));
      if (!ask) continue;
      const after = await go(session, ask.look, ask.see);
      wrong.push(...missing(ask.see, after).map((sight) => [title, 'does not look at', sight]));
      const right = ask.choices.filter((choice) => choice.is(before, after)).map(({ text }) => text);
      if (right.length !== 1) wrong.push([title, 'has as its answers', right, `${after.at}: ${after.rip.name}`]);
    }
    session.close();
    expect(wrong).toEqual([]);
  });
});

test('each lesson and each step has a name of its own', () => {
  const ids = COURSE.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { steps } of COURSE) expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length);
});

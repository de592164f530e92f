/** The worker's part: what a moment shows, and what it takes to come there. */

import { describe, expect, test } from 'vitest';
import { State } from '../../src/runtime/index.ts';
import type { Direction, Found, View } from '../../src/web/protocol.ts';
import { readProgram } from '../../src/web/worker/programs.ts';
import { Session } from '../../src/web/worker/session.ts';
import { Cancelled } from '../../src/web/worker/tasks.ts';
import { programText } from '../runtime/program.ts';

const never = new AbortController().signal;

async function sessionOf(name: string, mostChecked?: number): Promise<Session> {
  const program = await readProgram({ name, text: programText(name) });
  const session = new Session(program, { maxThreads: 8, stackSize: 64 << 10 }, mostChecked);
  await session.recorder.run(never, () => {});
  return session;
}

describe('a moment', () => {
  test.each(['blocking/five-steps', 'blocking/philosophers', 'demo'])('counts threads: %s', async (name) => {
    const session = await sessionOf(name);
    const { threads } = session.runtime.process;
    for (let at = 0; at < session.recorder.limit; at += 97) {
      const { states } = await session.go({ instruction: at }, [], never);
      const counted = Object.fromEntries(Object.values(State).map((state) => [state, 0]));
      for (let slot = 0; slot < threads.size; slot++) counted[threads.state(slot)]!++;
      expect(states, `instruction ${at}`).toEqual(counted);
    }
  });

  test('is the same wherever one comes from, and when it is only looked at', async () => {
    const session = await sessionOf('demo');
    const go = async (to: Direction): Promise<View> => session.go(to, [], never);
    const forwards: View[] = [];
    for (let at = 40; at < 60; at++) forwards.push(await go({ instruction: at }));
    for (let at = 59; at >= 40; at--) {
      expect(await go({ instruction: at })).toEqual(forwards[at - 40]);
      const there = await session.peek({ instruction: 50 }, [], never);
      expect(there).toEqual(forwards[10]);
      expect(session.runtime.instructions).toBe(at);
    }
  });
});

test('checks stop after so many instructions, say so, and go further when they are asked to', async () => {
  const session = await sessionOf('mistakes/01-forgotten-registers', 40);
  const { limit } = session.recorder;
  let last: Found | undefined;
  const tell = (found: Found): void => {
    last = found;
  };
  await session.check(tell);
  expect(last).toMatchObject({ checked: 40, done: true, goesOn: true, findings: [] });
  for (let checked = 80; checked < limit; checked += 40) {
    await session.checkFurther(tell);
    expect(last).toMatchObject({ checked, done: true, goesOn: true });
  }
  await session.checkFurther(tell);
  expect(last).toMatchObject({ checked: limit, done: true, goesOn: false });
  expect(last!.findings).not.toEqual([]);
});

test('a session that is over says nothing of its checks anymore: the page shows those of the next one', async () => {
  const session = await sessionOf('mistakes/01-forgotten-registers');
  const told: Found[] = [];
  session.close();
  await expect(session.check((found) => told.push(found))).rejects.toThrow(Cancelled);
  expect(told).toEqual([]);

  const late = await sessionOf('mistakes/01-forgotten-registers');
  await late.go({ instruction: 10 }, [], never);
  const checks = late.check((found) => {
    told.push(found);
    late.close();
  });
  await expect(checks).rejects.toThrow(Cancelled);
  expect(told.length).toBe(1);
});

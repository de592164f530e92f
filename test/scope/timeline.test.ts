import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeline, timelineOf, type Span, type Timeline } from '../../src/scope/index.ts';
import { programOf } from '../runtime/program.ts';
import { recordings } from './random-run.ts';

function byThread({ spans }: Timeline): Map<number, Span[]> {
  const threads = new Map<number, Span[]>();
  for (const span of spans) threads.set(span.thread, [...(threads.get(span.thread) ?? []), span]);
  return threads;
}

test('the demo: who ran from when to when, and why no longer', () => {
  const runtime = programOf('demo', {}, { recordEvents: 100 });
  runtime.run();
  const { spans, marks, end, dropped } = timeline(runtime);
  expect(
    spans.map(({ thread, name, state, begin, end: to, why, spawn }) =>
      [`${thread} ${name}`, state, `${begin}-${to}`, why, spawn && `#${spawn}`].filter(Boolean).join(' '),
    ),
  ).toEqual([
    '0 main Running 0-36 yield',
    '1 waits Ready 23-36',
    '2 nests Ready 28-68',
    '0 main Ready 36-224',
    '1 waits Running 36-68 yield #1',
    '1 waits Ready 68-246',
    '2 nests Running 68-150 finished #2',
    '3 nested Ready 101-150',
    '3 nested Running 150-224 finished #3',
    '0 main Running 224-246 yield',
    '0 main Ready 246-318',
    '1 waits Running 246-318 finished',
    '0 main Running 318-393 exit',
  ]);
  expect([marks.length, end, dropped]).toEqual([17, 393, 0]);
});

describe('of any run', () => {
  test('exactly one thread runs at any time', () => {
    fc.assert(
      fc.property(recordings, (recording) => {
        const { spans, end } = timelineOf(recording);
        const runs = spans.filter(({ state }) => state === 'Running');
        expect([runs[0]?.begin, runs.at(-1)?.end]).toEqual([0, end]);
        for (const [index, { begin }] of runs.slice(1).entries()) expect(begin).toBe(runs[index]!.end);
      }),
    );
  });

  test('spans begin in order, and those of a thread follow each other until it has finished', () => {
    fc.assert(
      fc.property(recordings, (recording) => {
        const all = timelineOf(recording);
        const begins = all.spans.map(({ begin }) => begin);
        expect(begins).toEqual(begins.toSorted((a, b) => a - b));
        for (const spans of byThread(all).values()) {
          for (const [index, { begin, state, name, spawn }] of spans.slice(1).entries()) {
            const before = spans[index]!;
            if (before.why === 'finished') {
              expect(begin).toBeGreaterThan(before.end);
              continue;
            }
            expect({ begin, name }).toEqual({ begin: before.end, name: before.name });
            expect(state).not.toBe(before.state);
            if (spawn !== null) expect(before.state).toBe('Ready');
          }
          const last = spans.at(-1)!;
          if (last.why !== 'finished') expect(last.end).toBe(all.end);
        }
      }),
    );
  });

  test('the first run of a thread belongs to its spawn, and no other run to any', () => {
    fc.assert(
      fc.property(recordings, (recording) => {
        const { spans, marks } = timelineOf(recording);
        const spawns = marks.filter((mark) => mark.kind === 'spawn');
        const numbers = spans.flatMap(({ spawn }) => (spawn === null ? [] : [spawn]));
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const { thread, name, state, begin, spawn } of spans) {
          if (spawn === null) continue;
          const { instruction, ...mark } = spawns[spawn - 1]!;
          expect({ spawned: thread, name }).toEqual({ spawned: mark.spawned, name: mark.name });
          expect({ state, later: begin > instruction }).toEqual({ state: 'Running', later: true });
        }
      }),
    );
  });

  test('what is not recorded is not told: it ends with the last event', () => {
    fc.assert(
      fc.property(recordings, (recording) => {
        const { end, dropped } = timelineOf(recording);
        expect(dropped).toBe(recording.dropped);
        expect(end).toBe(dropped > 0 ? (recording.events.at(-1)?.instruction ?? 0) : recording.end);
      }),
    );
  });
});

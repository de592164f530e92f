import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lanesOf, Scale, timelineOf, type Span } from '../../src/scope/index.ts';
import { recordings } from './random-run.ts';

function span(state: Span['state'], begin: number, end: number): Span {
  return { thread: 0, name: 'main', state, begin, end, why: null, spawn: null, wake: null };
}

describe('lanes', () => {
  test('have every span and mark once, threads in order, and the last one has all others', () => {
    fc.assert(
      fc.property(recordings, fc.integer({ min: 2, max: 8 }), (recording, most) => {
        const timeline = timelineOf(recording);
        const lanes = lanesOf(timeline, most);
        expect(lanes.length).toBeLessThanOrEqual(most);
        expect(new Set(lanes.flatMap(({ spans }) => spans))).toEqual(new Set(timeline.spans));
        expect(lanes.flatMap(({ marks }) => marks)).toHaveLength(timeline.marks.length);
        const ids = lanes.flatMap(({ threads }) => [...threads]);
        expect(ids).toEqual(ids.toSorted((a, b) => a - b));
        for (const { threads, spans, title } of lanes) {
          expect(spans.every(({ thread }) => threads.has(thread))).toBe(true);
          if (threads.size > 1) expect(title).toBe(`${threads.size} others`);
        }
      }),
    );
  });

  test('are named after all who have been in the slot', () => {
    const titles = [['a'], ['a', 'b', 'a'], ['a', 'b', 'c', 'd'], ['']].map((names) => {
      const spans = names.map((name) => ({ ...span('Running', 0, 1), thread: 3, name }));
      return lanesOf({ spans, marks: [], end: 1, dropped: 0 })[0]?.title;
    });
    expect(titles).toEqual(['3 a', '3 a, b', '3 a, b, c, ...', '3']);
  });
});

describe('columns', () => {
  test.each<[string, number, number, Span[], number[], number[]]>([
    ['wider than an instruction', 40, 4, [span('Running', 0, 10), span('Ready', 10, 40)], [4, 0, 0, 0], [0, 1, 1, 1]],
    ['narrower', 2, 4, [span('Running', 0, 1), span('Ready', 1, 2)], [4, 4, 0, 0], [0, 0, 1, 1]],
    ['in quarters, rounded up', 400, 4, [span('Running', 0, 1), span('Running', 149, 200), span('Running', 200, 275), span('Running', 300, 376)], [1, 3, 3, 4], [0, 0, 0, 0]],
    ['of short runs, which add up', 100, 2, [0, 10, 20, 30, 40].map((at) => span('Running', at, at + 5)), [2, 0], [0, 0]],
    ['of no time', 0, 3, [span('Running', 0, 0)], [0, 0, 0], [0, 0, 0]],
  ])('%s', (_what, end, columns, spans, running, ready) => {
    const shown = new Scale(end, columns).columnsOf(spans);
    expect([[...shown.running], [...shown.ready]]).toEqual([running, ready]);
  }); // prettier-ignore

  test('of all lanes together are full', () => {
    fc.assert(
      fc.property(recordings, fc.integer({ min: 1, max: 200 }), (recording, columns) => {
        const timeline = timelineOf(recording);
        if (timeline.end === 0) return;
        const { running } = new Scale(timeline.end, columns).columnsOf(timeline.spans);
        expect([...running]).toEqual(Array.from({ length: columns }, () => 4));
      }),
    );
  });

  test('have every moment in them', () => {
    const scale = new Scale(100, 10);
    expect([0, 9, 10, 99, 100].map((at) => scale.columnOf(at))).toEqual([0, 0, 1, 9, 9]);
  });
});

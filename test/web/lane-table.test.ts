/** Lanes for drawing say what the timeline says. */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lanesOf, Scale, timeline } from '../../src/scope/index.ts';
import { LaneTable } from '../../src/web/worker/lane-table.ts';
import { mainOf, runtimeOf } from '../runtime/program.ts';

/** More spans than are told one by one. */
const run = runtimeOf(
  mainOf(
    'lea rdi, [rip+work]\ncall spawn\nlea rdi, [rip+work]\ncall spawn',
    'work: push rbx\nmov ebx, 2000\n1: call yield_thread\ndec ebx\njnz 1b\npop rbx\nret',
  ),
  { recordEvents: 100_000 },
);
run.run();
const all = timeline(run);
const table = new LaneTable(all);

test('columns are those of the scale', () => {
  const lanes = lanesOf(all);
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 1500 }), (columns) => {
      const scale = new Scale(all.end, columns);
      const views = table.view({ begin: 0, end: all.end, columns, first: 0, count: 8 });
      expect(views.length).toBe(lanes.length);
      views.forEach((view, lane) => {
        const { running, ready } = scale.columnsOf(lanes[lane]!.spans);
        expect(view.spans).toBe(null);
        // where time is cut, sums round this way or that
        const shown = [...view.columns!];
        const wrong = shown.filter(
          (value, at) => Math.abs((value & 7) - running[at]!) > 1 || (value & 8) / 8 < ready[at]! - 1,
        );
        expect(wrong).toEqual([]);
      });
    }),
    { numRuns: 20 },
  );
});

test('a part of the run is told span by span', () => {
  const [begin, end] = [1000, 1400];
  const views = table.view({ begin, end, columns: 300, first: 1, count: 1 });
  const spans = all.spans.filter((span) => span.thread === 1 && span.end > begin && span.begin < end);
  expect(views.map(({ thread }) => thread)).toEqual([1]);
  const told = [...views[0]!.spans!];
  expect(told).toEqual(spans.flatMap((span) => [span.begin, span.end, span.state === 'Running' ? 1 : 0]));
});

/** Each program of asm/models/ can be looked into like the demo, at any moment. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Runtime } from '../../src/runtime/index.ts';
import { contexts, stacks, timelineOf, traceEvents } from '../../src/scope/index.ts';
import { programs, read } from './programs.ts';

const MOMENTS = 8;

test.each(programs)('%s', (path) => {
  const program = read(path);
  const whole = new Runtime(program, { recordEvents: 100_000 });
  whole.run({ maxInstructions: 1_000_000 });
  const timeline = timelineOf(whole);
  expect(timeline.end).toBe(whole.instructions);
  expect([...traceEvents(timeline, path)].length).toBeGreaterThan(whole.eventCount);

  const runtime = new Runtime(program);
  for (let moment = 1; moment <= MOMENTS; moment++) {
    runtime.run({ until: { instruction: Math.floor((whole.instructions * moment) / MOMENTS) } });
    const { threads } = contexts(runtime);
    const alive = threads.filter(({ state }) => state !== 'Available');
    expect(alive).toHaveLength(whole.process.threads.size === 4 ? expect.any(Number) : alive.length);
    expect(stacks(runtime).threads.length).toBeGreaterThan(0);
  }
});

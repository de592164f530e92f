/** Runs of threads that do anything in any order, as the events that a runtime would record. */

import fc from 'fast-check';
import { ThreadTable } from '../../src/runtime/threads/thread-table.ts';
import type { RuntimeEvent, Wait } from '../../src/runtime/index.ts';
import type { Recording } from '../../src/scope/index.ts';
import { tReturn, tYield } from '../runtime/book-table.ts';

const step = fc.record({
  what: fc.constantFrom('spawn', 'yield', 'yield', 'finish', 'write', 'block', 'sleep', 'wake'),
  instructions: fc.integer({ min: 1, max: 40 }),
});

const end = fc.constantFrom('exit', 'fault', 'limit');

export const recordings: fc.Arbitrary<Recording> = fc
  .record({
    slots: fc.integer({ min: 1, max: 6 }),
    steps: fc.array(step, { maxLength: 60 }),
    end,
    kept: fc.oneof(fc.constant(Infinity), fc.nat(60)),
  })
  .map(({ slots, steps, end: how, kept }) => {
    const threads = new ThreadTable(slots);
    const waiting: number[] = [];
    const events: RuntimeEvent[] = [];
    let instruction = 0;
    for (const { what, instructions } of steps) {
      instruction += instructions;
      const thread = threads.current;
      const now = { instruction, thread };
      if (what === 'write')
        events.push({ kind: 'write', ...now, fd: 1, bytes: new Uint8Array([0x61]), size: 1 });
      else if (what === 'spawn') {
        const spawned = threads.take();
        if (spawned !== -1) events.push({ kind: 'spawn', ...now, spawned, name: `task${events.length % 3}` });
      } else if (what === 'wake') {
        const woken = waiting.shift();
        if (woken === undefined) continue;
        threads.wake(woken);
        events.push({ kind: 'wake', ...now, woken, by: instructions % 2 ? 'thread' : 'time', time: 0 });
      } else if (what === 'block' || what === 'sleep') {
        const next = threads.after(thread);
        if (next === -1) continue;
        waiting.push(thread);
        const wait: Wait = what === 'sleep' ? { kind: 'sleep', until: 0 } : { kind: 'others' };
        events.push({ kind: 'block', ...now, wait, time: 0 });
        threads.block();
        threads.switchTo(next);
        events.push({ kind: 'switch', ...now, to: next, why: 'blocked' });
      } else if (what === 'yield' ? tYield(threads) : tReturn(threads)) {
        const why = what === 'yield' ? 'yield' : 'finished';
        events.push({ kind: 'switch', ...now, to: threads.current, why });
      }
    }
    instruction += 5;
    const last = { instruction, thread: threads.current };
    if (how === 'exit') events.push({ kind: 'exit', ...last, status: 0 });
    if (how === 'fault') events.push({ kind: 'fault', ...last, signal: 'SIGILL', rip: 0x40_0000n });
    const dropped = Math.max(events.length - kept, 0);
    return { events: events.slice(0, kept), base: 'main', end: instruction, dropped };
  });

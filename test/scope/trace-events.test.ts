import { buildModel } from '@tracerbench/trace-model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuntimeEvent } from '../../src/runtime/index.ts';
import { timeline, timelineOf, traceJson, type Timeline } from '../../src/scope/index.ts';
import { mainOf, programOf, runtimeOf } from '../runtime/program.ts';
import { recordings } from './random-run.ts';
import { brokenRules } from './trace-rules.ts';

type Trace = Exclude<Parameters<typeof buildModel>[0], readonly unknown[]>;
type Event = Readonly<Record<string, unknown>>;

function jsonOf(of: Timeline): string {
  return [...traceJson(of, 'test.s')].join('');
}

function eventsOf(of: Timeline): readonly Event[] {
  return (JSON.parse(jsonOf(of)) as { traceEvents: Event[] }).traceEvents;
}

function recorded(name: string): Timeline {
  const runtime = programOf(name, {}, { recordEvents: 10_000 });
  runtime.run();
  return timeline(runtime);
}

const programs = ['demo', 'counters'].map((name) => [name, recorded(name)] as const);

describe('the rules of the format hold', () => {
  test.each(programs)('for %s', (_name, of) => {
    expect(brokenRules(eventsOf(of))).toEqual([]);
  });

  test('for any run', () => {
    fc.assert(
      fc.property(recordings, (recording) => {
        expect(brokenRules(eventsOf(timelineOf(recording)))).toEqual([]);
      }),
    );
  });

  test.each<[string, (event: Event) => Event | Event[]]>([
    ['has a time', (event) => ({ ...event, ts: null })],
    ['has finite numbers', (event) => ({ ...event, args: { instruction: Infinity } })],
    ['has a pid and a tid', (event) => ({ ...event, tid: 0 })],
    ['has a duration if complete', (event) => ({ ...event, dur: undefined })],
    ['has a scope if instant', (event) => ({ ...event, s: undefined })],
    ['comes in order of time on its thread', (event) => (event['ph'] === 'i' ? { ...event, ts: 1 } : event)],
    ['nests', (event) => (event['ph'] === 'X' ? { ...event, dur: Number(event['dur']) + 1 } : event)],
    ['a flow starts, then ends, once', (event) => (event['ph'] === 'f' ? [] : event)],
    ['a flow is of one category and name', (event) => (event['ph'] === 'f' ? { ...event, cat: 'x' } : event)],
    ['a flow is bound to slices', (event) => (event['ph'] === 'X' && event['name'] === 'Running' ? [] : event)],
    ['metadata says what it is to say', (event) => (event['ph'] === 'M' ? { ...event, args: {} } : event)],
    ['1/3 has 0 thread_name', (event) => (event['name'] === 'thread_name' ? [] : event)],
  ])('and are not empty: %s', (rule, spoil) => {
    const spoilt = eventsOf(programs[0]![1]).flatMap((event): readonly Event[] => [spoil(event)].flat());
    expect(brokenRules(spoilt).map((problem) => problem.split(': ')[0])).toContain(rule);
  }); // prettier-ignore
});

describe('the trace', () => {
  test.each(programs)('of %s is read by a parser of others as what it is', (_name, of) => {
    const model = buildModel(JSON.parse(jsonOf(of)) as Trace);
    expect(model.processes.map(({ id, name }) => [id, name])).toEqual([[1, 'test.s']]);
    const threads = model.processes[0]!.threads;
    expect(threads.map(({ name, sortIndex }) => [name, sortIndex])).toEqual(
      [...new Map(of.spans.map(({ thread, name }) => [`${thread} ${name}`, thread]))].sort(
        ([, a], [, b]) => a - b,
      ),
    );
    const slices = threads.flatMap(({ id, events }) =>
      events
        .filter((event) => event.isComplete())
        .map(({ name, start, end, parent }) => [Number(id) - 1, name, start, end, parent]),
    );
    const spans = of.spans.map(({ thread, state, begin, end }) => [thread, state, begin, end, undefined]);
    const order = (a: readonly unknown[], b: readonly unknown[]): number =>
      Number(a[0]) - Number(b[0]) || Number(a[2]) - Number(b[2]);
    expect(slices.sort(order)).toEqual(spans.sort(order));
    expect([model.start, model.end]).toEqual([0, of.end]);
  });

  test('has what was written, cut where it is long, and all characters that JSON gives a meaning', () => {
    const runtime = runtimeOf(
      mainOf(
        `mov edi, 1\nlea rsi, [rip+text]\nmov edx, 9\ncall write\nmov edi, 2\nlea rsi, [rip+long]\nmov edx, 300\ncall write`,
        `.data\ntext: .ascii "\\"\\\\\\n<\\303\\244\\377\\001!"\nlong: .fill 255, 1, 'x'\n.fill 25, 2, 0xa4c3`,
      ),
      { recordEvents: 10 },
    );
    runtime.run();
    const writes = eventsOf(timeline(runtime)).filter(({ name }) => name === 'write');
    expect(writes.map(({ args }) => args)).toEqual([
      { instruction: expect.any(Number), fd: 1, bytes: 9, text: '"\\\n<ä\uFFFD\u0001!' },
      { instruction: expect.any(Number), fd: 2, bytes: 300, text: `${'x'.repeat(255)}...` },
    ]);
  });

  test('says how the run ended, how it is scaled, and what is left out', () => {
    const runtime = runtimeOf(mainOf('ud2'), { recordEvents: 10 });
    runtime.run();
    const last = eventsOf(timeline(runtime)).at(-1);
    expect(last).toMatchObject({
      name: 'fault',
      ph: 'i',
      args: { signal: 'SIGILL', rip: expect.stringMatching(/^0x/) },
    });
    const { otherData } = JSON.parse(jsonOf({ spans: [], marks: [], end: 7, dropped: 3 })) as Trace & {
      otherData: unknown;
    };
    expect(otherData).toEqual({
      producer: 'fiberscope',
      scale: 'an instruction is shown as 1 microsecond',
      instructions: 7,
      eventsLeftOut: 3,
    });
  });

  test('is made in small pieces, however many events there are', () => {
    const events = Array.from({ length: 30_000 }, (_, index): RuntimeEvent =>
      index === 0
        ? { kind: 'spawn', instruction: 1, thread: 0, spawned: 1, name: 'other' }
        : { kind: 'switch', instruction: index * 20, thread: (index + 1) % 2, to: index % 2, why: 'yield' },
    );
    let pieces = 0;
    let longest = 0;
    for (const piece of traceJson(timelineOf({ events, base: 'main', end: 600_000, dropped: 0 }), 'long.s')) {
      pieces++;
      longest = Math.max(longest, piece.length);
    }
    expect(pieces).toBeGreaterThan(60_000);
    expect(longest).toBeLessThan(1_000);
  });
});

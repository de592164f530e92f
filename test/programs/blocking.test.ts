/** Programs whose threads wait: what they print, what they end with, and that there is nothing wrong with them. */

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Checker, timeline, traceJson, waiting } from '../../src/scope/index.ts';
import type { Runtime } from '../../src/runtime/index.ts';
import { Debugger } from '../../src/debugger/index.ts';
import { programOf } from '../runtime/program.ts';
import { whole } from '../runtime/whole.ts';
import { brokenRules } from '../scope/trace-rules.ts';

const FOLDER = new URL('../../asm/programs/blocking/', import.meta.url);
const NAMES = readdirSync(FOLDER).map((file) => file.replace(/\.s$/, ''));

interface Trace {
  readonly traceEvents: readonly Readonly<Record<string, unknown>>[];
}

function begin(name: string): Runtime {
  return programOf(`blocking/${name}`, {}, { maxThreads: 6, recordEvents: 10_000 });
}

describe.each(NAMES)('%s', (name) => {
  const runtime = begin(name);
  const outcome = runtime.run();

  test('prints and ends with what it should', async () => {
    const end = outcome.kind === 'exit' ? `status ${outcome.status}` : outcome.kind;
    const waits = waiting(runtime).map(({ id, wait: { threads, object } }) => {
      const on = threads.map((other) => other.id).join(', ');
      return `${id} waits for ${on}${object ? `, which has ${object.name}` : ''}\n`;
    });
    await expect(`${runtime.output}${end}\n${waits.join('')}`).toMatchFileSnapshot(`expected/${name}.txt`);
  });

  test('makes none of the mistakes that are looked for', () => {
    const checked = begin(name);
    const checker = new Checker(checked);
    expect(checker.run()).toEqual(outcome);
    expect(checker.findings).toEqual([]);
    expect([checked.output, checked.instructions]).toEqual([runtime.output, runtime.instructions]);
  });

  test('has a trace as viewers want it', () => {
    const { traceEvents } = JSON.parse([...traceJson(timeline(runtime), name)].join('')) as Trace;
    expect(brokenRules(traceEvents)).toEqual([]);
  });

  test('can be gone back in, with its clock, its output and who waits', () => {
    const later = begin(name);
    const debug = new Debugger(later, { checkpointInterval: 300 });
    debug.continue();
    for (let back = 1; later.instructions > 40; back = Math.ceil(back * 1.7)) {
      debug.stepBack(back);
      const there = begin(name);
      there.run({ until: { instruction: later.instructions } });
      expect(whole(later)).toEqual(whole(there));
    }
  });

  test('goes the same way every time', () => {
    const again = begin(name);
    while (again.run({ maxInstructions: 97 }).kind === 'limit');
    expect([...traceJson(timeline(again), name)]).toEqual([...traceJson(timeline(runtime), name)]);
  });
});

/** The programs of asm/models/: how each ends, all that it prints, and that it can be looked into like the demo. */

import { describe, expect, test } from 'vitest';
import { Runtime, type Outcome } from '../../src/runtime/index.ts';
import { Checker, contexts, stacks, timeline, traceEvents } from '../../src/scope/index.ts';
import { brokenRules } from '../scope/trace-rules.ts';
import { programs, read } from './programs.ts';

const MOMENTS = 4;

/** How it ends, what it prints, and what is found. */
function checked(path: string): string {
  const checker = new Checker(new Runtime(read(path)));
  const outcome = checker.run({ maxInstructions: 1_000_000 });
  const findings = checker.findings.map(({ code, message }) => `${code}: ${message}`);
  return [endOf(outcome), checker.runtime.output, ...findings].join('\n');
}

function endOf(outcome: Outcome): string {
  return 'status' in outcome ? `${outcome.kind} ${outcome.status}` : outcome.kind;
}

describe.each(programs)('%s', (path) => {
  test('prints what it should, and no check finds anything', async () => {
    await expect(checked(path)).toMatchFileSnapshot(`expected/${path.slice(0, -2)}.txt`);
  });

  test('has a trace, contexts and stacks, and gives back what it has taken from the heap', () => {
    const whole = new Runtime(read(path), { recordEvents: 100_000 });
    const outcome = whole.run();
    const events = [...traceEvents(timeline(whole), path)].map((event) => ({ ...event }));
    expect(brokenRules(events)).toEqual([]);
    const taken = whole.process.symbols.find('heap_in_use');
    if (taken !== undefined && 'status' in outcome && outcome.status === 0)
      expect(whole.machine.readU64(Number(taken))).toBe(0n);

    const runtime = new Runtime(read(path));
    for (let moment = 1; moment <= MOMENTS; moment++) {
      const instruction = Math.floor((whole.instructions * moment) / MOMENTS);
      runtime.run({ until: { instruction } });
      expect(contexts(runtime)).toMatchObject({ instructions: instruction, current: runtime.current });
      expect(stacks(runtime)).toMatchObject({ instructions: instruction, current: runtime.current });
    }
  });
});

describe('threads print the same wherever they are interrupted', () => {
  const threads = programs.filter((path) => /^(?:os|green)-threads.*(?:tasks|timers|yields)/.test(path));
  test.each(threads)('%s', (path) => {
    const program = read(path);
    const [first, ...others] = [Infinity, 1, 50].map((quantum) => {
      const runtime = new Runtime(program, { quantum });
      return [runtime.run(), runtime.output];
    });
    for (const other of others) expect(other).toEqual(first);
  });
});

/** `check: true`: the same runs, watched. */

import { describe, expect, test } from 'vitest';
import { assemble } from '../../../src/assembler/index.ts';
import { bigintAsHex, Runtime } from '../../../src/index.ts';
import { programText } from '../../runtime/program.ts';

const load = (name: string, check: boolean): Runtime =>
  new Runtime(assemble(programText(name), { name: `${name}.s` }), { check });

/** All that a program can tell about itself. */
function state(runtime: Runtime): string {
  const { instructions, output, switches, current, threads } = runtime;
  const contexts = threads.map(({ ctx, state: now }) => [now, Buffer.from(ctx.bytes).toString('hex')]);
  const rip = runtime.machine.getRegister('rip');
  return JSON.stringify({ instructions, output, switches, current, contexts, rip }, bigintAsHex);
}

describe.each(['demo', 'counters', 'mistakes/01-forgotten-registers', 'mistakes/02-no-skip'])(
  '%s',
  (name) => {
    test.each([
      {},
      { maxInstructions: 100 },
      { until: { instruction: 77 } },
      { until: { switch: 2 } },
      { until: { address: 'switch' } },
    ])('runs as ever with %o', (options) => {
      const [plain, watched] = [load(name, false), load(name, true)];
      for (let turn = 0; turn < 3; turn++) {
        expect(watched.run(options)).toEqual(plain.run(options));
        expect(state(watched)).toBe(state(plain));
      }
      expect(plain.findings).toEqual([]);
    });
  },
);

test('finds what is wrong', () => {
  const runtime = load('mistakes/01-forgotten-registers', true);
  runtime.run();
  expect(runtime.findings.map(({ code, register }) => `${code} ${register}`)).toContain(
    'callee-saved-register rbx',
  );
});

test('knows what the host does', () => {
  const runtime = load('counters', true);
  runtime.spawn('counts_to_10');
  runtime.run({ until: { switch: 4 } });
  runtime.run({ maxInstructions: 20 });
  runtime.tYield();
  runtime.run({ maxInstructions: 20 });
  runtime.tReturn();
  runtime.run();
  expect(runtime.findings.map(({ message }) => message)).toEqual([]);
});

test('mxcsr that another thread has set is found', () => {
  const runtime = load('counters', true);
  runtime.run({ until: { switch: 3 } });
  runtime.machine.setRegister('mxcsr', 0x9f80n);
  runtime.run();
  expect(runtime.findings.map(({ code, register }) => [code, register])).toContainEqual([
    'mxcsr-changed',
    'mxcsr',
  ]);
});

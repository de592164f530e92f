/** Beside each program in `faults/` stand its output, the whole report, and the exit status. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { fiberscope, ROOT, widest } from './command-line.ts';

const here = join(ROOT, 'test/cli');
const programs = readdirSync(join(here, 'faults')).filter((name) => name.endsWith('.s'));

const STATUS: Readonly<Record<string, number>> = {
  'avx.s': 132,
  'breakpoint.s': 133,
  'divide-by-zero.s': 136,
  'invalid-opcode.s': 132,
  'no-instruction.s': 132,
  'rounding.s': 136,
};

describe.concurrent('a fault ends the program with a report', () => {
  test.for(programs)('%s', async (name, { expect }) => {
    const { stdout, stderr, status } = await fiberscope(['run', `faults/${name}`], { cwd: here });
    const text = `${stdout}--- stderr\n${stderr}--- status ${status}\n`;
    await expect(text).toMatchFileSnapshot(join(here, 'faults', name.replace(/\.s$/, '.txt')));
    expect(status).toBe(STATUS[name] ?? 139);
    expect(widest(stderr)).toBeLessThanOrEqual(100);
  });
});

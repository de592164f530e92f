/** `fiberscope demo`: seven lines, and what made them happen. */

import { join } from 'node:path';
import { describe, test } from 'vitest';
import { fiberscope, plain, ROOT, widest } from './command-line.ts';

describe.concurrent('the demo', () => {
  test.for([80, 120])('in %i columns', async (columns, { expect }) => {
    const { stdout, stderr, status } = await fiberscope(['demo'], { env: { COLUMNS: String(columns) } });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    await expect(stdout).toMatchFileSnapshot(`expected/demo-${columns}.txt`);
  });

  test('is the same in colour, and no colour runs on into the next line', async ({ expect }) => {
    const [colored, uncolored] = await Promise.all([
      fiberscope(['demo'], { env: { FORCE_COLOR: '1' } }),
      fiberscope(['demo']),
    ]);
    expect(plain(colored.stdout)).toBe(uncolored.stdout);
    for (const line of colored.stdout.split('\n')) {
      const codes = [...line.matchAll(/\[(\d+)m/g)].map(([, code]) => Number(code));
      expect(codes.filter((code) => code < 20 || (code >= 30 && code < 38))).toHaveLength(codes.length / 2);
    }
  });

  test('says where to look further, and that works', async ({ expect }) => {
    const { stdout } = await fiberscope(['demo']);
    const [, line = ''] = /^ {2}npx fiberscope (.*)$/m.exec(stdout) ?? [];
    const { stdout: contexts, status } = await fiberscope(line.split(' '));
    expect(status).toBe(0);
    expect(contexts).toMatch(/^after \d+ instructions, 2 switches\n/);
  });

  test('runs in any folder', async ({ expect }) => {
    const { stdout, status } = await fiberscope(['demo'], { cwd: join(ROOT, 'test/cli') });
    expect(status).toBe(0);
    expect(stdout).toContain('contexts --at 149 ../../asm/programs/demo.s');
  });
});

/** `fiberscope check`: findings on stdout, the program's output on stderr, and what the exit status says. */

import { describe, test } from 'vitest';
import { fiberscope, folderWith, widest } from './command-line.ts';

const MISTAKE = 'asm/programs/mistakes/01-forgotten-registers.s';

describe.concurrent('check', () => {
  test('finds nothing wrong with the demo', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['check', 'asm/programs/demo.s']);
    expect(stdout).toBe('nothing found in 393 instructions\n');
    expect(stderr).toContain('THREAD 1 FINISHED.\n');
    expect(status).toBe(0);
  });

  test.for(['80', '120'])('says what is wrong in %s columns', async (columns, { expect }) => {
    const { stdout, status } = await fiberscope(['check', MISTAKE], { env: { COLUMNS: columns } });
    expect(status).toBe(1);
    expect(widest(stdout)).toBeLessThanOrEqual(Number(columns));
    await expect(stdout).toMatchFileSnapshot(`expected/check-${columns}.txt`);
  });

  test('has it as data', async ({ expect }) => {
    const { stdout, status } = await fiberscope(['check', '--json', MISTAKE]);
    expect(status).toBe(1);
    const { findings, outcome } = JSON.parse(stdout) as { findings: unknown[]; outcome: unknown };
    expect(outcome).toEqual({ kind: 'exit', status: 100 });
    expect(findings[0]).toMatchObject({
      code: 'callee-saved-register',
      register: 'rbx',
      slot: null,
      at: {
        instruction: 202,
        line: { file: MISTAKE, line: 34 },
        thread: { id: 1, name: 'count' },
        disassembly: 'inc rbx',
      },
      cause: { thread: { id: 2, name: 'count' } },
    });
  });

  test('a fault is a finding', async ({ expect }) => {
    const folder = folderWith({ 'fault.s': '.globl _start\n_start: mov eax, [0]\n' });
    const { stdout, status } = await fiberscope(['check', `${folder}/fault.s`]);
    expect(stdout.replaceAll('\n', ' ')).toContain(
      'fault: page fault on a read: 4 bytes at 0x0, the null page',
    );
    expect(status).toBe(1);
  });

  test('what relies on a register that no call preserves sees garbage with --poison', async ({ expect }) => {
    const [plain, poisoned] = await Promise.all([
      fiberscope(['check', 'asm/programs/mistakes/10-windows.s']),
      fiberscope(['check', '--poison', 'asm/programs/mistakes/10-windows.s']),
    ]);
    expect(plain.stderr).toBe('302\n302\n');
    expect(poisoned.stderr).not.toBe('302\n302\n');
    expect([plain.status, poisoned.status]).toEqual([1, 1]);
  });

  test.for<[string[], number, RegExp]>([
    [['missing.s'], 2, /missing\.s: no such file/],
    [['--max-instructions', '100', 'asm/programs/demo.s'], 124, /^I haven't/],
    [['--polson', 'asm/programs/demo.s'], 2, /did you mean '--poison'/],
    [[], 2, /no file is named/],
  ])('%j ends with %i', async ([args, expected, complaint], { expect }) => {
    const { stderr, status } = await fiberscope(['check', ...args]);
    expect(status).toBe(expected);
    expect(stderr).toMatch(complaint);
  });
});

/** `fiberscope contexts`: the moment, the tables and the data. */

import { describe, test } from 'vitest';
import { fiberscope, folderWith, plain, widest } from './command-line.ts';

const DEMO = 'asm/programs/demo.s';
const COUNTERS = 'asm/programs/counters.s';

const cwd = folderWith({
  'long-names.s': `.intel_syntax noprefix
.globl main
main: sub rsp, 8
lea rdi, [rip+a_task_with_a_name_that_takes_a_lot_of_room]
call spawn
movabs rbx, 0x123456789abcdef0
mov rbp, -1
call yield_thread
add rsp, 8
ret
a_task_with_a_name_that_takes_a_lot_of_room: push rbx
call yield_thread
pop rbx
ret
`,
});

describe.concurrent('the moment', () => {
  test.for<[string, string]>([
    [`--at-switch 1 ${DEMO}`, '53 instructions, 1 switch'],
    [`--at-switch 0 ${DEMO}`, '0 instructions, 0 switches'],
    [`--at-instruction 132 ${DEMO}`, '132 instructions, 2 switches'],
    [`--at-instruction 1 ${DEMO}`, '1 instruction, 0 switches'],
    [`--at switch:1 ${DEMO}`, '53 instructions, 1 switch'],
    [`--at 132 ${DEMO}`, '132 instructions, 2 switches'],
    [`--at nested ${DEMO}`, '171 instructions, 3 switches'],
    [`--at 0x400000 ${DEMO}`, '18 instructions, 0 switches'],
    [DEMO, '393 instructions, 6 switches'],
  ])('%s', async ([line, moment], { expect }) => {
    const { stdout, status } = await fiberscope(['contexts', ...line.split(' ')]);
    expect(stdout.split('\n')[0]).toBe(`after ${moment}`);
    expect(status).toBe(0);
  });

  test('what the program has written by then goes to stderr', async ({ expect }) => {
    const { stderr } = await fiberscope(['contexts', '--at-switch', '3', DEMO]);
    expect(stderr).toBe(`I haven't implemented a timer in this example.
But we can still nest tasks...
THREAD 2 FINISHED.
`);
  });

  test('that never comes: shown as it ended, status 2', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['contexts', '--at-switch', '99', DEMO]);
    expect(stdout).toMatch(/^after 393 instructions, 6 switches\n/);
    expect(stderr).toMatch(
      /THREAD 1 FINISHED\.\nthe program ended before that moment; this is how it ended\n$/,
    );
    expect(status).toBe(2);
  });

  test('of --max-instructions: status 124', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['contexts', '--max-instructions', '100', COUNTERS]);
    expect(stdout).toMatch(/^after 100 instructions, 1 switch\n/);
    expect(stderr).toMatch(/stopped after 100 instructions: --max-instructions\n$/);
    expect(status).toBe(124);
  });

  test('of a fault: its report, its status, and the threads as they are', async ({ expect }) => {
    const called = await fiberscope(['contexts', 'test/cli/faults/stack-overflow.s']);
    expect(called.stdout).toMatch(/^ {2}used .* 2 MiB /m);
    expect(called.stderr).toMatch(/^fault: stack overflow/);
    expect(called.status).toBe(139);
  });
});

describe.concurrent('the tables', () => {
  test.for([
    [80, '--at-switch 3'],
    [120, '--at-switch 3'],
    [80, '--at-instruction 100'],
  ] as const)('in %i columns, %s, fit and are as expected', async ([columns, at], { expect }) => {
    const args = ['contexts', ...at.split(' '), COUNTERS];
    const { stdout } = await fiberscope(args, { env: { COLUMNS: String(columns) } });
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    await expect(stdout).toMatchFileSnapshot(
      `expected/counters-contexts${at.slice(2).replace(' ', '-').replace('at', '')}-${columns}.txt`,
    );
  });

  test.for([60, 80, 160])('of long names and values in %i columns', async (columns, { expect }) => {
    const args = ['contexts', '--at-switch', '2', '--slots', '0', 'long-names.s'];
    const { stdout } = await fiberscope(args, { cwd, env: { COLUMNS: String(columns) } });
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    expect(stdout).toMatch(/^rbx {2,}.*0x123456789abcdef0/m);
    expect(stdout).toContain('1 a_task_with_a_name_that_takes_a_lot_of_room');
  });

  test('are the same in colour', async ({ expect }) => {
    const args = ['contexts', '--at-switch', '3', COUNTERS];
    const [colored, uncolored] = await Promise.all([
      fiberscope(args, { env: { FORCE_COLOR: '1' } }),
      fiberscope(args),
    ]);
    expect(colored.stdout).not.toBe(uncolored.stdout);
    expect(plain(colored.stdout)).toBe(uncolored.stdout);
  });
});

describe.concurrent('--json', () => {
  test('has the shape that the documentation gives', async ({ expect }) => {
    const { stdout } = await fiberscope(['contexts', '--at-switch', '3', '--json', COUNTERS]);
    const word = expect.stringMatching(/^0x(0|[1-9a-f][0-9a-f]{0,15})$/);
    const text = expect.any(String);
    const report = JSON.parse(stdout) as { threads: { slots: unknown[] }[] };
    const registers = ['rsp', 'r15', 'r14', 'r13', 'r12', 'rbx', 'rbp', 'thread_ptr'];
    const place = { address: word, name: text, line: { file: text, line: expect.any(Number) } };
    const thread = (id: number, name: string, state: string): unknown => ({
      id,
      name,
      state,
      wait: null,
      left:
        state === 'Available'
          ? null
          : {
              number: id + 1,
              instruction: expect.any(Number),
              why: 'yield',
              at: { address: word, name: text },
            },
      stack: {
        base: word,
        size: id === 0 ? 8 << 20 : 2 << 20,
        used: expect.any(Number),
        highWater: expect.any(Number),
        held: expect.any(Number),
      },
      context: Object.fromEntries(registers.map((register) => [register, word])),
      resume: state === 'Available' ? null : place,
      slots: expect.any(Array),
    });
    expect(report).toEqual({
      instructions: 335,
      switches: 3,
      time: 335,
      current: 0,
      next: { id: 1, name: 'counts_to_10' },
      at: { ...place, disassembly: 'test eax, eax', contexts: [] },
      switching: null,
      outcome: { kind: 'stopped', why: 'switch' },
      threads: [
        thread(0, 'main', 'Running'),
        thread(1, 'counts_to_10', 'Ready'),
        thread(2, 'counts_to_15', 'Ready'),
        thread(3, '', 'Available'),
      ],
    });
    expect(report.threads.map(({ slots }) => slots.length)).toEqual([5, 9, 9, 0]);
    for (const slot of report.threads.flatMap(({ slots }) => slots)) {
      expect(slot).toEqual({ address: word, place: text, value: word, kind: text, text });
    }
  });

  test('--slots says how many of each stack', async ({ expect }) => {
    const { stdout } = await fiberscope(['contexts', '--at-switch', '3', '--slots', '2', '--json', COUNTERS]);
    const { threads } = JSON.parse(stdout) as { threads: { slots: unknown[] }[] };
    expect(threads.map(({ slots }) => slots.length)).toEqual([2, 2, 2, 0]);
  });
});

describe.concurrent('what a lecturer asks', () => {
  test.for([
    ['--at switch:2 --diff --slots 0', 'demo-diff-switch-2'],
    ['--at 72 --slots 0', 'demo-in-switch'],
    ['--at 149 --since switch:1 --slots 0', 'demo-since'],
    ['--at switch:5 --since switch:2 --thread 2', 'demo-thread-2'],
  ] as const)('contexts %s', async ([options, name], { expect }) => {
    const { stdout, status } = await fiberscope(['contexts', ...options.split(' '), DEMO]);
    expect(status).toBe(0);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    await expect(stdout).toMatchFileSnapshot(`expected/${name}.txt`);
  });

  test('as data', async ({ expect }) => {
    const { stdout } = await fiberscope(['contexts', '--at', 'switch:2', '--diff', '--json', DEMO]);
    const { difference, next } = JSON.parse(stdout) as Record<string, unknown>;
    expect(next).toEqual({ id: 0, name: 'main' });
    expect(difference).toMatchObject({
      since: 67,
      transfer: { number: 2, why: 'yield', from: { id: 1, name: 'waits' }, to: { id: 2, name: 'nests' } },
    });
    expect(difference).toHaveProperty('changes', [
      { thread: { id: 1, name: 'waits' }, what: 'state', before: 'Running', after: 'Ready' },
      { thread: { id: 1, name: 'waits' }, what: 'resume', before: 'yield_thread+0x5', after: 'waits+0x1a' },
      { thread: { id: 2, name: 'nests' }, what: 'state', before: 'Ready', after: 'Running' },
      { thread: { id: 2, name: 'nests' }, what: 'rsp', before: '0x35fbfe0', after: '0x35fbfe8' },
    ]);
  });

  test('--diff before the first switch has nothing to tell', async ({ expect }) => {
    const { stdout, status } = await fiberscope(['contexts', '--at', '5', '--diff', '--json', DEMO]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).not.toHaveProperty('difference');
  });
});

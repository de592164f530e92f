/** Programs that wait, on the command line: their input, their clock, their scheduler. */

import { describe, test } from 'vitest';
import { fiberscope, folderWith, widest } from './command-line.ts';

const HEAD = '.intel_syntax noprefix\n.globl main\n';
const folder = folderWith({
  'copies.s': `${HEAD}main: push rbx
    1: xor edi, edi\nlea rsi, [rip+space]\nmov edx, 16\ncall read\nmov rdx, rax\ntest rax, rax\njle 2f
    mov edi, 1\nlea rsi, [rip+space]\ncall write\njmp 1b
    2: xor eax, eax\npop rbx\nret\n.bss\nspace: .zero 16`,
  'sleeps.s': `${HEAD}main: push rbx\nmov edi, 300\ncall sleep_ms\ncall clock_ms\nmov rdi, rax\ncall print_number\nxor eax, eax\npop rbx\nret`,
  'spins.s': `${HEAD}main: push rbx\nlea rdi, [rip+task]\ncall spawn\n1: cmp DWORD PTR [rip+done], 0\nje 1b\nxor eax, eax\npop rbx\nret
    task: inc DWORD PTR [rip+done]\nret\n.bss\ndone: .zero 4`,
});
const DEMO = 'asm/programs/demo.s';
const PHILOSOPHERS = ['--max-threads', '6', 'asm/programs/blocking/philosophers-deadlock.s'];

describe.concurrent('run', () => {
  test('a program reads what comes in', async ({ expect }) => {
    const input = 'some lines\nthat are longer than sixteen bytes\n';
    expect(await fiberscope(['run', 'copies.s'], { cwd: folder, input })).toEqual({
      stdout: input,
      stderr: '',
      status: 0,
    });
  });

  test('its clock is not the real one, unless that is asked for', async ({ expect }) => {
    const called = { stdout: '300', stderr: '', status: 0 };
    const began = performance.now();
    expect(await fiberscope(['run', '--realtime', 'sleeps.s'], { cwd: folder })).toEqual(called);
    expect(performance.now() - began).toBeGreaterThan(300);
    expect(await fiberscope(['run', 'sleeps.s'], { cwd: folder })).toEqual(called);
  });

  test.for(['80', '120'])('a deadlock says in %s columns who waits for whom', async (COLUMNS, { expect }) => {
    const { stdout, stderr, status } = await fiberscope(['run', ...PHILOSOPHERS], { env: { COLUMNS } });
    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr: `deadlock: everybody waits, and nothing is going to happen
  thread 0 main waits for thread 1 dines to finish
  thread 1 dines waits for fork1, which thread 2 dines has
  thread 2 dines waits for fork2, which thread 3 dines has
  thread 3 dines waits for fork3, which thread 4 dines has
  thread 4 dines waits for fork4, which thread 5 dines has
  thread 5 dines waits for fork0, which thread 1 dines has
`,
      status: 125,
    });
  });

  test('a loop that never yields lets others run with --quantum', async ({ expect }) => {
    const { stderr, status } = await fiberscope(['run', '--quantum', '500', '--switches', 'spins.s'], {
      cwd: folder,
    });
    expect(status).toBe(0);
    expect(stderr).toMatch(/0 main -> 1 task +preempted/);
    const without = await fiberscope(['run', '--max-instructions', '100000', 'spins.s'], { cwd: folder });
    expect(without.status).toBe(124);
  });

  test('somebody plays the scheduler', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['run', '--policy', 'manual', DEMO], {
      input: '2\nnobody\n3\nmain\nwaits\n1\n1\n',
    });
    expect({ stdout, status }).toEqual({
      stdout: `But we can still nest tasks...
THREAD 2 FINISHED.
...like this!
THREAD 3 FINISHED.
I haven't implemented a timer in this example.
Finally, notice how the tasks are executed concurrently.
THREAD 1 FINISHED.
`,
      status: 0,
    });
    expect(stderr).toMatch(
      /^thread 0 main gives way; ready: 1 waits, 2 nests\nnext\? thread 2 nests gives way/,
    );
    expect(stderr).toContain("'nobody' is not ready: type one of the numbers 3, 0, 1\n");
  });

  test('who goes away from that ends the run', async ({ expect }) => {
    const { stderr, status } = await fiberscope(['run', '--policy', 'manual', DEMO], { input: '2\n' });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /next\? \nfiberscope: the input has ended before the program: nobody says who runs next\n$/,
    );
  });

  test.for([
    [
      ['--policy', 'lottery'],
      "--policy wants round-robin, fifo, priority, random, random:SEED or manual, not 'lottery'",
    ],
    [['--policy', 'random:x'], "--policy random:SEED wants a whole number, not 'x'"],
    [['--quantum', '0'], '--quantum wants at least 1, not 0'],
    [['--quantum', 'soon'], "--quantum wants a whole number, not 'soon'"],
  ] as const)('%j makes no sense', async ([options, complaint], { expect }) => {
    const { stdout, stderr, status } = await fiberscope(['run', ...options, DEMO]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(complaint);
  });
});

describe.concurrent('what waits is shown', () => {
  test.for(['contexts', 'stacks'])('by %s', async (command, { expect }) => {
    const { stdout, status } = await fiberscope(
      [command, ...(command === 'stacks' ? ['--slots', '2'] : []), ...PHILOSOPHERS],
      {
        env: { COLUMNS: '100' },
      },
    );
    expect(status).toBe(125);
    expect(widest(stdout)).toBeLessThanOrEqual(100);
    await expect(stdout).toMatchFileSnapshot(`expected/philosophers-${command}-100.txt`);
  });

  test('by trace', async ({ expect }) => {
    const { stdout } = await fiberscope(['trace', '--text', 'asm/programs/blocking/five-steps.s']);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    await expect(stdout).toMatchFileSnapshot('expected/five-steps-lanes-80.txt');
  });
});

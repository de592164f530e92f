/** `fiberscope run`: stdout is the program's and nothing else's, and so is the exit status. */

import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, test } from 'vitest';
import { PAGE } from '../../src/elf/place.ts';
import { grouped } from '../../src/cli/words.ts';
import { fiberscope, folderWith, start, widest } from './command-line.ts';

const SYNTAX = '.intel_syntax noprefix\n';

/** `writes`: rsi a text, rdx its size. */
const WRITES = 'writes: mov edi, 1\nmov eax, 1\nsyscall\nret\n';

const cwd = folderWith({
  'seven.s': `${SYNTAX}.globl main\nmain: mov eax, 7\nret\n`,
  'exit-259.s': `${SYNTAX}.globl _start\n_start: mov edi, 259\nmov eax, 60\nsyscall\n`,
  'two-streams.s': `${SYNTAX}.globl _start
_start:
    mov edi, 2
    lea rsi, [rip+text]
    mov edx, 4
    mov eax, 1
    syscall
    mov edi, 1
    lea rsi, [rip+text+4]
    mov edx, 4
    mov eax, 1
    syscall
    xor edi, edi
    mov eax, 60
    syscall
    .data
text: .ascii "err\\nout\\n"
`,
  'main.s': `${SYNTAX}.globl main\nmain: sub rsp, 8\nlea rdi, [rip+worker]\nmov esi, 3\ncall spawn\nadd rsp, 8\nxor eax, eax\nret\n`,
  'worker.s': `${SYNTAX}.globl worker\nworker: mov eax, edi\nadd eax, '0'\nmov [rip+digit], al\nlea rsi, [rip+digit]\nmov edx, 2\n${WRITES}.data\ndigit: .ascii "?\\n"\n`,
  'endless.s': `${SYNTAX}.globl _start\n_start: lea rsi, [rip+text]\nmov edx, 6\ncall writes\n1: jmp 1b\n${WRITES}.data\ntext: .ascii "so far"\n`,
  'deadlock.s': `${SYNTAX}.globl main\nmain: sub rsp, 8\n1: call yield_thread\njmp 1b\n`,
  'loud.s': `${SYNTAX}.globl _start\n_start: lea rsi, [rip+text]\nmov edx, 65536\ncall writes\njmp _start\n${WRITES}.data\ntext: .fill 65536, 1, 'x'\n`,
  'loud-then-fault.s': `${SYNTAX}.globl _start\n_start: lea rsi, [rip+text]\nmov edx, 2000000\ncall writes\nud2\n${WRITES}.data\ntext: .fill 2000000, 1, 'x'\n`,
  'included.s': `${SYNTAX}.equ ANSWER, 42\n`,
  'includes.s': `${SYNTAX}.include "included.s"\n.globl main\nmain: mov eax, ANSWER\nret\n`,
});

const THREAD = { stack: 2 << 20, guard: PAGE, record: 80, bytes: (2 << 20) + PAGE + 80 };

const LIMIT = (count: string): string => `stopped after ${count}: --max-instructions\n`;

describe.concurrent('run', () => {
  test.for<[string, string, string, number]>([
    ['seven.s', '', '', 7],
    ['exit-259.s', '', '', 3],
    ['two-streams.s', 'out\n', 'err\n', 0],
    ['main.s worker.s', '3\n', '', 0],
    ['worker.s main.s', '3\n', '', 0],
    ['includes.s', '', '', 42],
    ['--max-instructions 1000 seven.s', '', '', 7],
    ['--max-instructions 20 endless.s', 'so far', LIMIT('20 instructions'), 124],
    ['--max-instructions 1 endless.s', '', LIMIT('1 instruction'), 124],
    ['--max-instructions 0 endless.s', '', LIMIT('0 instructions'), 124],
    ['--max-instructions 0x100 deadlock.s', '', LIMIT('256 instructions'), 124],
    ['--max-threads 2 --stack-size 4K --memory 16M main.s worker.s', '3\n', '', 0],
  ])('%s', async ([line, stdout, stderr, status], { expect }) => {
    expect(await fiberscope(['run', ...line.split(' ')], { cwd })).toEqual({ stdout, stderr, status });
  });

  test('the demo prints the lines of the book and nothing else', async ({ expect }) => {
    const called = await fiberscope(['run', 'asm/programs/demo.s']);
    expect(called).toEqual({
      stdout: `I haven't implemented a timer in this example.
But we can still nest tasks...
THREAD 2 FINISHED.
...like this!
THREAD 3 FINISHED.
Finally, notice how the tasks are executed concurrently.
THREAD 1 FINISHED.
`,
      stderr: '',
      status: 0,
    });
  });

  test.for([80, 120])('--switches in %i columns goes to stderr and fits', async (columns, { expect }) => {
    const env = { COLUMNS: String(columns) };
    const plain = await fiberscope(['run', 'asm/programs/counters.s']);
    const called = await fiberscope(['run', '--switches', 'asm/programs/counters.s'], { env });
    expect(called.stdout).toBe(plain.stdout);
    expect(called.status).toBe(0);
    expect(widest(called.stderr)).toBeLessThanOrEqual(columns);
    await expect(called.stderr).toMatchFileSnapshot(`expected/counters-switches-${columns}.txt`);
  });

  test('--json has the same switches as data', async ({ expect }) => {
    const { stderr, status } = await fiberscope(['run', '--json', 'asm/programs/demo.s']);
    const { rows, dropped } = JSON.parse(stderr) as { rows: Record<string, unknown>[]; dropped: number };
    expect({ status, dropped, count: rows.length }).toEqual({ status: 0, dropped: 0, count: 6 });
    const address = { address: expect.stringMatching(/^0x[0-9a-f]+$/), name: expect.any(String) };
    expect(rows[0]).toEqual({
      number: 1,
      instruction: expect.any(Number),
      at: address,
      from: { id: 0, name: 'main' },
      to: { id: 1, name: 'waits' },
      why: 'yield',
      rspBefore: address,
      rspAfter: address,
    });
  });

  test('--stats is a summary on stderr that fits', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['run', '--stats', 'asm/programs/counters.s']);
    const plain = await fiberscope(['run', 'asm/programs/counters.s']);
    expect({ stdout, status }).toEqual({ stdout: plain.stdout, status: 0 });
    expect(widest(stderr)).toBeLessThanOrEqual(80);
    expect(stderr.replaceAll(/\d[\d,.]*(?= ns| s,| mill| MiB|\nswi)/g, '*')).toBe(`instructions  *
switches      43, * ns each, all of the run included
threads       2 spawned, 3 at once with the base thread
a thread      ${grouped(THREAD.bytes)} bytes: stack 2,097,152, guard ${grouped(PAGE)}, record 80
time          * s, * million instructions a second
memory        * MiB resident at most, the host included
`);
  });

  test('--stats as data, alone and with the switches', async ({ expect }) => {
    const [alone, both] = await Promise.all(
      [[], ['--switches']].map((more) =>
        fiberscope(['run', '--stats', '--json', ...more, 'asm/programs/demo.s']),
      ),
    );
    const statistics = {
      instructions: expect.any(Number),
      instructionsPerSecond: expect.any(Number),
      switches: 6,
      virtualNanoseconds: expect.any(Number),
      nanosecondsPerSwitch: expect.any(Number),
      threads: { spawned: 3, most: 4 },
      thread: THREAD,
      seconds: expect.any(Number),
      residentBytes: expect.any(Number),
    };
    expect(JSON.parse(alone!.stderr)).toEqual({ statistics });
    expect(JSON.parse(both!.stderr)).toEqual({ rows: expect.any(Array), dropped: 0, statistics });
  });

  test('--stats of a program without threads, which faults', async ({ expect }) => {
    const { stderr, status } = await fiberscope(['run', '--stats', 'test/cli/faults/halt.s']);
    expect(status).toBe(139);
    expect(stderr).toMatch(/^instructions +\d+\nswitches +0\nthreads +0 spawned/);
    expect(stderr).toContain('\nfault: ');
  });

  test('--switches of a program without threads', async ({ expect }) => {
    const called = await fiberscope(['run', '--switches', 'exit-259.s'], { cwd });
    expect(called).toEqual({ stdout: '', stderr: 'no switches\n', status: 3 });
  });

  test('all output comes before a fault, however much it is', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['run', 'loud-then-fault.s'], { cwd });
    expect(stdout).toBe('x'.repeat(2_000_000));
    expect(stderr).toMatch(/^fault: invalid opcode/);
    expect(status).toBe(132);
  });

  test('a reader that goes away ends it as SIGPIPE would', async ({ expect }) => {
    const child = start(['run', 'loud.s'], { cwd });
    const closed = once(child, 'close');
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await text(child.stderr)).toBe('');
    expect((await closed)[0]).toBe(141);
  });
});

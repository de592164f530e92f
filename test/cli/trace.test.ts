/** `fiberscope trace`: the program runs as ever, and who ran when is written down. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { InputError, UsageError } from '../../src/cli/command.ts';
import { trace } from '../../src/cli/trace.ts';
import { isMissing } from '../elf/tools.ts';
import { brokenRules } from '../scope/trace-rules.ts';
import { fiberscope, folderWith, plain, widest, type Called } from './command-line.ts';

const SYNTAX = '.intel_syntax noprefix\n';
const YIELDS = `${SYNTAX}.globl main\nmain: sub rsp, 8\nlea rdi, [rip+worker]\ncall spawn\n1: call yield_thread\njmp 1b\nworker: sub rsp, 8\n1: call yield_thread\njmp 1b\n`;

const cwd = folderWith({
  'seven.s': `${SYNTAX}.globl main\nmain: mov eax, 7\nret\n`,
  'alone.s': `${SYNTAX}.globl _start\n_start: mov edi, 4\nmov eax, 60\nsyscall\n`,
  'faults.s': `${SYNTAX}.globl main\nmain: sub rsp, 8\nlea rdi, [rip+worker]\ncall spawn\ncall yield_thread\nworker: ud2\n`,
  'yields.s': YIELDS,
  'crowd.s': `${SYNTAX}.globl main\nmain: push rbx\nmov ebx, 30\n1: lea rdi, [rip+worker]\ncall spawn\ndec ebx\njnz 1b\npop rbx\nxor eax, eax\nret\nworker: ret\n`,
  'odd.s': `${SYNTAX}.globl main\nmain: sub rsp, 8\nlea rdi, [rip+"<&>"]\ncall spawn\nadd rsp, 8\nxor eax, eax\nret\n"<&>": lea rsi, [rip+text]\nmov edx, 6\nmov edi, 1\nmov eax, 1\nsyscall\nret\n.data\ntext: .ascii "<&\\">\\033\\n"\n`,
  'tasks.c': `#include "fiberscope.h"\nstatic void says(void *text) { print(text); }\nint main(int count, char **args) { spawn(says, count > 1 ? args[1] : "none"); return 5; }\n`,
});

function eventsIn(json: string): readonly Record<string, unknown>[] {
  return (JSON.parse(json) as { traceEvents: Record<string, unknown>[] }).traceEvents;
}

/** What it wrote to a file beside the programs. */
async function written(line: string): Promise<Called & { file: string }> {
  const name = /-o (\S+)/.exec(line)![1]!;
  const called = await fiberscope(['trace', ...line.split(' ')], { cwd });
  return { ...called, file: readFileSync(join(cwd, name), 'utf8') };
}

describe.concurrent('trace', () => {
  test('of the demo: its events, and its output beside them', async ({ expect }) => {
    const [{ stdout, stderr, status }, ran] = await Promise.all([
      fiberscope(['trace', 'asm/programs/demo.s']),
      fiberscope(['run', 'asm/programs/demo.s']),
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: ran.stdout });
    expect(brokenRules(eventsIn(stdout))).toEqual([]);
    await expect(stdout).toMatchFileSnapshot('expected/demo-trace.txt');
  });

  test('-o writes a file, and the output is as ever', async ({ expect }) => {
    const [{ file, ...called }, printed] = await Promise.all([
      written('seven.s -o trace.json'),
      fiberscope(['trace', '-o', '-', 'seven.s'], { cwd }),
    ]);
    expect(called).toEqual({ stdout: '', stderr: '', status: 7 });
    expect(brokenRules(eventsIn(file))).toEqual([]);
    expect(printed).toEqual({ stdout: file, stderr: '', status: 7 });
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test.for(['demo', 'counters'])('--text shows lanes in 80 columns: %s', async (name, { expect }) => {
    const { stdout, status } = await fiberscope(['trace', '--text', `asm/programs/${name}.s`]);
    expect(status).toBe(0);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    await expect(stdout).toMatchFileSnapshot(`expected/${name}-lanes-80.txt`);
  });

  test('--text is the same in colour, and as wide as there is room', async ({ expect }) => {
    const [colored, wide, narrow] = await Promise.all([
      fiberscope(['trace', '--text', 'asm/programs/demo.s'], { env: { FORCE_COLOR: '1' } }),
      fiberscope(['trace', '--text', 'asm/programs/demo.s'], { env: { COLUMNS: '132' } }),
      fiberscope(['trace', '--text', 'asm/programs/demo.s']),
    ]);
    expect(colored.stdout).not.toBe(narrow.stdout);
    expect(plain(colored.stdout)).toBe(narrow.stdout);
    expect(widest(wide.stdout)).toBe(132);
  });

  test('--svg draws the picture of the documentation', async ({ expect }) => {
    const { stdout, status } = await fiberscope(['trace', '--svg', 'asm/programs/demo.s']);
    expect(status).toBe(0);
    await expect(stdout).toMatchFileSnapshot('../../docs/timeline.svg');
  });

  test('--svg keeps what XML gives a meaning out of names and texts', async ({ expect }) => {
    const { file } = await written('--svg odd.s -o odd.svg');
    expect(file).toContain('>1 &lt;&amp;&gt;</text>');
    expect(file).toContain('writes &lt;&amp;&quot;&gt;\uFFFD\n</title>');
    expect(file).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('of a program without threads has its one lane', async ({ expect }) => {
    const [text, json] = await Promise.all(
      [['--text'], []].map((more) => fiberscope(['trace', ...more, 'alone.s'], { cwd })),
    );
    expect(text!.status).toBe(4);
    expect(text!.stdout).toMatch(/^0 base +█+$/m);
    const slices = eventsIn(json!.stdout).filter(({ ph }) => ph === 'X');
    expect(slices).toMatchObject([
      { name: 'Running', ts: 0, dur: 3, args: { thread: '0 base', why: 'exit' } },
    ]);
  });

  test('of a program that faults shows where, and the report', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['trace', '--text', 'faults.s'], { cwd });
    expect(status).toBe(132);
    expect(stdout).toMatch(/^1 worker +·+.*█\n +!$/m);
    expect(stderr).toMatch(/^fault: invalid opcode/);
  });

  test('of a program that was stopped goes up to there', async ({ expect }) => {
    const [{ file, stderr, status }, atOnce] = await Promise.all([
      written('--max-instructions 100 yields.s -o stopped.json'),
      fiberscope(['trace', '--text', '--max-instructions', '0', 'yields.s'], { cwd }),
    ]);
    expect({ stderr, status }).toEqual({
      stderr: 'stopped after 100 instructions: --max-instructions\n',
      status: 124,
    });
    expect(brokenRules(eventsIn(file))).toEqual([]);
    expect(atOnce.stdout).toContain('0 instructions; ');
  });

  test('has the first events, and says what it leaves out', async ({ expect }) => {
    const line = '--max-events 3 --max-instructions 1000 yields.s -o first.json';
    const { file, stderr, status } = await written(line);
    expect(status).toBe(124);
    const [, left, at] =
      /\nleft out: (\d+) events after instruction (\d+): --max-events\n$/.exec(stderr) ?? [];
    expect(Number(left)).toBeGreaterThan(10);
    expect(file).toContain(`"instructions":${at},"eventsLeftOut":${left}}`);
    expect(brokenRules(eventsIn(file))).toEqual([]);
  });

  test('of many threads has a lane for the last ones together', async ({ expect }) => {
    const options = ['--max-threads', '31', 'crowd.s'];
    const [text, svg, few] = await Promise.all(
      [['--text'], ['--svg'], ['--text', '--lanes', '3']].map((more) =>
        fiberscope(['trace', ...more, ...options], { cwd }),
      ),
    );
    expect(text!.stdout.match(/^\d+ \w+ +[░▒▓█·]/gm)).toHaveLength(24);
    expect(text!.stdout).toMatch(/^8 others +·/m);
    expect(svg!.stdout).toContain('>8 others</text>');
    expect(few!.stdout).toMatch(/^0 main .*\n.*\n1 worker .*\n29 others /m);
  });

  test.skipIf(isMissing('cc'))('of C, with arguments of its own', async ({ expect }) => {
    const { stdout, status } = await written('tasks.c -o tasks.json -- hello');
    expect({ stdout, status }).toEqual({ stdout: 'hello', status: 5 });
  });

  test.skipIf(!existsSync('/dev/full'))('says so when there is no room', async ({ expect }) => {
    const called = await fiberscope(['trace', 'seven.s', '-o', '/dev/full'], { cwd });
    expect(called).toEqual({ stdout: '', stderr: expect.stringMatching(/^\/dev\/full: ENOSPC/), status: 2 });
  });

  test('leaves what was there when it cannot be run', async ({ expect }) => {
    writeFileSync(join(cwd, 'before.json'), 'before');
    const called = await fiberscope(['trace', 'missing.s', '-o', 'before.json'], { cwd });
    expect(called.status).toBe(2);
    expect(readFileSync(join(cwd, 'before.json'), 'utf8')).toBe('before');
  });
});

describe('trace cannot be had', () => {
  const path = (name: string): string => join(cwd, name);
  const program = path('yields.s');

  test.for<[string, readonly string[], typeof InputError, string]>([
    ['in two forms', ['--text', '--svg', program], UsageError, '--text and --svg are two forms of one output'],
    ['in lanes that are no lanes', ['--lanes', '5', program], UsageError, '--lanes wants --text or --svg: a trace has all threads'],
    ['in one lane', ['--lanes', '1', '--text', program], UsageError, '--lanes wants at least 2, not 1'],
    ['in too many', ['--lanes', '1001', '--text', program], UsageError, '--lanes wants at most 1000, not 1001'],
    ['of no events', ['--max-events', '0', program], UsageError, '--max-events wants at least 1, not 0'],
    ['of too many', ['--max-events', '5000000', program], UsageError, '--max-events wants at most 4000000, not 5000000'],
    ['of no file', [], UsageError, 'no file is named'],
    ['in no file', [program, '-o', ''], UsageError, 'the name of the output is empty'],
    ['in its source', [program, '-o', program], UsageError, `-o ${program} is one of the files to read, and would be lost`],
    ['in a folder', [program, '-o', cwd], InputError, `${cwd}: is a folder`],
    ['where there is none', [program, '-o', path('nowhere/t.json')], InputError, `${path('nowhere/t.json')}: there is no folder ${path('nowhere')}`],
    ['of what is not there', [path('missing.s')], InputError, `${path('missing.s')}: no such file`],
  ])('%s', async ([, args, kind, message], { expect }) => {
    await expect(async () => trace.run(args)).rejects.toThrow(new kind(message));
  }); // prettier-ignore
});

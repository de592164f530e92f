/** `fiberscope stacks`: areas, calls, slots. */

import { describe, test } from 'vitest';
import { fiberscope, folderWith, plain, widest } from './command-line.ts';

const COUNTERS = 'asm/programs/counters.s';
const DEMO = 'asm/programs/demo.s';

const cwd = folderWith({
  'deep.s': `.intel_syntax noprefix
.globl main
main: call deep
ret
deep: sub rsp, 0x400
call deep
add rsp, 0x400
ret
`,
});

describe.concurrent('the text', () => {
  test.for([
    ['--at 100', COUNTERS, 'counters-stacks-100'],
    ['--at switch:3 --thread 1 --thread 3 --below 8', DEMO, 'demo-stacks-switch-3'],
  ] as const)('%s %s', async ([options, file, name], { expect }) => {
    const { stdout, status } = await fiberscope(['stacks', ...options.split(' '), file]);
    expect(status).toBe(0);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    await expect(stdout).toMatchFileSnapshot(`expected/${name}.txt`);
  });

  test('of an overflow, misaligned at every other call', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['stacks', '--slots', '2', 'deep.s'], { cwd });
    expect(status).toBe(139);
    expect(stderr).toContain('stack overflow');
    expect(stdout).toContain('8 MiB');
    expect(stdout).toMatch(/^ *0 +deep\+0x7 +deep\.s:6 +1,024 +misaligned: a multiple of 16 and 8$/m);
    expect(stdout).toMatch(/^ *1 +deep\+0xc +deep\.s:7 +1,024 +a multiple of 16$/m);
    expect(stdout).toMatch(/^and \d+ calls more$/m);
  });

  test('is the same in colour', async ({ expect }) => {
    const args = ['stacks', '--at', '100', COUNTERS];
    const [colored, uncolored] = await Promise.all([
      fiberscope(args, { env: { FORCE_COLOR: '1' } }),
      fiberscope(args),
    ]);
    expect(colored.stdout).not.toBe(uncolored.stdout);
    expect(plain(colored.stdout)).toBe(uncolored.stdout);
  });
});

test('--json has the shape that the documentation gives', async ({ expect }) => {
  const args = ['stacks', '--at', '100', '--thread', '1', '--slots', '1', '--below', '1', '--json', COUNTERS];
  const { stdout } = await fiberscope(args);
  const word = expect.stringMatching(/^0x(0|[1-9a-f][0-9a-f]{0,15})$/);
  const line = (file: string): unknown => ({ file, line: expect.any(Number) });
  const frame = (name: string, file: string, end: string): unknown => ({
    function: name,
    at: { address: word, name: expect.stringContaining(`${name}+`), line: line(file) },
    sp: word,
    cfa: word,
    end,
    alignment: 0,
  });
  expect(JSON.parse(stdout)).toEqual({
    instructions: 100,
    switches: 1,
    time: 100,
    current: 1,
    threads: [
      {
        id: 1,
        name: 'counts_to_10',
        state: 'Running',
        wait: null,
        stack: { base: word, size: 2 << 20, used: 96, highWater: 136, held: 2 << 20 },
        rsp: word,
        areas: [
          { kind: 'guard', base: word, size: 4096 },
          { kind: 'untouched', base: word, size: 2096928 },
          { kind: 'red zone', base: word, size: 128 },
          { kind: 'in use', base: word, size: 96 },
        ],
        frames: [
          frame('announce', COUNTERS, 'return'),
          frame('count', COUNTERS, 'return'),
          frame('call', 'guest/call.s', 'skip'),
        ],
        complete: true,
        slots: [
          {
            address: word,
            place: 'stack 1 + 0x1fff98',
            value: word,
            kind: 'red zone',
            text: 'red zone of announce',
          },
          {
            address: word,
            place: 'stack 1 + 0x1fffa0',
            value: '0x0',
            kind: 'local',
            text: 'local data of announce',
          },
        ],
      },
    ],
    outcome: { kind: 'stopped', why: 'instruction' },
  });
});

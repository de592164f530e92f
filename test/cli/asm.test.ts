/** `fiberscope asm`: the listing and the symbols. */

import { describe, test } from 'vitest';
import { fiberscope, folderWith } from './command-line.ts';

const cwd = folderWith({
  'plain.s': `.intel_syntax noprefix
    .globl _start
    .type _start, @function
_start:
    lea rsi, [rip+text]
    mov edx, offset SIZE
1:  jmp 1b
same: ret
    .size _start, . - _start
    .data
text:
    .ascii "twelve bytes"
    .equ SIZE, . - text
    .bss
buffer: .zero 4096
`,
  'library.s': '.intel_syntax noprefix\nhelps: ret\n',
  'careful.s': '.intel_syntax noprefix\n.warning "careful"\n.globl main\nmain: ret\n',
  'threads.s': '.intel_syntax noprefix\n.globl main\nmain: ret\n',
});

describe.concurrent('asm', () => {
  test('shows address, bytes and source of code, and the labels of data', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['asm', 'plain.s'], { cwd });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(`\n${stdout}`).toBe(`
plain.s .text
0x400000                                  _start:
0x400000  48 8d 35 f9 0f 00 00         5      lea rsi, [rip+text]
0x400007  ba 0c 00 00 00               6      mov edx, offset SIZE
0x40000c  eb fe                        7  1:  jmp 1b
0x40000e  c3                           8  same: ret

plain.s .data
0x401000  74 77 65 6c 76 65 20 62         text:
          79 74 65 73

plain.s .bss
0x40100c                                  buffer:
`);
  });

  test('warnings go to stderr and stop nothing', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['asm', 'careful.s'], { cwd });
    expect({ stderr, status }).toEqual({
      stderr: 'careful.s:2:10: warning: careful\n    2 | .warning "careful"\n      |          ^\n',
      status: 0,
    });
    expect(stdout).toContain('main: ret');
  });

  test('--symbols shows places by address, then constants', async ({ expect }) => {
    const { stdout } = await fiberscope(['asm', '--symbols', 'plain.s'], { cwd });
    expect(`\n${stdout}`).toBe(`
0x400000  _start  .text     global  function  15 bytes
0x40000e  same    .text     local
0x401000  text    .data     local
0x40100c  buffer  .bss      local
0xc       SIZE    constant  local
`);
  });

  test('--json', async ({ expect }) => {
    const { stdout } = await fiberscope(['asm', '--json', 'library.s'], { cwd });
    expect(JSON.parse(stdout)).toEqual([
      {
        address: '0x400000',
        bytes: 'c3',
        file: 'library.s',
        section: '.text',
        line: 2,
        source: 'helps: ret',
      },
    ]);
  });

  test('--symbols --json', async ({ expect }) => {
    const { stdout } = await fiberscope(['asm', '--symbols', '--json', 'library.s'], { cwd });
    expect(JSON.parse(stdout)).toEqual([
      {
        name: 'helps',
        address: '0x400000',
        size: 0,
        type: 'none',
        global: false,
        file: 'library.s',
        section: '.text',
      },
    ]);
  });

  test('of the guest code, only what programs can call', async ({ expect }) => {
    const { stdout } = await fiberscope(['asm', '--symbols', 'threads.s'], { cwd });
    const names = stdout.split('\n').map((line) => line.split(/ +/)[1]);
    expect(names).toEqual(expect.arrayContaining(['main', '_start', 'yield_thread', 'switch']));
    expect(names).not.toContain('SYS_YIELD');
  });

  test('every line of the demo is in its listing', async ({ expect }) => {
    const { stdout } = await fiberscope(['asm', 'asm/programs/demo.s']);
    for (const line of ['main:', '    call yield_thread', '1:  xor edx, edx', 'no_timer:']) {
      expect(stdout).toContain(`  ${line}\n`);
    }
  });
});

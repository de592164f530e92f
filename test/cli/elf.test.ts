/** Objects, executables and C sources on the command line, and the ELF files that `asm` writes. */

import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { isMissing } from '../elf/tools.ts';
import { fiberscope, folderWith, ROOT } from './command-line.ts';

const SYNTAX = '.intel_syntax noprefix\n';
const OBJECTS = join(ROOT, 'test/elf/programs');

/** Exits with the number of its arguments. */
const COUNT = `${SYNTAX}.globl _start\n_start: mov rdi, [rsp]\nmov eax, 60\nsyscall\n`;
const WRITES = `${SYNTAX}.globl main
main:
    push rbx
    mov rbx, rsi
1:  mov rdi, [rbx]
    test rdi, rdi
    jz 2f
    call print
    lea rdi, [rip+newline]
    call print
    add rbx, 8
    jmp 1b
2:  call helps
    pop rbx
    ret
    .data
newline: .asciz "\\n"
`;

const cwd = folderWith({
  'count.s': COUNT,
  'writes.s': WRITES,
  'helps.s': `${SYNTAX}.globl helps\nhelps: mov eax, 5\nret\n`,
  'tasks.o': readFileSync(join(OBJECTS, 'tasks.o')),
  'tasks.c': readFileSync(join(ROOT, 'asm/programs/tasks.c')),
  'errors.c': 'int main(void) { return nothing; }\n',
  'errors.s': 'main: mvo eax, 1\n',
  'faults.c': 'int *nowhere;\nint main(void) {\n  return *nowhere;\n}\n',
  'arm.o': new Uint8Array(readFileSync(join(OBJECTS, 'tasks.o'))).with(18, 183),
  'cut.o': new Uint8Array(readFileSync(join(OBJECTS, 'tasks.o'))).subarray(0, 100),
});

const TASKS = `ann (thread 1): round 1
bob (thread 2): round 1
eve (thread 3): round 1
ann (thread 1): round 2
eve (thread 3): round 2
ann (thread 1): round 3
`;

async function written(args: string): Promise<void> {
  const { stdout, stderr, status } = await fiberscope(args.split(' '), { cwd });
  if (stdout !== '' || stderr !== '' || status !== 0) throw new Error(`${status}: ${stdout}${stderr}`);
}

describe.concurrent('asm -o', () => {
  test('writes objects, which are linked with sources', async ({ expect }) => {
    await written('asm helps.s -o helps.o');
    const called = await fiberscope(['run', 'writes.s', 'helps.o', '--', 'a', '-b', '--', '--help'], { cwd });
    expect(called).toEqual({ stdout: 'writes.s\na\n-b\n--\n--help\n', stderr: '', status: 5 });
  });

  test('--link writes programs with green threads, named as one likes', async ({ expect }) => {
    await written('asm --link tasks.o -o tasks.s.txt');
    expect(statSync(join(cwd, 'tasks.s.txt')).mode & 0o100).toBe(0o100);
    expect(await fiberscope(['run', 'tasks.s.txt'], { cwd })).toEqual({
      stdout: TASKS,
      stderr: '',
      status: 0,
    });
    const { stderr } = await fiberscope(['run', '--switches', 'tasks.s.txt'], { cwd });
    expect(stderr).toContain('1 count');
  });

  test('--link writes plain programs', async ({ expect }) => {
    await written('asm --link count.s -o count');
    const called = await fiberscope(['run', 'count', '--', '1', '2'], { cwd });
    expect(called).toEqual({ stdout: '', stderr: '', status: 3 });
  });

  test('writes over what was there, and leaves it when it fails', async ({ expect }) => {
    writeFileSync(join(cwd, 'old.o'), 'old');
    const failed = await fiberscope(['asm', 'errors.s', '-o', 'old.o'], { cwd });
    expect(failed.status).toBe(2);
    expect(readFileSync(join(cwd, 'old.o'), 'utf8')).toBe('old');
    await written('asm count.s -o old.o');
    expect(readFileSync(join(cwd, 'old.o'), 'latin1')).toMatch(/^\u007fELF/);
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

const usage = (message: string): string => `fiberscope: ${message}\nTry 'fiberscope asm --help'.\n`;

const REFUSED: readonly (readonly [string, string | RegExp])[] = [
  ['asm count.s -o count.s', usage('-o count.s is one of the files to read, and would be lost')],
  ['asm count.s -o ./count.s', usage('-o ./count.s is one of the files to read, and would be lost')],
  [
    'asm count.s helps.s -o x.o',
    usage('-o x.o is one object, and there are 2 files: --link makes one program of them'),
  ],
  ['asm --link count.s', usage('--link wants -o FILE, the program to write')],
  ['asm --json count.s -o x.o', usage('-o writes a file, and there is nothing to show')],
  ['asm count.s -o', usage('--output wants a value')],
  ['asm count.s -o nowhere/x.o', 'nowhere/x.o: there is no folder nowhere\n'],
  ['run arm.o', 'arm.o: for another machine (AArch64): compile it for x86-64\n'],
  [
    'run cut.o',
    /^cut\.o: truncated: the first section header would end at 0x[0-9a-f]+, and the file has 0x64 bytes\n$/,
  ],
  ['run count.s --env =x', "fiberscope: --env wants NAME=VALUE, not '=x'\nTry 'fiberscope run --help'.\n"],
];

describe.concurrent('says what is wrong with', () => {
  test.for(REFUSED)('%s', async ([line, message], { expect }) => {
    const { stdout, stderr, status } = await fiberscope(line.split(' '), { cwd });
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    if (typeof message === 'string') expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
    expect(existsSync(join(cwd, 'x.o'))).toBe(false);
  });

  test('an executable that is to be linked', async ({ expect }) => {
    await written('asm --link count.s -o alone');
    expect(await fiberscope(['run', 'alone', 'helps.s'], { cwd })).toEqual({
      stdout: '',
      stderr: 'alone: an executable, which is whole: it runs alone\n',
      status: 2,
    });
    expect(await fiberscope(['asm', 'alone', '-o', 'y.o'], { cwd })).toEqual({
      stdout: '',
      stderr: 'alone: an executable already\n',
      status: 2,
    });
  });

  test('a computer without a C compiler', async ({ expect }) => {
    const bare = { PATH: '/nowhere' };
    const called = await fiberscope(['run', 'tasks.c'], { cwd, env: bare });
    expect(called).toEqual({
      stdout: '',
      stderr:
        'tasks.c: no C compiler (cc, gcc, clang): install gcc or clang, name one in CC, or compile it elsewhere to an .o file\n',
      status: 2,
    });
    const named = await fiberscope(['run', 'tasks.c'], { cwd, env: { ...bare, CC: 'icc -fast' } });
    expect(named.stderr).toMatch(/^tasks\.c: no C compiler \(icc\): /);
  });
});

describe.concurrent('the listing', () => {
  test('of an object is its instructions, by name', async ({ expect }) => {
    const { stdout } = await fiberscope(['asm', 'tasks.o'], { cwd });
    expect(stdout).toMatch(/^0x4[0-9a-f]{5} {2}e8 .* call print$/m);
    expect(stdout).toMatch(/^0x4[0-9a-f]{5} {34}main:$/m);
    expect(stdout).not.toContain('(bad)');
  });

  test('of an executable too, and its symbols', async ({ expect }) => {
    await written('asm --link count.s -o listed');
    const { stdout } = await fiberscope(['asm', 'listed'], { cwd });
    expect(stdout).toBe(`listed .text
0x400000                                  _start:
0x400000  48 8b 3c 24                  3      mov rdi, QWORD PTR [rsp]
0x400004  b8 3c 00 00 00               4      mov eax, 0x3c
0x400009  0f 05                        5      syscall
`);
    const symbols = await fiberscope(['asm', '--symbols', 'listed'], { cwd });
    expect(symbols.stdout).toBe('0x400000  _start  .text  global\n');
  });
});

describe.skipIf(isMissing('cc')).concurrent('C sources', () => {
  test('are compiled and run', async ({ expect }) => {
    expect(await fiberscope(['run', 'tasks.c'], { cwd })).toEqual({ stdout: TASKS, stderr: '', status: 0 });
  });

  test('have their errors shown as the compiler writes them', async ({ expect }) => {
    const { stdout, stderr, status } = await fiberscope(['run', 'errors.c'], { cwd });
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/errors\.c:1:\d+: error: .*nothing/);
  });

  test('have the lines of their faults', async ({ expect }) => {
    const { stderr, status } = await fiberscope(['run', 'faults.c'], { cwd });
    expect(status).toBe(139);
    expect(stderr).toMatch(/^ {2}at +main.* faults\.c:3$/m);
  });

  test('are compiled by $CC', async ({ expect }) => {
    writeFileSync(join(cwd, 'my-cc'), '#!/bin/sh\necho "my own: $1" >&2\nexec cc "$@"\n');
    chmodSync(join(cwd, 'my-cc'), 0o755);
    const env = { CC: `${join(cwd, 'my-cc')} -DX=1` };
    expect(await fiberscope(['run', 'tasks.c'], { cwd, env })).toEqual({
      stdout: TASKS,
      stderr: 'my own: -DX=1\n',
      status: 0,
    });
  });
});

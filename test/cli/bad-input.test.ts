/** Input that cannot be run and command lines that cannot be read: status 2, nothing on stdout, one clear message. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { fiberscope, folderWith } from './command-line.ts';

const cwd = folderWith({
  'good.s': '.intel_syntax noprefix\n.globl main\nmain: xor eax, eax\nret\nworker: ret\n',
  'empty.s': '',
  'binary.s': Uint8Array.of(0x7f, 0x45, 0x4c, 0, 2, 1, 1, 0, 0),
  'cut.s': Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0),
  'latin-1.s': Uint8Array.of(0x23, 0x20, 0x63, 0x61, 0x66, 0xe9, 0x0a),
  'undefined.s':
    '.intel_syntax noprefix\n.globl main\nmain: call worker\ncall wroker\nret\n.globl worker\nworker: ret\n.data\n.quad table\n',
  'no-entry.s': '.intel_syntax noprefix\nworker: ret\n',
  'errors.s': '.intel_syntax noprefix\nmain: mvo eax, 1\n    jmp (\n    ret\n',
  'more-errors.s': '.intel_syntax noprefix\n    .include "nothing.s"\n',
  'worker.s': '.globl worker\nworker: ret\n',
  'worker2.s': '.globl worker\nworker: ret\n',
});
mkdirSync(join(cwd, 'folder'));

const ERRORS = `errors.s:2:7: error: unknown mnemonic 'mvo'
    2 | main: mvo eax, 1
      |       ^^^
      = did you mean 'mov'?
errors.s:3:10: error: expected an expression but found the end of the statement
    3 |     jmp (
      |          ^
`;

const FILES: readonly (readonly [string, string])[] = [
  ['missing.s', 'missing.s: no such file\n'],
  ['folder', 'folder: is a folder\n'],
  ['empty.s', 'empty.s: the file is empty\n'],
  ['binary.s', 'binary.s: not a text file\n'],
  ['cut.s', 'cut.s: truncated: the ELF header is not whole\n'],
  ['latin-1.s', 'latin-1.s: not a text file: it is not valid UTF-8\n'],
  ['errors.s', ERRORS],
  [
    'errors.s more-errors.s missing.s',
    `${ERRORS}more-errors.s:2:14: error: cannot read 'nothing.s'
    2 |     .include "nothing.s"
      |              ^^^^^^^^^^^
missing.s: no such file
`,
  ],
  [
    'undefined.s',
    `undefined.s:4: undefined symbol 'wroker' (did you mean 'worker'?)
undefined.s(.data+0x0): undefined symbol 'table'
`,
  ],
  ['good.s worker.s worker2.s', "worker2.s:2: 'worker' is already defined at worker.s:2\n"],
];

describe.concurrent('sources', () => {
  test.for(FILES)('%s', async ([files, message], { expect }) => {
    const called = await fiberscope(['run', ...files.split(' ')], { cwd });
    expect(called).toEqual({ stdout: '', stderr: message, status: 2 });
  });

  test.for(['contexts', 'asm'])('%s reads them as run does', async (command, { expect }) => {
    const called = await fiberscope([command, 'errors.s', 'missing.s'], { cwd });
    expect(called).toEqual({ stdout: '', stderr: `${ERRORS}missing.s: no such file\n`, status: 2 });
  });
});

const help = (command: string): string => `Try 'fiberscope ${command}--help'.\n`;
const wants = (what: string, command = 'run '): string => `fiberscope: ${what}\n${help(command)}`;

const CALLS: readonly (readonly [string, string])[] = [
  [
    'run no-entry.s',
    "fiberscope: no entry: a program defines 'main', and gets the runtime for green threads, or '_start', and runs without it\n",
  ],
  ['', wants('no command is named', '')],
  ['rnu good.s', wants("no command 'rnu' (did you mean 'run'?)", '')],
  ['constructor', wants("no command 'constructor'", '')],
  ['help constructor', wants("no command 'constructor'", '')],
  ['--verbose', wants("no option '--verbose'", '')],
  ['run', wants('no file is named')],
  ['run --switchs good.s', wants("no option '--switchs' (did you mean '--switches'?)")],
  ['run -x good.s', wants("no option '-x'")],
  ['run --switches=yes good.s', wants('--switches takes no value')],
  ['run good.s --max-instructions', wants('--max-instructions wants a value')],
  ['run --max-instructions -5 good.s', wants('--max-instructions wants a value')],
  ['run --max-instructions= good.s', wants("--max-instructions wants a whole number, not ''")],
  ['run --max-instructions 1e3 good.s', wants("--max-instructions wants a whole number, not '1e3'")],
  ['run --max-instructions 2K good.s', wants("--max-instructions wants a whole number, not '2K'")],
  [
    'run --max-instructions 99999999999999999999 good.s',
    wants('--max-instructions: 99999999999999999999 is too large'),
  ],
  ['run --max-threads 0 good.s', wants('--max-threads wants at least 1, not 0')],
  ['run --stack-size 2T good.s', wants("--stack-size wants a whole number, such as 64K or 2M, not '2T'")],
  [
    'run --stack segmets good.s',
    wants("--stack wants one of fixed, commit, copy, segments, not 'segmets' (did you mean 'segments'?)"),
  ],
  ['contexts --slots many good.s', wants("--slots wants a whole number, not 'many'", 'contexts ')],
  ['contexts --at main --at-switch 1 good.s', wants('--at-switch and --at name two moments', 'contexts ')],
  ['contexts --at switch:x good.s', wants("--at switch:N wants a whole number, not 'x'", 'contexts ')],
  ['contexts --since 12x good.s', wants("--since wants a whole number, not '12x'", 'contexts ')],
  ['contexts --since 99999 good.s', 'the program has ended before --since 99999\n'],
  ['stacks --thread 4 good.s', 'fiberscope: there is no thread 4: slots are 0 to 3 (--max-threads)\n'],
  ['stacks --at 1 --at-switch 1 good.s', wants('--at-switch and --at name two moments', 'stacks ')],
  ['contexts --at wroker good.s', "fiberscope: the program has no label 'wroker' (did you mean 'worker'?)\n"],
  ['demo good.s', wants("demo takes no files; 'run' does", 'demo ')],
];

describe.concurrent('the command line says what is wrong with', () => {
  test.for(CALLS)('fiberscope %s', async ([line, message], { expect }) => {
    const called = await fiberscope(line.split(' ').filter(Boolean), { cwd });
    expect(called).toEqual({ stdout: '', stderr: message, status: 2 });
  });

  test.for([
    ['--max-threads', '99999999'],
    ['--stack-size', '100G'],
    ['--memory', '1'],
    ['--memory', '100G'],
  ] as const)('more memory than there is: %s %s', async ([option, value], { expect }) => {
    const { stdout, stderr, status } = await fiberscope(['run', option, value, 'good.s'], { cwd });
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^fiberscope: .* bytes of memory[^\n]*\n$/);
  });

  test('the empty name of a file', async ({ expect }) => {
    const called = await fiberscope(['run', ''], { cwd });
    expect(called).toEqual({ stdout: '', stderr: wants('the name of a file is empty'), status: 2 });
  });
});

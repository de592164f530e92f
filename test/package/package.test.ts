/** What a user does with the package. */

import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { install, ran, type Installed, type Ran } from './install.ts';

let installed: Installed;
beforeAll(async () => {
  installed = await install();
}, 180_000);
afterAll(() => rmSync(installed.folder, { recursive: true, force: true }));

const PROGRAM = `    .intel_syntax noprefix
    .globl main
main:
    sub rsp, 8
    lea rdi, [rip+worker]
    call spawn
    mov eax, 5
    add rsp, 8
    ret
    .globl worker
worker:
    mov edi, 1
    lea rsi, [rip+text]
    mov edx, 6
    mov eax, 1
    syscall
    ret
    .data
text: .ascii "hello\\n"
`;

function write(name: string, text: string): string {
  const path = join(installed.project, name);
  writeFileSync(path, text);
  return path;
}

describe('the files of the package', () => {
  test.for([
    'package.json',
    'README.md',
    'LICENSE',
    'dist/src/index.js',
    'dist/src/index.d.ts',
    'dist/src/cli/main.js',
    'dist/asm/abi.d.ts',
    'dist/build/vm.wasm',
    'dist/build/web/index.html',
    'dist/asm/guest/switch.s',
    'dist/asm/guest/fiberscope.h',
    'dist/docs/compilers.md',
    'dist/asm/programs/demo.s',
    'dist/asm/programs/counters.s',
  ])('%s', (path) => {
    expect(installed.files).toContain(path);
  });

  test('are no others than what runs and what types it', () => {
    const others = installed.files.filter(
      (path) =>
        !/^dist\/(src|asm)\/.*\.(js|d\.ts|s|c|rs|h)$/.test(path) &&
        !/^dist\/docs\/\w+\.md$/.test(path) &&
        !path.startsWith('dist/build/web/') &&
        path !== 'dist/build/vm.wasm',
    );
    expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
  });

  test('come without the compilers that made them', () => {
    const modules = join(installed.project, 'node_modules');
    for (const name of ['assemblyscript', 'tsx', 'typescript'])
      expect(existsSync(join(modules, name))).toBe(false);
    expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(
      expect.arrayContaining(['cli-table3', 'fiberscope']),
    );
  });
});

describe('npx fiberscope', () => {
  const fiberscope = (...args: string[]): Promise<Ran> =>
    ran('npx', ['--offline', 'fiberscope', ...args], installed.project);

  test('--version', async () => {
    expect((await fiberscope('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('run', async () => {
    write('program.s', PROGRAM);
    const { stdout, status } = await fiberscope('run', 'program.s');
    expect({ stdout, status }).toEqual({ stdout: 'hello\n', status: 5 });
  });

  test('demo, and the command that it ends with', async () => {
    const { stdout, status } = await fiberscope('demo');
    expect(status).toBe(0);
    expect(stdout).toContain('THREAD 1 FINISHED.\n');
    const [, line = ''] = /^ {2}npx fiberscope (.*)$/m.exec(stdout) ?? [];
    expect((await fiberscope(...line.split(' '))).stdout).toMatch(/^after \d+ instructions, 2 switches\n/);
  });
});

describe('the library', () => {
  const SCRIPT = `import { assemble, Runtime } from 'fiberscope';

const runtime = new Runtime(assemble(source, { name: 'program.s' }));
runtime.spawn('worker');
const outcome = runtime.run();
console.log(outcome.kind, runtime.output, runtime.threads[1]?.ctx.rsp);
`;

  test('is imported by JavaScript', async () => {
    const path = write('program.mjs', SCRIPT.replace('source', JSON.stringify(PROGRAM)));
    const { stdout, stderr } = await ran(process.execPath, [path], installed.project);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^exit hello\nhello\n \d+n\n$/);
  });

  test('has types that hold under the strictest settings', async () => {
    write(
      'program.mts',
      `import type { Outcome, Thread } from 'fiberscope';
${SCRIPT.replace('source', JSON.stringify(PROGRAM))}
const rsp: bigint | undefined = runtime.threads[1]?.ctx.rsp;
const last: Thread | undefined = runtime.threads.at(-1);
const same: Outcome = outcome;
// @ts-expect-error a label is text
runtime.spawn(true);
console.log(rsp, last, same);
`,
    );
    const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
    const settings =
      '--noEmit --strict --skipLibCheck false --exactOptionalPropertyTypes --noUncheckedIndexedAccess';
    const types = '--target es2022 --module nodenext --types';
    const args = [...`${settings} ${types}`.split(' '), '', 'program.mts'];
    const { stdout } = await ran(
      process.execPath,
      [join(dirname(typescript), 'bin/tsc'), ...args],
      installed.project,
    );
    expect(stdout).toBe('');
  });
});

/** What compilers make of the sources in compilers/: a few of their outputs stand in golden/, all are compared. */

import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('compilers/', import.meta.url));

type Compiler = 'gcc' | 'clang' | 'rustc';

/** Options that change what is written; each set goes with each source of the language. */
export const OPTIONS: Readonly<Record<Compiler, readonly string[]>> = {
  gcc: [
    '-O0',
    '-O0 -g -fPIC -ffunction-sections -fdata-sections',
    '-O1 -ffreestanding -fno-pic -fcf-protection',
    '-O2 -g',
    '-O2 -fPIC -mno-red-zone',
    '-O3 -fno-pie -mcmodel=large',
    '-O0 -masm=intel',
    '-O2 -masm=intel -ffreestanding -fno-pic',
    '-O3 -masm=intel -fPIC -g',
  ],
  clang: [
    '-O0',
    '-O2 -fPIC -ffunction-sections -fdata-sections',
    '-O3 -g -fno-pic -ffreestanding',
    '-O0 -masm=intel -g',
    '-O2 -masm=intel -fPIC',
  ],
  rustc: [
    '-C opt-level=0',
    '-C opt-level=2 -C panic=abort',
    '-C opt-level=1 -C llvm-args=-x86-asm-syntax=intel',
    '-C opt-level=3 -C llvm-args=-x86-asm-syntax=intel',
  ],
};

export const SOURCES: Readonly<Record<Compiler, readonly string[]>> = {
  gcc: ['data.c', 'numbers.c', 'symbols.c', 'tables.c'],
  clang: ['data.c', 'numbers.c', 'symbols.c', 'tables.c'],
  rustc: ['shapes.rs'],
};

/** Those that are recorded, by their names in golden/. */
export const RECORDED_OUTPUTS: Readonly<Record<string, readonly [Compiler, string, string]>> = {
  'gcc-tables.s': ['gcc', 'tables.c', '-O2'],
  'gcc-symbols.s': ['gcc', 'symbols.c', '-O2 -fPIC'],
  'gcc-data-intel.s': ['gcc', 'data.c', '-O1 -masm=intel -ffreestanding -fno-pic'],
  'clang-numbers.s': ['clang', 'numbers.c', '-O2'],
  'clang-tables-intel.s': ['clang', 'tables.c', '-O2 -masm=intel'],
  'rustc-shapes.s': ['rustc', 'shapes.rs', '-C opt-level=1'],
  'rustc-shapes-intel.s': ['rustc', 'shapes.rs', '-C opt-level=2 -C llvm-args=-x86-asm-syntax=intel'],
};

export function hasCompiler(compiler: Compiler): boolean {
  return spawnSync(compiler, ['--version']).status === 0;
}

/**
 * The assembly that a compiler writes, without the folder's name in it. `.addrsig` is not for GNU as, so clang leaves it
 * out.
 */
export function compile(compiler: Compiler, source: string, options: string): string {
  const output =
    compiler === 'rustc'
      ? ['--emit', 'asm']
      : ['-S', '-w', `-fdebug-prefix-map=${FOLDER.slice(0, -1)}=/compilers`];
  const extra = compiler === 'clang' ? ['-fno-addrsig'] : [];
  const args = [...output, ...extra, ...options.split(' '), source, '-o', '-'];
  return execFileSync(compiler, args, {
    cwd: FOLDER,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

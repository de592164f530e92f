/**
 * Compiles the corpus in all variants and records what it prints on this computer: `npx tsx test/corpus/record.ts`.
 * Needs gcc and clang on x86-64 Linux. A program with undefined behaviour is refused, and one whose output differs
 * between variants.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeArchive } from './archive.ts';
import { COMMON_FLAGS, PROGRAMS, programsOf, VARIANTS, type Variant } from './variants.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fiberscope-corpus-'));

const SUFFIX = { object: 'o', assembly: 's', executable: 'exe' } as const;
const MODE = { object: ['-c'], assembly: ['-S'], executable: [] } as const;

/** What is undefined ends a program that is compiled with these. */
const SANITIZED = [
  '-O1',
  '-g',
  '-fsanitize=undefined,float-cast-overflow,address',
  '-fno-sanitize-recover=all',
] as const;

/** In the folder of the sources, so that names in debug information say nothing of this computer. */
function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, {
    cwd: join(here, 'programs'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function compile(program: string, { compiler, flags, output, name }: Variant): string {
  const file = join(folder, `${program}-${name}.${SUFFIX[output]}`);
  const sources = [`${program}.c`, ...(output === 'executable' ? ['start.c'] : [])];
  const prefix = `-ffile-prefix-map=${join(here, 'programs')}=.`;
  run(compiler, [...COMMON_FLAGS, ...flags, prefix, ...MODE[output], '-o', file, ...sources]);
  return file;
}

function sanitizedOutput(program: string): string {
  const file = join(folder, program);
  run('gcc', [...COMMON_FLAGS, ...SANITIZED, '-o', file, `${program}.c`]);
  return run(file, []);
}

/** What a compiled program prints here; undefined where it cannot run: nothing relocates a PIE without a C library. */
function outputOf(file: string, { output, compiler, flags }: Variant): string | undefined {
  if (flags.includes('-static-pie')) return undefined;
  if (output === 'executable') return run(file, []);
  const program = `${file}.native`;
  run(compiler, ['-o', program, file, flags.includes('-fno-pie') ? '-no-pie' : '-pie']);
  return run(program, []);
}

mkdirSync(join(here, 'objects'), { recursive: true });
mkdirSync(join(here, 'expected'), { recursive: true });
try {
  const expected = new Map(PROGRAMS.map((program) => [program, sanitizedOutput(program)]));
  for (const variant of VARIANTS) {
    const files = new Map<string, Uint8Array>();
    for (const program of programsOf(variant)) {
      const file = compile(program, variant);
      const output = outputOf(file, variant);
      if (output !== undefined && output !== expected.get(program)) {
        throw new Error(`${program} with ${variant.name} prints:\n${output}\nnot:\n${expected.get(program)}`);
      }
      files.set(program, readFileSync(file));
    }
    console.log(`${variant.name}: ${files.size} programs, ${writeArchive(variant.name, files)} bytes`);
  }
  for (const [program, output] of expected) {
    writeFileSync(join(here, 'expected', `${program}.txt`), output);
  }
} finally {
  rmSync(folder, { recursive: true });
}

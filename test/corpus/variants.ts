/** In how many ways each program of the corpus is compiled. Between them they have every kind of address and relocation. */

import { readdirSync, readFileSync } from 'node:fs';

export interface Variant {
  /** Of its archive. */
  readonly name: string;
  readonly compiler: 'gcc' | 'clang';
  readonly flags: readonly string[];
  readonly output: 'object' | 'assembly' | 'executable';
}

/** What a program without a C library is compiled with. */
export const COMMON_FLAGS = ['-std=gnu17', '-ffreestanding', '-fno-stack-protector', '-w'] as const;

const object = (compiler: Variant['compiler'], level: string, ...flags: string[]): Variant => ({
  name: `${compiler}${level}`,
  compiler,
  flags: [level, ...flags],
  output: 'object',
});

const assembly = (compiler: Variant['compiler'], dialect: 'att' | 'intel', ...flags: string[]): Variant => ({
  name: `${compiler}${flags[0]}-${dialect}`,
  compiler,
  flags: [...flags, `-masm=${dialect}`],
  output: 'assembly',
});

const executable = (name: string, ...flags: string[]): Variant => ({
  name,
  compiler: 'gcc',
  flags: ['-O2', '-nostdlib', ...flags],
  output: 'executable',
});

export const VARIANTS: readonly Variant[] = [
  object('gcc', '-O0', '-fno-pie'),
  object('gcc', '-O1', '-fpie', '-g'),
  object('gcc', '-O2', '-fPIC'),
  object('gcc', '-O3', '-fno-pie', '-fcf-protection'),
  object('gcc', '-Os', '-fpie', '-ffunction-sections', '-fdata-sections'),
  object('clang', '-O0', '-fpie'),
  object('clang', '-O1', '-fPIC'),
  object('clang', '-O2', '-fno-pie', '-g'),
  object('clang', '-O3', '-fpie'),
  object('clang', '-Os', '-fno-pie'),
  assembly('gcc', 'att', '-O0', '-fno-pie'),
  assembly('gcc', 'att', '-O2', '-fPIC'),
  assembly('gcc', 'intel', '-O3', '-fpie'),
  assembly('clang', 'att', '-O2', '-fpie'),
  assembly('clang', 'intel', '-O1', '-fno-pie'),
  executable('static', '-static', '-no-pie', '-fno-pie'),
  executable('static-pie', '-static-pie', '-fpie'),
];

/** The few programs that are recorded as whole executables too. */
const EXECUTABLES: readonly string[] = ['quicksort', 'switch-dense', 'function-pointers', 'fft'];

const folder = new URL('./programs/', import.meta.url);

/** The names of all programs, without `.c`. */
export const PROGRAMS: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.c') && file !== 'start.c')
  .map((file) => file.slice(0, -2))
  .sort();

/** The programs that a variant has. */
export function programsOf({ output }: Variant): readonly string[] {
  return output === 'executable' ? PROGRAMS.filter((name) => EXECUTABLES.includes(name)) : PROGRAMS;
}

/** What the program printed on a computer. */
export function expectedOutput(program: string): string {
  return readFileSync(new URL(`./expected/${program}.txt`, import.meta.url), 'utf8');
}

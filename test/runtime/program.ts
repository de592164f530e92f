/** Programs for tests: their text as it would stand in a file. */

import { readFileSync } from 'node:fs';
import { assemble } from '../../src/assembler/index.ts';
import type { ObjectFile } from '../../src/elf/object.ts';
import { Runtime, type RuntimeOptions } from '../../src/runtime/index.ts';

export function runtimeOf(source: string, options?: RuntimeOptions): Runtime {
  return new Runtime(assemble(`.intel_syntax noprefix\n${source}\n`, { name: 'test.s' }), options);
}

export function programText(name: string): string {
  return readFileSync(new URL(`../../asm/programs/${name}.s`, import.meta.url), 'utf8');
}

const assembled = new Map<string, ObjectFile>();

/** One of `asm/programs/`, with constants set to other values. */
export function programOf(name: string, constants: Readonly<Record<string, number>> = {}): Runtime {
  let source = programText(name);
  for (const [constant, value] of Object.entries(constants)) {
    const changed = source.replace(new RegExp(`\\.equ ${constant}, .*`), `.equ ${constant}, ${value}`);
    if (changed === source) throw new Error(`${name}.s has no constant ${constant}`);
    source = changed;
  }
  const object = assembled.get(source) ?? assemble(source, { name: `${name}.s` });
  assembled.set(source, object);
  return new Runtime(object);
}

/** `main` with a stack that is aligned as the ABI wants it, and tasks beside it. */
export function mainOf(body: string, rest = ''): string {
  return `.globl main\nmain:\nsub rsp, 8\n${body}\nadd rsp, 8\nret\n${rest}`;
}

/** Programs for tests: their text as it would stand in a file. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
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

export type Constants = Readonly<Record<string, number>>;

/** The text with constants set to other values. */
export function withConstants(text: string, constants: Constants): string {
  let changed = text;
  for (const [constant, value] of Object.entries(constants)) {
    const before = new RegExp(`\\.equ ${constant}, .*`);
    if (!before.test(changed)) throw new Error(`the program has no constant ${constant}`);
    changed = changed.replace(before, `.equ ${constant}, ${value}`);
  }
  return changed;
}

/** One of `asm/programs/`, with constants set to other values. */
export function programOf(name: string, constants: Constants = {}, options?: RuntimeOptions): Runtime {
  const source = withConstants(programText(name), constants);
  const include = (path: string): string => programText(join(dirname(name), path.replace(/\.s$/, '')));
  const object = assembled.get(source) ?? assemble(source, { name: `${name}.s`, include });
  assembled.set(source, object);
  return new Runtime(object, options);
}

/** `main` with a stack that is aligned as the ABI wants it, and tasks beside it. */
export function mainOf(body: string, rest = ''): string {
  return `.globl main\nmain:\nsub rsp, 8\n${body}\nadd rsp, 8\nret\n${rest}`;
}

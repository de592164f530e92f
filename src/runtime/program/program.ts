/** Objects -> a program: what it starts with decides whether the guest's half of the runtime is linked in. */

import { PROGRAM_BASE } from '../../../asm/abi.ts';
import type { Image } from '../../elf/image.ts';
import { link } from '../../elf/link.ts';
import type { ObjectFile } from '../../elf/object.ts';
import { ProgramError } from '../errors.ts';
import type { StackMode } from '../stacks/modes.ts';
import { definedBy, guestNames, isLinkedWithGuest, missingFromGuest, withGuest } from './guest.ts';

export interface ProgramOptions {
  /** Nothing may lie at or above this address. */
  readonly limit?: number;
  /** Whether objects that say nowhere where to begin are refused. Default: true. */
  readonly needsEntry?: boolean;
  /** How its stacks get their memory: it decides which `__morestack` is linked in. Default: fixed. */
  readonly stack?: StackMode | undefined;
}

/** What can be run: one object, some that are linked, or an executable. */
export type Program = ObjectFile | readonly ObjectFile[] | Image;

export interface LinkedProgram {
  readonly image: Image;
  /** Whether it has green threads. */
  readonly hasRuntime: boolean;
}

/** @throws ProgramError, LinkError: see `linkProgram` */
export function linked(program: Program, options?: ProgramOptions): LinkedProgram {
  if ('segments' in program) return { image: program, hasRuntime: isLinkedWithGuest(program) };
  return linkProgram('symbols' in program ? [program] : program, options);
}

/**
 * @throws ProgramError when no object says where to begin.
 * @throws LinkError when symbols are missing or defined twice.
 */
export function linkProgram(
  objects: readonly ObjectFile[],
  { limit, needsEntry = true, stack = 'fixed' }: ProgramOptions = {},
): LinkedProgram {
  const start = startOf(objects);
  if (start === undefined && needsEntry) throw noEntry(objects);
  const image = link(start === 'main' ? withGuest(objects, stack) : objects, {
    base: PROGRAM_BASE,
    entry: start && '_start',
    offered: guestNames(),
    ...(limit === undefined ? {} : { limit }),
  });
  return { image, hasRuntime: start === 'main' };
}

/** What it starts with: `main`, which the runtime calls, or a `_start` of its own. */
function startOf(objects: readonly ObjectFile[]): 'main' | '_start' | undefined {
  const globals = new Set(objects.flatMap(definedBy));
  if (!globals.has('_start')) return globals.has('main') ? 'main' : undefined;
  const missing = missingFromGuest(objects);
  if (missing.length === 0) return '_start';
  const names = missing.map((name) => `'${name}'`).join(', ');
  throw new ProgramError(
    `undefined symbol ${names}: the runtime comes with 'main', and this program has a '_start' of its own`,
  );
}

function noEntry(objects: readonly ObjectFile[]): ProgramError {
  const locals = new Set(objects.flatMap(({ symbols }) => symbols.map(({ name }) => name)));
  const found = ['main', '_start'].find((name) => locals.has(name));
  if (found)
    return new ProgramError(`nobody outside of its file sees '${found}': it needs a '.globl ${found}'`);
  return new ProgramError(
    "no entry: a program defines 'main', and gets the runtime for green threads, or '_start', and runs without it",
  );
}

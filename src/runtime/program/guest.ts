/** How the guest's half of the runtime comes into a program: like a static library. */

import type { Image } from '../../elf/image.ts';
import type { ObjectFile } from '../../elf/object.ts';
import type { StackMode } from '../stacks/modes.ts';
import { GUEST_LIBRARY } from '../guest-library.ts';

/** What the host enters or writes into stacks, beside what the program asks for. */
const ROOTS = [
  '_start',
  'switch',
  'yield_thread',
  't_return',
  'call',
  'skip',
  'guard',
  'preempt',
  'exit_last',
] as const;

/** The program's objects, and each guest file that defines something needed which nothing before it defines. */
export function withGuest(objects: readonly ObjectFile[], stack: StackMode): readonly ObjectFile[] {
  const library = GUEST_LIBRARY.filter(({ name }) => isFor(stack, name));
  const linked = [...objects];
  for (let before = -1; before !== linked.length;) {
    before = linked.length;
    const defined = new Set(linked.flatMap(definedBy));
    const needed = new Set([...ROOTS, ...linked.flatMap(neededBy)].filter((name) => !defined.has(name)));
    const found = library.filter(({ defines }) => defines.some((name) => needed.has(name)));
    linked.push(...found.map(({ object }) => object));
  }
  return linked;
}

/** Of the files that define `__morestack`, each is for a mode. */
function isFor(stack: StackMode, name: string): boolean {
  const [, mode] = /morestack_(\w+)/.exec(name) ?? [];
  return mode === undefined || mode === (stack === 'commit' ? 'fixed' : stack);
}

/** What the guest's files define for programs. */
export function guestNames(): readonly string[] {
  return GUEST_LIBRARY.flatMap(({ defines }) => defines);
}

/** Whether an executable has been linked with the guest's half of the runtime. */
export function isLinkedWithGuest({ symbols }: Image): boolean {
  const names = new Set(symbols.map(({ name }) => name));
  return ['main', ...ROOTS].every((name) => names.has(name));
}

/** Symbols that only the guest defines: what a program without the runtime misses. */
export function missingFromGuest(objects: readonly ObjectFile[]): readonly string[] {
  const defined = new Set(objects.flatMap(definedBy));
  const offered = new Set(guestNames());
  return [...new Set(objects.flatMap(neededBy))].filter((name) => offered.has(name) && !defined.has(name));
}

/** Names that an object defines for others. */
export function definedBy({ symbols }: ObjectFile): readonly string[] {
  return symbols
    .filter(({ binding, place }) => binding !== 'local' && place !== 'undefined')
    .map(({ name }) => name);
}

function neededBy({ symbols }: ObjectFile): readonly string[] {
  return symbols
    .filter(({ binding, place }) => binding !== 'weak' && place === 'undefined')
    .map(({ name }) => name);
}

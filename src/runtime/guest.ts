/** The guest's half of the runtime (`asm/guest/`), linked like a static library. */

import { assemble } from '../assembler/index.ts';
import type { Image } from '../elf/image.ts';
import type { ObjectFile } from '../elf/object.ts';

// Written out one by one: this is what bundlers find them by.
const URLS: Readonly<Record<string, URL>> = {
  'start.s': new URL('../../asm/guest/start.s', import.meta.url),
  'switch.s': new URL('../../asm/guest/switch.s', import.meta.url),
  'yield.s': new URL('../../asm/guest/yield.s', import.meta.url),
  'return.s': new URL('../../asm/guest/return.s', import.meta.url),
  'call.s': new URL('../../asm/guest/call.s', import.meta.url),
  'skip.s': new URL('../../asm/guest/skip.s', import.meta.url),
  'guard.s': new URL('../../asm/guest/guard.s', import.meta.url),
  'spawn.s': new URL('../../asm/guest/spawn.s', import.meta.url),
  'preempt.s': new URL('../../asm/guest/preempt.s', import.meta.url),
  'exit.s': new URL('../../asm/guest/exit.s', import.meta.url),
  'write.s': new URL('../../asm/guest/write.s', import.meta.url),
  'print.s': new URL('../../asm/guest/print.s', import.meta.url),
  'print_number.s': new URL('../../asm/guest/print_number.s', import.meta.url),
  'thread_id.s': new URL('../../asm/guest/thread_id.s', import.meta.url),
  'memory.s': new URL('../../asm/guest/memory.s', import.meta.url),
  'abi.s': new URL('../../asm/guest/abi.s', import.meta.url),
};
const INCLUDED = 'abi.s';

async function text(url: URL): Promise<string> {
  if (url.protocol !== 'file:') return await (await fetch(url)).text();
  return process.getBuiltinModule('node:fs').readFileSync(url, 'utf8');
}

const TEXTS = new Map(
  await Promise.all(Object.entries(URLS).map(async ([name, url]) => [name, await text(url)] as const)),
);

let library: readonly ObjectFile[] | undefined;

/** The guest's files, assembled once for all programs. */
function guestLibrary(): readonly ObjectFile[] {
  library ??= [...TEXTS]
    .filter(([name]) => name !== INCLUDED)
    .map(([name, source]) => assemble(source, { name: `guest/${name}`, include: (path) => TEXTS.get(path) }));
  return library;
}

/** What the host enters or writes into stacks, beside what the program asks for. */
const ROOTS = ['_start', 'switch', 'yield_thread', 't_return', 'call', 'skip', 'guard', 'preempt'] as const;

/** The program's objects, and each guest file that defines something needed which nothing before it defines. */
export function withGuest(objects: readonly ObjectFile[]): readonly ObjectFile[] {
  const linked = [...objects];
  for (let before = -1; before !== linked.length;) {
    before = linked.length;
    const defined = new Set(linked.flatMap(definedBy));
    const needed = new Set([...ROOTS, ...linked.flatMap(neededBy)].filter((name) => !defined.has(name)));
    linked.push(...guestLibrary().filter((file) => definedBy(file).some((name) => needed.has(name))));
  }
  return linked;
}

/** What the guest's files define for programs. */
export function guestNames(): readonly string[] {
  return guestLibrary().flatMap(definedBy);
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

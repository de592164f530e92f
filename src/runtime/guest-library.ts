/** The guest's half of the runtime (`asm/guest/`), assembled. */

import { assemble } from '../assembler/index.ts';
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
  'control_block.s': new URL('../../asm/guest/control_block.s', import.meta.url),
  'stack_full.s': new URL('../../asm/guest/stack_full.s', import.meta.url),
  'morestack_fixed.s': new URL('../../asm/guest/morestack_fixed.s', import.meta.url),
  'morestack_copy.s': new URL('../../asm/guest/morestack_copy.s', import.meta.url),
  'morestack_segments.s': new URL('../../asm/guest/morestack_segments.s', import.meta.url),
  'abi.s': new URL('../../asm/guest/abi.s', import.meta.url),
};
/** By others. */
const INCLUDED: ReadonlySet<string> = new Set(['abi.s', 'control_block.s']);

async function text(url: URL): Promise<string> {
  if (url.protocol !== 'file:') return await (await fetch(url)).text();
  return process.getBuiltinModule('node:fs').readFileSync(url, 'utf8');
}

const TEXTS = new Map(
  await Promise.all(Object.entries(URLS).map(async ([name, url]) => [name, await text(url)] as const)),
);

/** An object a file. The package has them as they are: see `rolldown.config.ts`. */
export const GUEST_LIBRARY: readonly ObjectFile[] = [...TEXTS]
  .filter(([name]) => !INCLUDED.has(name))
  .map(([name, source]) => assemble(source, { name: `guest/${name}`, include: (path) => TEXTS.get(path) }));

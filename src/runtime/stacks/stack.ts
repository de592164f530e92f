/** What the bytes of a stack tell about its use. */

import { PAGE_SIZE, Permission, PERMISSIONS } from '../../../asm/abi.ts';
import type { Image } from '../../elf/image.ts';
import type { Machine } from '../../machine/index.ts';
import type { StackRange } from './layout.ts';
import type { Process } from '../process.ts';

/** What a program may do with its stacks. */
export function stackPermission({ executableStack }: Image): number {
  return Permission.READ | Permission.WRITE | (executableStack ? Permission.EXECUTE : 0);
}

/** The lowest address of a stack whose 8 bytes are not zero; its top when all are. */
export function lowestUse({ machine, words }: Process, { base, top }: StackRange): number {
  const last = top / 4;
  let word = firstUsedPage(machine, base, top) / 4;
  // four words at a time, then the pair among them
  while (word < last && (words[word]! | words[word + 1]! | words[word + 2]! | words[word + 3]!) === 0)
    word += 4;
  if (word < last && (words[word]! | words[word + 1]!) === 0) word += 2;
  return word * 4;
}

/** Zeros what was used of a stack; pages that nobody has touched stay so. */
export function clearStack(machine: Machine, { base, top }: StackRange): void {
  for (let page = base; (page = firstUsedPage(machine, page, top)) < top; page += PAGE_SIZE) {
    machine.zero(page, PAGE_SIZE);
  }
}

/** The first page from an address on that somebody has written to. */
function firstUsedPage({ bytes }: Machine, from: number, top: number): number {
  let page = from;
  while (page < top && (bytes[PERMISSIONS + page / PAGE_SIZE]! & Permission.ZERO) !== 0) page += PAGE_SIZE;
  return page;
}

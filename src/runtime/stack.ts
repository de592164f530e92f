/** What the bytes of a stack tell about its use. */

import { PAGE_SIZE, Permission, PERMISSIONS } from '../../asm/abi.ts';
import type { StackRange } from './layout.ts';
import type { Process } from './process.ts';

/** The lowest address of a stack whose 8 bytes are not zero; its top when all are. */
export function lowestUse({ machine, words }: Process, { base, top }: StackRange): number {
  let page = base;
  while (page < top && (machine.bytes[PERMISSIONS + page / PAGE_SIZE]! & Permission.ZERO) !== 0)
    page += PAGE_SIZE;
  const last = top / 4;
  let word = page / 4;
  // four words at a time, then the pair among them
  while (word < last && (words[word]! | words[word + 1]! | words[word + 2]! | words[word + 3]!) === 0)
    word += 4;
  if (word < last && (words[word]! | words[word + 1]!) === 0) word += 2;
  return word * 4;
}

/** Zeros what was used of a stack; pages that nobody has touched stay so. */
export function clearStack(process: Process, stack: StackRange): void {
  const from = lowestUse(process, stack);
  process.machine.zero(from, stack.top - from);
}

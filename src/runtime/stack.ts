/** What the bytes of a stack tell about its use. */

import type { StackRange } from './layout.ts';

/** The lowest address of a stack whose 8 bytes are not zero; its top when all are. */
export function lowestUse(words: Uint32Array, { base, top }: StackRange): number {
  const last = Math.floor(top / 4);
  let word = Math.floor(base / 4);
  // four words at a time, then the pair among them
  while (word < last && (words[word]! | words[word + 1]! | words[word + 2]! | words[word + 3]!) === 0)
    word += 4;
  if (word < last && (words[word]! | words[word + 1]!) === 0) word += 2;
  return word * 4;
}

/** Zeros what was used of a stack; pages that nobody has touched stay so. */
export function clearStack(words: Uint32Array, stack: StackRange): void {
  words.fill(0, Math.floor(lowestUse(words, stack) / 4), Math.floor(stack.top / 4));
}

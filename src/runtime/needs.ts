/** What a program says that it needs, unless it is told otherwise. */

import type { Image } from '../elf/image.ts';

export interface Needs {
  readonly stackSize?: number;
  readonly maxThreads?: number;
  readonly quantum?: number;
}

/** Global symbols that stand for numbers: `.globl __stack_size` and `.equ __stack_size, 8 << 20`. */
const SYMBOLS: ReadonlyMap<string, keyof Needs> = new Map([
  ['__stack_size', 'stackSize'],
  ['__max_threads', 'maxThreads'],
  ['__quantum', 'quantum'],
]);

export function needsOf({ symbols }: Image): Needs {
  return Object.fromEntries(
    symbols.flatMap(({ name, address, absolute, global }) => {
      const option = SYMBOLS.get(name);
      return option && absolute && global ? [[option, Number(address)]] : [];
    }),
  );
}

/** What a program says that it needs, unless it is told otherwise. */

import type { Program } from './program.ts';

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

export function needsOf(program: Program): Needs {
  return Object.fromEntries(
    constantsOf(program).flatMap(([name, value]) => {
      const option = SYMBOLS.get(name);
      return option === undefined ? [] : [[option, Number(value)]];
    }),
  );
}

/** The numbers that have names which all objects know. */
function constantsOf(program: Program): (readonly [name: string, value: bigint])[] {
  if ('segments' in program) {
    const constants = program.symbols.filter(({ absolute, global }) => absolute && global);
    return constants.map(({ name, address }) => [name, address]);
  }
  const symbols = 'symbols' in program ? program.symbols : program.flatMap((object) => object.symbols);
  const constants = symbols.filter(({ place, binding }) => place === 'absolute' && binding !== 'local');
  return constants.map(({ name, value }) => [name, value]);
}

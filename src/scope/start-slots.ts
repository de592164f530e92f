/** What a program finds on its stack when it starts, explained. */

import { Permission } from '../../asm/abi.ts';
import type { Runtime } from '../runtime/index.ts';
import type { StackView } from './registers.ts';
import type { Explanation } from './slots.ts';
import { readStack } from './walk.ts';

/** All that lies above the environment; nobody's code speaks of it one by one. */
export const REST = 'auxiliary vector, then texts, up to the top';

/** Of each list; a program may have overwritten where they end. */
const MOST_ENTRIES = 64;
const LONGEST_TEXT = 40;

export function explainStart(
  runtime: Runtime,
  view: StackView,
  from: bigint,
  known: Map<bigint, Explanation>,
): void {
  let address = from;
  const next = (text: string): void => {
    known.set(address, { kind: 'start', text });
    address += 8n;
  };
  const argc = readStack(runtime, view, address);
  next(argc === 0n ? 'argc: no arguments' : `argc: ${argc}`);
  for (const [name, list] of [
    ['argv', 'argv'],
    ['env', 'the environment'],
  ] as const) {
    for (let index = 0; index < MOST_ENTRIES; index++) {
      const value = readStack(runtime, view, address);
      if (value === undefined) return;
      if (value === 0n) break;
      next(`${name}[${index}]: ${textAt(runtime, value)}`);
    }
    next(`end of ${list}`);
  }
  next(REST);
}

/** In quotes, cut short where it is long. */
function textAt({ machine }: Runtime, address: bigint): string {
  const at = Number(address);
  if (!machine.allows(address, 1, Permission.READ)) return `0x${address.toString(16)}`;
  const bytes = machine.bytes.subarray(at, at + LONGEST_TEXT + 1);
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(bytes.subarray(0, end === -1 ? LONGEST_TEXT : end));
  return JSON.stringify(text) + (end === -1 ? '...' : '');
}

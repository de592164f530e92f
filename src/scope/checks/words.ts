/** The words of the sentences. */

import { nameOfValue } from '../names.ts';
import { hex } from '../numbers.ts';
import type { Observed } from './events.ts';
import type { Frame } from './shadow.ts';

/** The label of an address, without what lies between. */
export function functionName({ runtime }: Observed, address: number): string {
  return runtime.process.symbols.labelOf(BigInt(address))?.name ?? hex(address);
}

/** `0x2a`, or `0x401000, worker` where it points to something. */
export function valueText({ runtime }: Observed, value: bigint): string {
  const name = nameOfValue(runtime, value);
  return name === undefined ? hex(value) : `${hex(value)} (${name})`;
}

/** `yield_thread`, as `main` called it. */
export function callText(observed: Observed, { target, site }: Frame): string {
  return `${functionName(observed, site)} called ${functionName(observed, target)}`;
}

/** Names in one line: `deep, deep and 3 more`, the latest first. */
export function chainText(names: readonly string[]): string {
  const groups: { name: string; times: number }[] = [];
  for (const name of names) {
    const last = groups.at(-1);
    if (last?.name === name) last.times++;
    else groups.push({ name, times: 1 });
  }
  const shown = groups
    .slice(0, 8)
    .map(({ name, times }) => (times === 1 ? name : `${name} (${times} times)`));
  return shown.join(', called by ') + (groups.length > shown.length ? ', ...' : '');
}

/** From one slot to another. */
export function distance(bytes: number): string {
  return bytes > 0 ? `${bytes} bytes higher` : `${-bytes} bytes lower`;
}

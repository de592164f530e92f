/** What can be said of stacks that only the program knows. */

import type { Runtime } from '../../runtime/index.ts';
import { callBefore } from '../code.ts';
import type { Observed, RspLoad } from './events.ts';

/** Apart from each other, two addresses without a label or a thread are taken for different stacks. */
const FAR = 1 << 16;

/** Whether a load of rsp has left the stack: compilers load it too, to make room. */
export function leavesStack({ runtime, shadow }: Observed, { before, value }: RspLoad): boolean {
  const { layout, symbols } = runtime.process;
  const [old, loaded] = [layout.regionOf(before - 8), layout.regionOf(value - 8)];
  if (old || loaded) return old?.kind !== loaded?.kind || (old?.kind === 'stack' && loaded?.kind === 'stack' && old.slot !== loaded.slot);
  if (value > shadow.current.top) return true;
  const [from, to] = [before, value].map((address) => {
    const at = BigInt(Math.max(address - 8, 0));
    const label = symbols.labelOf(at);
    return label && at - BigInt(label.offset);
  });
  return from === undefined && to === undefined ? Math.abs(before - value) > FAR : from !== to;
}

/** Whether an address is one behind a call, and not where a function begins. */
export function isReturnAddress(runtime: Runtime, address: number): boolean {
  if (runtime.process.symbols.labelOf(BigInt(address))?.offset === 0) return false;
  return callBefore(runtime, BigInt(address)) !== undefined;
}

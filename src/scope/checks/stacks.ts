/** What can be said of stacks that only the program knows. */

import type { Runtime } from '../../runtime/index.ts';
import { regionOf } from '../../runtime/stacks/stack-parts.ts';
import { callBefore } from '../code.ts';
import type { Observed, RspLoad } from './events.ts';

/** Apart from each other, two addresses without a label or a thread are taken for different stacks. */
const FAR = 1 << 16;

/** The stack that an address lies on: a part of a thread's, or what a label of the program names; base 0 where nobody knows. */
export function stackAround(
  { process }: Runtime,
  address: number,
): { readonly thread: number | undefined; readonly base: number } {
  const region = regionOf(process, address);
  if (region?.kind === 'stack') return { thread: region.slot, base: address - region.offset };
  const label = address < 0 ? undefined : process.symbols.labelOf(BigInt(address));
  return { thread: undefined, base: label ? address - label.offset : 0 };
}

/** Whether a load of rsp has left the stack: compilers load it too, to make room. */
export function leavesStack({ runtime, shadow }: Observed, { before, value }: RspLoad): boolean {
  const from = stackAround(runtime, before - 8);
  const to = stackAround(runtime, value - 8);
  if (from.thread !== to.thread) return true;
  if (from.thread !== undefined) return false;
  if (value > shadow.current.top) return true;
  return from.base === 0 && to.base === 0 ? Math.abs(before - value) > FAR : from.base !== to.base;
}

/** Whether an address is one behind a call, and not where a function begins. */
export function isReturnAddress(runtime: Runtime, address: number): boolean {
  if (runtime.process.symbols.labelOf(BigInt(address))?.offset === 0) return false;
  return callBefore(runtime, BigInt(address)) !== undefined;
}

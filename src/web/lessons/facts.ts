/** What the answers are worked out from. */

import type { ThreadView, View } from '../protocol.ts';

export function thread({ threads }: View, id: number): ThreadView {
  const found = threads.find((one) => one.id === id);
  if (!found) throw new RangeError(`there is no thread ${id}`);
  return found;
}

/** What lies at an address of a thread's stack; undefined where it is not looked at. */
export function word(view: View, id: number, address: bigint): bigint | undefined {
  return thread(view, id).stack.slots.find((slot) => slot.address === address)?.value;
}

/** What `ret` would pop: of the running thread, or of another when it goes on. */
export function top(view: View, id = view.current.id): bigint | undefined {
  return word(view, id, thread(view, id).stack.rsp);
}

/** By how many words the stack has grown between two moments. */
export function growth(before: View, after: View): number {
  return Number(before.registers.rsp - after.registers.rsp) / 8;
}

/** The label that a moment's next instruction belongs to. */
export function label({ rip }: View): string {
  return rip.name.replace(/\+.*$/, '');
}

/** A new thread: a slot, a stack that looks as if it had been switched away from, a context. */

import {
  CONTEXT_THREAD_PTR,
  SLOT_CALL,
  SLOT_GUARD,
  SLOT_SKIP,
  THREAD_ARGUMENT,
  THREAD_FUNCTION,
  THREAD_SIZE,
} from '../../asm/abi.ts';
import type { GuestCode, Process } from './process.ts';
import { clearStack } from './stack.ts';

/** @returns the new thread's id, or -1 when no slot is Available. */
export function spawnThread(process: Process, guest: GuestCode, task: bigint, argument: bigint): number {
  const { machine, layout, threads } = process;
  const slot = threads.take();
  if (slot === -1) return -1;
  const stack = layout.stack(slot);
  clearStack(process, stack);
  const top = Math.floor(stack.top / 16) * 16;
  machine.writeU64(top + SLOT_GUARD, guest.guard);
  machine.writeU64(top + SLOT_SKIP, guest.skip);
  machine.writeU64(top + SLOT_CALL, guest.call);

  const record = layout.record(slot);
  machine.bytes.fill(0, record, record + THREAD_SIZE);
  machine.writeU64(record, BigInt(top + SLOT_CALL));
  machine.writeU64(record + CONTEXT_THREAD_PTR, BigInt(record));
  machine.writeU64(record + THREAD_FUNCTION, task);
  machine.writeU64(record + THREAD_ARGUMENT, argument);
  process.events?.spawned(process, slot, task);
  return slot;
}

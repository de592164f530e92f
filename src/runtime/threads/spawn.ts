/** A new thread: a slot, a stack that looks as if it had been switched away from, a context. */

import {
  CONTEXT_THREAD_PTR,
  REG_RDI,
  REG_RSI,
  SLOT_CALL,
  SLOT_GUARD,
  SLOT_SKIP,
  STATE,
  THREAD_ARGUMENT,
  THREAD_FUNCTION,
  THREAD_SIZE,
} from '../../../asm/abi.ts';
import { commitDownTo } from '../stacks/commit.ts';
import type { GuestCode, Process } from '../process.ts';
import { clearStack } from '../stacks/stack.ts';

/** A thread for the function in rdi, with the argument in rsi; its id, or -1 when no slot is Available. */
export function spawnFromGuest(process: Process, guest: GuestCode): number {
  const slot = fabricate(process, guest);
  if (slot === -1) return -1;
  const { words, layout } = process;
  const record = layout.record(slot) / 4;
  for (let half = 0; half < 2; half++) {
    words[record + THREAD_FUNCTION / 4 + half] = words[(STATE + REG_RDI) / 4 + half]!;
    words[record + THREAD_ARGUMENT / 4 + half] = words[(STATE + REG_RSI) / 4 + half]!;
  }
  process.events?.spawned(process, slot);
  return slot;
}

/** @returns the new thread's id, or -1 when no slot is Available. */
export function spawnThread(process: Process, guest: GuestCode, task: bigint, argument: bigint): number {
  const slot = fabricate(process, guest);
  if (slot === -1) return -1;
  const record = process.layout.record(slot);
  process.machine.writeU64(record + THREAD_FUNCTION, task);
  process.machine.writeU64(record + THREAD_ARGUMENT, argument);
  process.events?.spawned(process, slot);
  return slot;
}

/** A slot with its stack and its context; of the Thread, only what it is to do is missing. */
function fabricate(process: Process, guest: GuestCode): number {
  const { machine, layout, threads, words } = process;
  const slot = threads.take();
  if (slot === -1) return -1;
  const stack = layout.stack(slot);
  clearStack(machine, stack);
  if (layout.mode === 'commit') commitDownTo(process, stack, stack.top - 1);
  const top = Math.floor(stack.top / 16) * 16;
  words[(top + SLOT_GUARD) / 4] = Number(guest.guard);
  words[(top + SLOT_SKIP) / 4] = Number(guest.skip);
  words[(top + SLOT_CALL) / 4] = Number(guest.call);
  machine.written(top + SLOT_CALL, SLOT_GUARD - SLOT_CALL + 8);

  const record = layout.record(slot);
  words.fill(0, record / 4, (record + THREAD_SIZE) / 4);
  words[record / 4] = top + SLOT_CALL;
  words[(record + CONTEXT_THREAD_PTR) / 4] = record;
  machine.written(record, THREAD_SIZE);
  return slot;
}

/** The sources of the guest's half of the runtime (`asm/guest/`). */

// Written out one by one: this is what bundlers find them by.
const URLS: Readonly<Record<string, URL>> = {
  'start.s': new URL('../../asm/guest/start.s', import.meta.url),
  'switch.s': new URL('../../asm/guest/switch.s', import.meta.url),
  'yield.s': new URL('../../asm/guest/yield.s', import.meta.url),
  'return.s': new URL('../../asm/guest/return.s', import.meta.url),
  'call.s': new URL('../../asm/guest/call.s', import.meta.url),
  'skip.s': new URL('../../asm/guest/skip.s', import.meta.url),
  'guard.s': new URL('../../asm/guest/guard.s', import.meta.url),
  'spawn.s': new URL('../../asm/guest/spawn.s', import.meta.url),
  'preempt.s': new URL('../../asm/guest/preempt.s', import.meta.url),
  'exit.s': new URL('../../asm/guest/exit.s', import.meta.url),
  'write.s': new URL('../../asm/guest/write.s', import.meta.url),
  'print.s': new URL('../../asm/guest/print.s', import.meta.url),
  'print_number.s': new URL('../../asm/guest/print_number.s', import.meta.url),
  'print_values.s': new URL('../../asm/guest/print_values.s', import.meta.url),
  'thread_id.s': new URL('../../asm/guest/thread_id.s', import.meta.url),
  'memory.s': new URL('../../asm/guest/memory.s', import.meta.url),
  'control_block.s': new URL('../../asm/guest/control_block.s', import.meta.url),
  'stack_full.s': new URL('../../asm/guest/stack_full.s', import.meta.url),
  'morestack_fixed.s': new URL('../../asm/guest/morestack_fixed.s', import.meta.url),
  'morestack_copy.s': new URL('../../asm/guest/morestack_copy.s', import.meta.url),
  'morestack_segments.s': new URL('../../asm/guest/morestack_segments.s', import.meta.url),
  'malloc.s': new URL('../../asm/guest/malloc.s', import.meta.url),
  'swap_bytes.s': new URL('../../asm/guest/swap_bytes.s', import.meta.url),
  'exit_last.s': new URL('../../asm/guest/exit_last.s', import.meta.url),
  'blocking_call.s': new URL('../../asm/guest/blocking_call.s', import.meta.url),
  'sleep_ms.s': new URL('../../asm/guest/sleep_ms.s', import.meta.url),
  'clock_ms.s': new URL('../../asm/guest/clock_ms.s', import.meta.url),
  'read.s': new URL('../../asm/guest/read.s', import.meta.url),
  'close.s': new URL('../../asm/guest/close.s', import.meta.url),
  'join.s': new URL('../../asm/guest/join.s', import.meta.url),
  'park.s': new URL('../../asm/guest/park.s', import.meta.url),
  'unpark.s': new URL('../../asm/guest/unpark.s', import.meta.url),
  'thread_exit.s': new URL('../../asm/guest/thread_exit.s', import.meta.url),
  'socket_after.s': new URL('../../asm/guest/socket_after.s', import.meta.url),
  'work_after.s': new URL('../../asm/guest/work_after.s', import.meta.url),
  'set_priority.s': new URL('../../asm/guest/set_priority.s', import.meta.url),
  'waiters.s': new URL('../../asm/guest/waiters.s', import.meta.url),
  'mutex.s': new URL('../../asm/guest/mutex.s', import.meta.url),
  'condition.s': new URL('../../asm/guest/condition.s', import.meta.url),
  'semaphore.s': new URL('../../asm/guest/semaphore.s', import.meta.url),
  'channel.s': new URL('../../asm/guest/channel.s', import.meta.url),
  'events.s': new URL('../../asm/guest/events.s', import.meta.url),
  'timer_after.s': new URL('../../asm/guest/timer_after.s', import.meta.url),
  'callbacks.s': new URL('../../asm/guest/callbacks.s', import.meta.url),
  'argument.s': new URL('../../asm/guest/argument.s', import.meta.url),
  'generators.s': new URL('../../asm/guest/generators.s', import.meta.url),
  'os_threads.s': new URL('../../asm/guest/os_threads.s', import.meta.url),
  'promises/promise.s': new URL('../../asm/guest/promises/promise.s', import.meta.url),
  'promises/timer.s': new URL('../../asm/guest/promises/timer.s', import.meta.url),
  'futures/future.s': new URL('../../asm/guest/futures/future.s', import.meta.url),
  'futures/waker.s': new URL('../../asm/guest/futures/waker.s', import.meta.url),
  'futures/reactor.s': new URL('../../asm/guest/futures/reactor.s', import.meta.url),
  'futures/read.s': new URL('../../asm/guest/futures/read.s', import.meta.url),
  'futures/yield_now.s': new URL('../../asm/guest/futures/yield_now.s', import.meta.url),
  'futures/join_all.s': new URL('../../asm/guest/futures/join_all.s', import.meta.url),
  'futures/executor.s': new URL('../../asm/guest/futures/executor.s', import.meta.url),
  'promises/layouts.s': new URL('../../asm/guest/promises/layouts.s', import.meta.url),
  'futures/layouts.s': new URL('../../asm/guest/futures/layouts.s', import.meta.url),
  'abi.s': new URL('../../asm/guest/abi.s', import.meta.url),
};

async function text(url: URL): Promise<string> {
  if (url.protocol !== 'file:') return await (await fetch(url)).text();
  return process.getBuiltinModule('node:fs').readFileSync(url, 'utf8');
}

/** By name, such as `switch.s`. */
export const GUEST_TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  await Promise.all(Object.entries(URLS).map(async ([name, url]) => [name, await text(url)] as const)),
);

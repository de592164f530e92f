/**
 * The machine: registers, memory and an instruction budget. It executes x86-64 machine code out of its own linear
 * memory, knows nothing of threads, and all it says to the outside is why it stopped (`Stop` in abi.ts).
 */

import { Fault, FAULT_KIND, Flag, REG_RIP, RESUME, RETIRED, STATE, Stop, WATCH_RESUME } from './abi';
import { Alu } from './alu';
import { flush, isBreakpoint, passBreakpoint } from './blocks';
import { Flags } from './cpu';
import { execute } from './execute';
import { beginPassing, CODE_WRITE, endPassing, WATCHED_READ, WATCHED_WRITE } from './memory';

export { flush } from './blocks';
export { nextWritten } from './clean-pages';
export { perform } from './execute';
export { askHost } from './host';
export { adopt, keep } from './traces';

/**
 * Retires at most `budget` instructions from rip on and returns why it stopped.
 *
 * A store into decoded code stops the loop before it has happened. That one instruction then runs alone, with the
 * store allowed, and everything decoded is dropped: the next instruction is decoded from the new bytes. An access to
 * what is watched stops the run there; a run that starts on that instruction lets it happen.
 *
 * Only a run that starts on the breakpoint that stopped the last one goes past it, or in the middle of a repeated
 * instruction: RESUME holds no longer.
 */
export function run(budget: i32): i32 {
  const end = load<u64>(STATE, RETIRED) + <u64>budget;
  const rip = load<u64>(STATE, REG_RIP);
  const passes = budget > 0 && load<u64>(STATE, WATCH_RESUME) == rip;
  store<u64>(STATE, 0, WATCH_RESUME);
  if (load<u64>(STATE, RESUME) != rip || !isBreakpoint(rip)) store<u64>(STATE, 0, RESUME);
  let reason = passes ? pass(end) : execute(budget);
  while (reason == Stop.FAULT && load<i32>(STATE, FAULT_KIND) == CODE_WRITE) {
    store<i32>(STATE, Fault.NONE, FAULT_KIND);
    reason = pass(end);
  }
  return reason == Stop.FAULT ? faultOrWatchpoint() : reason;
}

/** Executes one instruction that may do what stops the loop, and goes on from there. */
function pass(end: u64): i32 {
  passBreakpoint(load<u64>(STATE, REG_RIP));
  beginPassing();
  const reason = execute(1);
  if (endPassing()) flush();
  return reason == Stop.BUDGET ? execute(<i32>(end - load<u64>(STATE, RETIRED))) : reason;
}

function faultOrWatchpoint(): i32 {
  const kind = load<i32>(STATE, FAULT_KIND);
  if (kind != WATCHED_READ && kind != WATCHED_WRITE) return Stop.FAULT;
  store<i32>(STATE, kind == WATCHED_READ ? Fault.READ : Fault.WRITE, FAULT_KIND);
  store<u64>(STATE, load<u64>(STATE, REG_RIP), WATCH_RESUME);
  return Stop.WATCHPOINT;
}

/** rflags as `pushfq` would store it. */
export function rflags(): u64 {
  return Flags.toWord();
}

/** Sets the arithmetic flags and DF; the others are as in user mode under Linux: bit 1 and IF set, the rest clear. */
export function setRflags(word: u64): void {
  Flags.fromWord(<u32>word);
  Flags.setOthers((<u32>word & Flag.DF) | Flag.IF);
}

/** Whether the condition of a number holds. */
export function condition(number: i32): bool {
  return Flags.condition(number);
}

/** The upper half of a signed 128-bit product. */
export function multiplyHigh(x: i64, y: i64): i64 {
  return Alu.multiplyHighSigned(x, y);
}

/**
 * The machine: registers, memory and an instruction budget. It executes x86-64 machine code out of its own linear
 * memory, knows nothing of threads, and all it says to the outside is why it stopped (`Stop` in abi.ts).
 */

import { Fault, FAULT_KIND, Flag, REG_RIP, RESUME, RETIRED, STATE, Stop } from './abi';
import { Alu } from './alu';
import { flush, isBreakpoint, passBreakpoint } from './blocks';
import { Flags } from './cpu';
import { execute } from './execute';
import { CODE_WRITE, setCodeIsWritable } from './memory';

export { flush } from './blocks';
export { perform } from './execute';
export { askHost } from './host';
export { adopt, keep } from './traces';

/**
 * Retires at most `budget` instructions from rip on and returns why it stopped.
 *
 * A store into decoded code stops the loop before it has happened. That one instruction then runs alone, with the
 * store allowed, and everything decoded is dropped: the next instruction is decoded from the new bytes.
 *
 * Only a run that starts on the breakpoint that stopped the last one goes past it, or in the middle of a repeated
 * instruction: RESUME holds no longer.
 */
export function run(budget: i32): i32 {
  const start = load<u64>(STATE, RETIRED);
  const rip = load<u64>(STATE, REG_RIP);
  if (load<u64>(STATE, RESUME) != rip || !isBreakpoint(rip)) store<u64>(STATE, 0, RESUME);
  let reason = execute(budget);
  while (reason == Stop.FAULT && load<i32>(STATE, FAULT_KIND) == CODE_WRITE) {
    store<i32>(STATE, Fault.NONE, FAULT_KIND);
    passBreakpoint(load<u64>(STATE, REG_RIP));
    setCodeIsWritable(true);
    reason = execute(1);
    setCodeIsWritable(false);
    flush();
    if (reason == Stop.BUDGET) reason = execute(budget - <i32>(load<u64>(STATE, RETIRED) - start));
  }
  return reason;
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

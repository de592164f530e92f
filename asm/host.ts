/** What the machine asks of the host while it runs: system calls, which the host may have answered ahead. */

import {
  CURRENT_CONTEXT,
  END,
  FINISHES_ABOVE,
  GO_ON,
  REG_R11,
  REG_RAX,
  REG_RCX,
  REG_RDI,
  REG_RIP,
  REG_RSI,
  REG_RSP,
  RETIRED,
  STATE,
  SWITCH_CONTEXT,
  SWITCH_FINISHED,
  SWITCH_FUNCTION,
  SWITCH_INSTRUCTION,
  SWITCH_NOTE,
  SWITCH_RESUME,
  SWITCH_RSP_AFTER,
  SWITCH_RSP_BEFORE,
  SWITCH_SIZE,
  SWITCHES,
  SWITCHES_AHEAD,
  SWITCHES_TAKEN,
  SYS_RETURN,
  SYS_YIELD,
  THREAD_FUNCTION,
} from './abi';
import { Flags, Reg } from './cpu';

/** GO_ON, or the `Stop` with which the run ends. The state is as it would be after that. */
declare function systemCall(): i32;

/** `syscall`, after which rip is there and so much of the budget is left; the answer as of `systemCall`. */
export function askHost(rip: u64, left: i32): i32 {
  const retired = load<u64>(STATE, END) - <u64>left;
  Reg.set<u64>(REG_RCX, rip);
  Reg.set<u64>(REG_R11, Flags.toWord());
  store<u64>(STATE, rip, REG_RIP);
  store<u64>(STATE, retired, RETIRED);
  const taken = load<u32>(STATE, SWITCHES_TAKEN);
  if (taken == load<u32>(STATE, SWITCHES_AHEAD)) return systemCall();
  const record = <usize>(SWITCHES + taken * SWITCH_SIZE);
  const call = Reg.get<u32>(REG_RAX);
  if (call != SYS_YIELD) {
    if (call != SYS_RETURN || load<u32>(STATE, CURRENT_CONTEXT) <= load<u32>(STATE, FINISHES_ABOVE))
      return systemCall();
    store<u32>(record, load<u32>(record, SWITCH_NOTE) | <u32>SWITCH_FINISHED, SWITCH_NOTE);
  }
  takeSwitch(record, rip, retired);
  store<u32>(STATE, taken + 1, SWITCHES_TAKEN);
  return GO_ON;
}

function takeSwitch(record: usize, rip: u64, retired: u64): void {
  const old = load<u32>(STATE, CURRENT_CONTEXT);
  const next = load<u32>(record, SWITCH_CONTEXT);
  store<u64>(record, retired, SWITCH_INSTRUCTION);
  store<u64>(record, rip, SWITCH_RESUME);
  store<u64>(record, Reg.get<u64>(REG_RSP), SWITCH_RSP_BEFORE);
  store<u64>(record, load<u64>(<usize>next), SWITCH_RSP_AFTER);
  store<u64>(record, load<u64>(<usize>next, THREAD_FUNCTION), SWITCH_FUNCTION);
  store<u32>(STATE, next, CURRENT_CONTEXT);
  Reg.set<u64>(REG_RAX, 1);
  Reg.set<u64>(REG_RDI, <u64>old);
  Reg.set<u64>(REG_RSI, <u64>next);
}

/** What the machine asks of the host while it runs: system calls, which it may answer at once. */

import { END, REG_R11, REG_RCX, REG_RIP, RETIRED, STATE } from './abi';
import { Flags, Reg } from './cpu';

/** GO_ON, or the `Stop` with which the run ends. The state is as it would be after that. */
declare function systemCall(): i32;

/** `syscall`, after which rip is there and so much of the budget is left; the host's answer. */
export function askHost(rip: u64, left: i32): i32 {
  Reg.set<u64>(REG_RCX, rip);
  Reg.set<u64>(REG_R11, Flags.toWord());
  store<u64>(STATE, rip, REG_RIP);
  store<u64>(STATE, load<u64>(STATE, END) - <u64>left, RETIRED);
  return systemCall();
}

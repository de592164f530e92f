/** The host's part of a switch: it decides, and tells the guest's `switch` in rdi and rsi. */

import { Fault, Permission, RED_ZONE, REG_RAX, REG_RDI, REG_RSI, STATE } from '../../asm/abi.ts';
import { mayAccess } from './commit.ts';
import { faulted, type Faulted } from './outcome.ts';
import type { GuestCode, Process } from './process.ts';
import { releaseStack, setLimit } from './stack-parts.ts';
import type { SwitchReason } from './switch-log.ts';

/** Answers the system calls that give the processor away; see SYS_YIELD in `asm/abi.ts`. */
export function giveWay(process: Process, why: SwitchReason): undefined {
  const { threads, layout, switches, events, words } = process;
  const from = threads.current;
  const oldContext = layout.record(from);
  const switched = why === 'finished' ? threads.finish() : threads.yield();
  const to = threads.current;
  const newContext = layout.record(to);
  setRegister(words, REG_RAX, switched ? 1 : 0);
  setRegister(words, REG_RDI, oldContext);
  setRegister(words, REG_RSI, newContext);
  if (!switched) return;
  if (why === 'finished') releaseStack(process, from);
  setLimit(process);
  switches.record(words, to, newContext, why);
  events?.switched(process, from, why);
}

/** For whole numbers from -2^31 up to 2^32 - 1: all addresses, ids and errors are. */
export function setRegister(words: Uint32Array, register: number, value: number): void {
  const at = (STATE + register) >>> 2;
  words[at] = value;
  words[at + 1] = value < 0 ? -1 : 0;
}

/**
 * Makes the running thread call `preempt`, which yields and then goes on here with every register as it was.
 *
 * @returns the fault of the write to the stack, if the stack does not take it; nothing has happened then.
 */
export function interrupt(process: Process, guest: GuestCode): Faulted | undefined {
  const { machine } = process;
  const rsp = BigInt.asUintN(64, machine.getRegister('rsp') - BigInt(RED_ZONE + 8));
  if (!mayAccess(process, rsp, 8, Permission.WRITE)) {
    return faulted({ kind: Fault.WRITE, address: rsp, size: 8, source: 0n });
  }
  machine.writeU64(Number(rsp), machine.getRegister('rip'));
  machine.setRegister('rsp', rsp);
  machine.setRegister('rip', guest.preempt);
  return undefined;
}

const SWITCHING = ['switch', 'yield_thread', 't_return'] as const;

/**
 * Whether rip is in code that turns one thread into another: from the host's decision until `switch` has returned
 * the registers are neither thread's, and nothing may interrupt.
 */
export function isSwitching({ machine, symbols, guest }: Process): boolean {
  if (!guest) return false;
  const rip = Number(machine.getRegister('rip'));
  return SWITCHING.some((name) => {
    const range = symbols.functionAt(name);
    return range !== undefined && rip >= range.start && rip < range.end;
  });
}

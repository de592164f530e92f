/** Interrupting a thread: it calls `preempt`, and does not know. */

import { Fault, Permission, RED_ZONE } from '../../../asm/abi.ts';
import { mayAccess } from '../stacks/commit.ts';
import { faulted, type Faulted } from '../outcome.ts';
import type { GuestCode, Process } from '../process.ts';

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

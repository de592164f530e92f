/** Calls about other threads, and about the end of the own one. */

import { EAGAIN, EINVAL, ESRCH } from './errno.ts';
import { wake } from '../threads/blocking.ts';
import type { GuestCode, Process } from '../process.ts';
import { spawnFromGuest } from '../threads/spawn.ts';
import { unwindStack } from '../stacks/stack-parts.ts';
import type { Wait } from '../threads/waits.ts';

export function spawn(process: Process): number {
  const id = spawnFromGuest(process, process.guest!);
  return id === -1 ? -EAGAIN : id;
}

/** park() */
export function park(): Wait {
  return { kind: 'park', object: 0n, holder: 0n };
}

/** park_for(object, holder) */
export function parkFor({ machine }: Process): Wait {
  return { kind: 'park', object: machine.getRegister('rdi'), holder: machine.getRegister('rsi') };
}

/** unpark(id): the thread's park, or its next one, ends. */
export function unpark(process: Process): number {
  const { machine, threads, waits } = process;
  const id = machine.getRegister('rdi');
  if (id >= threads.size || threads.isAvailable(Number(id))) return -ESRCH;
  const slot = Number(id);
  if (waits.get(slot)?.kind === 'park') wake(process, slot, 0);
  else waits.setPermit(slot, true);
  return 0;
}

/** join(id) */
export function join({ machine }: Process): number | Wait {
  const id = machine.getRegister('rdi');
  return id > 0xffff_ffffn ? -EINVAL : { kind: 'join', thread: Number(id) };
}

const HIGHEST_PRIORITY = 99n;

/** set_priority(id, priority): from 0, which every thread begins with, up to 99, the most urgent. */
export function setPriority({ machine, threads }: Process): number {
  const id = machine.getRegister('rdi');
  const priority = machine.getRegister('rsi');
  if (id >= threads.size || threads.isAvailable(Number(id))) return -ESRCH;
  if (priority > HIGHEST_PRIORITY) return -EINVAL;
  threads.setPriority(Number(id), Number(priority));
  return 0;
}

/** thread_exit(value): as if the thread's task, or main, had returned. */
export function threadExit(process: Process): undefined {
  const { machine, threads } = process;
  const guest: GuestCode = process.guest!;
  const value = machine.getRegister('rdi');
  if (threads.current === 0) {
    machine.setRegister('rsp', BigInt.asUintN(64, (machine.getRegister('rsp') & ~15n) - 8n));
    machine.setRegister('rip', guest.last);
  } else {
    threads.leaves(value);
    machine.setRegister('rsp', BigInt(unwindStack(process) - 8));
    machine.setRegister('rip', guest.guard);
  }
  return undefined;
}

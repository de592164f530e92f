/** The system calls: numbers and registers as on Linux (rax; rdi, rsi, rdx; the answer in rax). */

import { Permission, REG_RAX, STATE, SYS_RETURN, SYS_SPAWN, SYS_YIELD } from '../../asm/abi.ts';
import type { Exit, Faulted } from './outcome.ts';
import type { Process } from './process.ts';
import { spawnThread } from './spawn.ts';
import { giveWay, interrupt } from './yield.ts';

export interface SystemCall {
  readonly number: number;
  readonly name: string;
  /** Returns the answer, or what ends the run; undefined when it has seen to the registers itself. */
  readonly handler: (process: Process) => number | Exit | Faulted | undefined;
  /** Part of the runtime: a program without it does not have the call. */
  readonly threads?: true;
}

/** Errors as Linux numbers them; calls answer with the negative number. */
const EBADF = 9;
const EAGAIN = 11;
const EFAULT = 14;
const ENOSYS = 38;

export const SYSTEM_CALLS: readonly SystemCall[] = [
  { number: 1, name: 'write', handler: write },
  { number: 24, name: 'sched_yield', handler: schedYield },
  { number: 60, name: 'exit', handler: exit },
  { number: 186, name: 'gettid', handler: ({ threads }) => threads.current },
  { number: 231, name: 'exit_group', handler: exit },
  { number: SYS_YIELD, name: 'yield', handler: (process) => giveWay(process, 'yield'), threads: true },
  { number: SYS_SPAWN, name: 'spawn', handler: spawn, threads: true },
  { number: SYS_RETURN, name: 'return', handler: (process) => giveWay(process, 'finished'), threads: true },
];

const BY_NUMBER: ReadonlyMap<number, SystemCall> = new Map(SYSTEM_CALLS.map((call) => [call.number, call]));

/** Carries out the call that the machine has stopped for; returns what ends the run, if the call does. */
export function systemCall(process: Process): Exit | Faulted | undefined {
  const call = BY_NUMBER.get(process.words[(STATE + REG_RAX) >>> 2]!);
  const result = call && !(call.threads && !process.guest) ? call.handler(process) : -ENOSYS;
  if (typeof result !== 'number') return result;
  process.machine.setRegister('rax', BigInt.asUintN(64, BigInt(result)));
  return undefined;
}

/** write(fd, bytes, count): nothing is written unless all of it can be read. */
function write({ machine, write: output }: Process): number {
  const fd = machine.getRegister('rdi') & 0xffff_ffffn;
  const address = machine.getRegister('rsi');
  const count = machine.getRegister('rdx');
  if (fd !== 1n && fd !== 2n) return -EBADF;
  if (count > BigInt(machine.size) || !machine.allows(address, Number(count), Permission.READ))
    return -EFAULT;
  if (count > 0n) output(Number(fd), machine.read(Number(address), Number(count)));
  return Number(count);
}

function exit(process: Process): Exit {
  const outcome: Exit = { kind: 'exit', status: Number(process.machine.getRegister('rdi') & 0xffn) };
  process.ended = outcome;
  return outcome;
}

/** Answers 0 and loses nothing that `syscall` itself does not: the thread is interrupted, as if from outside. */
function schedYield(process: Process): 0 | Faulted | undefined {
  if (!process.guest) return 0;
  process.machine.setRegister('rax', 0n);
  return interrupt(process, process.guest);
}

function spawn(process: Process): number {
  const { machine, guest } = process;
  if (!guest) return -ENOSYS;
  const id = spawnThread(process, guest, machine.getRegister('rdi'), machine.getRegister('rsi'));
  return id === -1 ? -EAGAIN : id;
}

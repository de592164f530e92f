/** The system calls: numbers and registers as on Linux (rax; rdi, rsi, rdx; the answer in rax). */

import {
  GO_ON,
  Permission,
  REG_RAX,
  STATE,
  Stop,
  SYS_RETURN,
  SYS_SPAWN,
  SYS_STACK,
  SYS_YIELD,
} from '../../asm/abi.ts';
import { decideAhead, takeOver } from './ahead.ts';
import { mayAccess } from './commit.ts';
import { brk, mmap, mprotect, munmap } from './memory-calls.ts';
import type { Exit, Faulted } from './outcome.ts';
import type { Process } from './process.ts';
import { spawnFromGuest } from './spawn.ts';
import { moveStack, setLimit } from './stack-parts.ts';
import { giveWay, interrupt, setRegister } from './yield.ts';

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
const EINVAL = 22;
const ENOSYS = 38;

/** A machine has one program. */
const PROCESS_ID = 1;

export const SYSTEM_CALLS: readonly SystemCall[] = [
  { number: 1, name: 'write', handler: write },
  { number: 9, name: 'mmap', handler: mmap },
  { number: 10, name: 'mprotect', handler: mprotect },
  { number: 11, name: 'munmap', handler: munmap },
  { number: 12, name: 'brk', handler: brk },
  { number: 20, name: 'writev', handler: writev },
  { number: 24, name: 'sched_yield', handler: schedYield },
  { number: 39, name: 'getpid', handler: () => PROCESS_ID },
  { number: 60, name: 'exit', handler: exit },
  { number: 102, name: 'getuid', handler: () => 0 },
  { number: 104, name: 'getgid', handler: () => 0 },
  { number: 107, name: 'geteuid', handler: () => 0 },
  { number: 108, name: 'getegid', handler: () => 0 },
  { number: 110, name: 'getppid', handler: () => 0 },
  { number: 158, name: 'arch_prctl', handler: archPrctl },
  { number: 186, name: 'gettid', handler: ({ threads }) => threads.current },
  { number: 218, name: 'set_tid_address', handler: ({ threads }) => threads.current },
  { number: 231, name: 'exit_group', handler: exit },
  { number: SYS_YIELD, name: 'yield', handler: (process) => giveWay(process, 'yield'), threads: true },
  { number: SYS_SPAWN, name: 'spawn', handler: spawn, threads: true },
  { number: SYS_STACK, name: 'stack', handler: moveStack, threads: true },
  { number: SYS_RETURN, name: 'return', handler: (process) => giveWay(process, 'finished'), threads: true },
];

const BY_NUMBER: ReadonlyMap<number, SystemCall> = new Map(SYSTEM_CALLS.map((call) => [call.number, call]));

/**
 * Carries out the call at which the machine is, without stopping it, if that is one of those that programs with many
 * threads live on; see `onSystemCall`.
 */
export function answerAtOnce(process: Process): number {
  if (!process.guest) return Stop.SYSCALL;
  const { machine, words, switches } = process;
  const { flushes, watchedWrites } = machine;
  takeOver(process);
  switch (words[(STATE + REG_RAX) >>> 2]!) {
    case SYS_YIELD:
      giveWay(process, 'yield');
      decideAhead(process);
      break;
    case SYS_RETURN:
      giveWay(process, 'finished');
      break;
    case SYS_SPAWN:
      setRegister(words, REG_RAX, spawn(process));
      break;
    default:
      return Stop.SYSCALL;
  }
  const isSeen = machine.flushes !== flushes || machine.watchedWrites !== watchedWrites;
  return isSeen || switches.count >= process.lastSwitch ? Stop.BUDGET : GO_ON;
}

/** Carries out the call that the machine has stopped for; returns what ends the run, if the call does. */
export function systemCall(process: Process): Exit | Faulted | undefined {
  const call = BY_NUMBER.get(process.words[(STATE + REG_RAX) >>> 2]!);
  const result = call && !(call.threads && !process.guest) ? call.handler(process) : -ENOSYS;
  if (typeof result !== 'number') return result;
  process.machine.setRegister('rax', BigInt.asUintN(64, BigInt(result)));
  return undefined;
}

/** write(fd, bytes, count): nothing is written unless all of it can be read. */
function write(process: Process): number {
  const { machine } = process;
  return writeBytes(process, machine.getRegister('rsi'), machine.getRegister('rdx'));
}

/** As on Linux, so many buffers at most. */
const MOST_BUFFERS = 1024n;

/** writev(fd, buffers, count): each is a pointer and a size, 8 bytes each. Ends at the first that cannot be read. */
function writev(process: Process): number {
  const { machine } = process;
  const buffers = machine.getRegister('rsi');
  const count = machine.getRegister('rdx');
  if (count > MOST_BUFFERS) return -EINVAL;
  if (!mayAccess(process, buffers, Number(count) * 16, Permission.READ)) return -EFAULT;
  let total = 0;
  for (let at = Number(buffers); at < Number(buffers) + Number(count) * 16; at += 16) {
    const written = writeBytes(process, machine.readU64(at), machine.readU64(at + 8));
    if (written < 0) return total || written;
    total += written;
  }
  return total;
}

/** To the file of rdi. */
function writeBytes(process: Process, address: bigint, count: bigint): number {
  const { machine } = process;
  const fd = machine.getRegister('rdi') & 0xffff_ffffn;
  if (fd !== 1n && fd !== 2n) return -EBADF;
  if (count > BigInt(machine.size) || !mayAccess(process, address, Number(count), Permission.READ))
    return -EFAULT;
  if (count === 0n) return 0;
  const bytes = machine.read(Number(address), Number(count));
  process.events?.wrote(process, Number(fd), bytes);
  process.output.write(Number(fd), bytes);
  return bytes.length;
}

function exit(process: Process): Exit {
  const outcome: Exit = { kind: 'exit', status: Number(process.machine.getRegister('rdi') & 0xffn) };
  process.ended = outcome;
  return outcome;
}

const BASES: ReadonlyMap<bigint, { readonly register: 'fs_base' | 'gs_base'; readonly sets: boolean }> =
  new Map([
    [0x1001n, { register: 'gs_base', sets: true }],
    [0x1002n, { register: 'fs_base', sets: true }],
    [0x1003n, { register: 'fs_base', sets: false }],
    [0x1004n, { register: 'gs_base', sets: false }],
  ]);

/** arch_prctl(what, address): the bases of fs and gs. All green threads share them. */
function archPrctl(process: Process): number {
  const { machine } = process;
  const base = BASES.get(machine.getRegister('rdi') & 0xffff_ffffn);
  const address = machine.getRegister('rsi');
  if (!base) return -EINVAL;
  if (base.sets) {
    machine.setRegister(base.register, address);
    setLimit(process);
    return 0;
  }
  if (!mayAccess(process, address, 8, Permission.WRITE)) return -EFAULT;
  machine.writeU64(Number(address), machine.getRegister(base.register));
  return 0;
}

/** Answers 0 and loses nothing that `syscall` itself does not: the thread is interrupted, as if from outside. */
function schedYield(process: Process): 0 | Faulted | undefined {
  if (!process.guest) return 0;
  process.machine.setRegister('rax', 0n);
  return interrupt(process, process.guest);
}

function spawn(process: Process): number {
  const { guest } = process;
  if (!guest) return -ENOSYS;
  const id = spawnFromGuest(process, guest);
  return id === -1 ? -EAGAIN : id;
}

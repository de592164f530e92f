/** The system calls: numbers and registers as on Linux (rax; rdi, rsi, rdx; the answer in rax). */

import {
  AND_SWITCH,
  GO_ON,
  Permission,
  REG_RAX,
  REG_RDI,
  REG_RSI,
  STATE,
  Stop,
  SYS_JOIN,
  SYS_JOIN_OTHERS,
  SYS_PARK,
  SYS_PARK_FOR,
  SYS_RETURN,
  SYS_SET_PRIORITY,
  SYS_SOCKET,
  SYS_SPAWN,
  SYS_STACK,
  SYS_THREAD_EXIT,
  SYS_UNPARK,
  SYS_WORK,
  SYS_YIELD,
} from '../../../asm/abi.ts';
import { decideAhead, takeOver } from '../threads/ahead.ts';
import { attempt } from './attempts.ts';
import { seeToFiles } from '../threads/blocking.ts';
import { mayAccess } from '../stacks/commit.ts';
import { EFAULT, EINVAL, ENOSYS } from './errno.ts';
import {
  close,
  epollCreate,
  epollCtl,
  epollWait,
  eventfd,
  fcntl,
  read,
  socket,
  timerfdCreate,
  timerfdSettime,
  work,
  write,
  writev,
} from './file-calls.ts';
import { interrupt } from '../threads/interrupt.ts';
import { brk, mmap, mprotect, munmap } from './memory-calls.ts';
import type { Deadlock, Exit, Faulted } from '../outcome.ts';
import type { Process } from '../process.ts';
import { moveStack, setLimit } from '../stacks/stack-parts.ts';
import { join, park, parkFor, setPriority, spawn, threadExit, unpark } from './thread-calls.ts';
import { clockGettime, nanosleep } from './time-calls.ts';
import type { Answer, Wait } from '../threads/waits.ts';
import { block, giveWay, setAnswer, setRegister } from '../threads/yield.ts';

type Ended = Exit | Faulted | Deadlock;

export type SystemCall = {
  readonly number: number;
  readonly name: string;
  /** Part of the runtime: a program without it does not have the call. */
  readonly threads?: true;
} & (
  | {
      /** Returns the answer, or what has to come first: it may have come already. */
      readonly answers: (process: Process) => number | Wait;
    }
  | {
      /** Leads somewhere else than behind the call: sees to the registers itself, unless it returns an answer. */
      readonly leads: (process: Process) => number | Ended | undefined;
    }
);

/** A machine has one program. */
const PROCESS_ID = 1;

export const SYSTEM_CALLS: readonly SystemCall[] = [
  { number: 0, name: 'read', answers: read },
  { number: 1, name: 'write', answers: write },
  { number: 3, name: 'close', answers: close },
  { number: 9, name: 'mmap', answers: mmap },
  { number: 10, name: 'mprotect', answers: mprotect },
  { number: 11, name: 'munmap', answers: munmap },
  { number: 12, name: 'brk', answers: brk },
  { number: 20, name: 'writev', answers: writev },
  { number: 24, name: 'sched_yield', leads: schedYield },
  { number: 35, name: 'nanosleep', answers: nanosleep },
  { number: 39, name: 'getpid', answers: () => PROCESS_ID },
  { number: 60, name: 'exit', leads: exit },
  { number: 72, name: 'fcntl', answers: fcntl },
  { number: 102, name: 'getuid', answers: () => 0 },
  { number: 104, name: 'getgid', answers: () => 0 },
  { number: 107, name: 'geteuid', answers: () => 0 },
  { number: 108, name: 'getegid', answers: () => 0 },
  { number: 110, name: 'getppid', answers: () => 0 },
  { number: 158, name: 'arch_prctl', answers: archPrctl },
  { number: 186, name: 'gettid', answers: ({ threads }) => threads.current },
  { number: 218, name: 'set_tid_address', answers: ({ threads }) => threads.current },
  { number: 228, name: 'clock_gettime', answers: clockGettime },
  { number: 231, name: 'exit_group', leads: exit },
  { number: 232, name: 'epoll_wait', answers: epollWait },
  { number: 233, name: 'epoll_ctl', answers: epollCtl },
  { number: 283, name: 'timerfd_create', answers: timerfdCreate },
  { number: 286, name: 'timerfd_settime', answers: timerfdSettime },
  { number: 290, name: 'eventfd2', answers: eventfd },
  { number: 291, name: 'epoll_create1', answers: epollCreate },
  { number: SYS_YIELD, name: 'yield', leads: (process) => giveWay(process, 'yield'), threads: true },
  { number: SYS_SPAWN, name: 'spawn', answers: spawn, threads: true },
  { number: SYS_STACK, name: 'stack', answers: moveStack, threads: true },
  { number: SYS_RETURN, name: 'return', leads: (process) => giveWay(process, 'finished'), threads: true },
  { number: SYS_PARK, name: 'park', answers: park, threads: true },
  { number: SYS_PARK_FOR, name: 'park_for', answers: parkFor, threads: true },
  { number: SYS_UNPARK, name: 'unpark', answers: unpark, threads: true },
  { number: SYS_JOIN, name: 'join', answers: join, threads: true },
  { number: SYS_THREAD_EXIT, name: 'thread_exit', leads: threadExit, threads: true },
  { number: SYS_SOCKET, name: 'socket_after', answers: socket },
  { number: SYS_WORK, name: 'work_after', answers: work },
  { number: SYS_SET_PRIORITY, name: 'set_priority', answers: setPriority, threads: true },
  { number: SYS_JOIN_OTHERS, name: 'join_others', answers: () => ({ kind: 'others' }), threads: true },
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
      if (needsTime(process)) return Stop.SYSCALL;
      giveWay(process, 'yield');
      decideAhead(process);
      break;
    case SYS_RETURN:
      if (needsTime(process)) return Stop.SYSCALL;
      giveWay(process, 'finished');
      decideAhead(process);
      break;
    case SYS_SPAWN:
      setRegister(words, REG_RAX, spawn(process));
      break;
    default:
      return Stop.SYSCALL;
  }
  // with turns, each of them begins where the machine stops
  if (process.quantum !== Infinity) return Stop.BUDGET;
  const isSeen = machine.flushes !== flushes || machine.watchedWrites !== watchedWrites;
  return isSeen || switches.count >= process.lastSwitch ? Stop.BUDGET : GO_ON;
}

/**
 * Somebody must be asked who runs next; or nobody else is Ready and somebody waits: the clock may jump, and those whose
 * time comes must be seen to.
 */
function needsTime({ threads, waits, policy }: Process): boolean {
  return policy.asks || (!waits.isEmpty && threads.after(threads.current) === -1);
}

/** Carries out the call that the machine has stopped for; returns what ends the run, if the call does. */
export function systemCall(process: Process): Ended | undefined {
  const { words, waits, threads, machine } = process;
  const restarted = waits.takeRestarted(threads.current, machine.getRegister('rip'));
  if (restarted !== undefined) {
    setAnswer(process, restarted);
    return undefined;
  }
  const number = words[(STATE + REG_RAX) >>> 2]!;
  const switches = process.guest !== undefined && (number & AND_SWITCH) !== 0;
  const call = BY_NUMBER.get(switches ? number & ~AND_SWITCH : number);
  const isThere = call !== undefined && !(call.threads && !process.guest);
  if (!isThere || (switches && 'leads' in call)) return answerOrBlock(process, -ENOSYS, switches);
  const ended =
    'leads' in call ? lead(process, call.leads) : answerOrBlock(process, call.answers(process), switches);
  seeToFiles(process);
  return ended;
}

function lead(process: Process, leads: (process: Process) => number | Ended | undefined): Ended | undefined {
  const result = leads(process);
  if (typeof result !== 'number') return result;
  setAnswer(process, result);
  return undefined;
}

/** @param switches whether `switch` comes next, from the running thread to itself if there is an answer. */
function answerOrBlock(process: Process, asked: Answer | Wait, switches: boolean): Ended | undefined {
  const { threads, layout, words } = process;
  const answer = typeof asked === 'object' ? attempt(process, threads.current, asked) : asked;
  if (typeof asked === 'object' && answer === undefined) return block(process, asked, switches);
  setAnswer(process, answer!);
  if (!switches) return undefined;
  const context = layout.record(threads.current);
  setRegister(words, REG_RDI, context);
  setRegister(words, REG_RSI, context);
  return undefined;
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

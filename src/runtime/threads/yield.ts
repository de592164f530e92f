/** The host's part of a switch: it decides, and tells the guest's `switch` in rdi and rsi. */

import { REG_RAX, REG_RDI, REG_RSI, STATE } from '../../../asm/abi.ts';
import { timeOf } from '../calls/attempts.ts';
import { finish, jump } from './blocking.ts';
import { interrupt } from './interrupt.ts';
import { DEADLOCK, type Deadlock, type Faulted } from '../outcome.ts';
import type { Process } from '../process.ts';
import { releaseStack, setLimit } from '../stacks/stack-parts.ts';
import type { SwitchReason } from './switch-log.ts';
import { nextTurn } from './turn.ts';
import type { Answer, Wait } from './waits.ts';

/** Answers the system calls that give the processor away; see SYS_YIELD in `asm/abi.ts`. */
export function giveWay(process: Process, why: SwitchReason): Deadlock | undefined {
  const { threads, layout, switches, waits, events, words } = process;
  const from = threads.current;
  let reason: SwitchReason = process.turn.isOver ? 'preempted' : why;
  if (waits.get(from)) {
    threads.block();
    reason = 'blocked';
  } else if (why === 'finished' && from !== 0) {
    finish(process);
    releaseStack(process, from);
  }
  // the base thread never finishes
  const to = reason === 'finished' && from === 0 ? from : nextOf(process);
  if (to === -1) return deadlock(process);
  threads.switchTo(to);
  setLimit(process);
  nextTurn(process);
  const newContext = layout.record(to);
  setAnswer(process, waits.takeAnswer(to) ?? (to === from ? 0 : 1));
  setRegister(words, REG_RDI, layout.record(from));
  setRegister(words, REG_RSI, newContext);
  if (to === from) return undefined;
  switches.record(words, to, newContext, reason);
  events?.switched(process, from, reason);
  return undefined;
}

/** Who runs when the running thread gives way; -1 when nobody else does, or when that is for somebody outside to say. */
export function upcoming({ threads, policy, switches }: Process): number {
  const { current } = threads;
  if (threads.after(current) === -1 || policy.asks) return -1;
  const next = policy.pick(threads, switches.count);
  return next === current ? -1 : next;
}

/** Who runs next; if need be, the clock jumps. -1 when nobody ever will. */
function nextOf(process: Process): number {
  const { threads, policy, switches } = process;
  for (;;) {
    if (threads.after(threads.current) !== -1) return policy.pick(threads, switches.count);
    if (threads.isRunnable(threads.current)) return threads.current;
    if (!jump(process)) return -1;
  }
}

/**
 * The running thread waits: another one runs, or the clock jumps to where it waits no longer.
 *
 * @param switches whether the guest's `switch` comes next. If not, the thread is interrupted, and makes its call again
 *   when it goes on.
 */
export function block(process: Process, wait: Wait, switches: boolean): Deadlock | Faulted | undefined {
  const { threads, waits, guest, machine } = process;
  const { current } = threads;
  waits.add(current, wait, timeOf(process, wait));
  process.events?.blocked(process, wait);
  if (switches) return giveWay(process, 'blocked');
  while (waits.get(current) && threads.after(current) === -1) {
    if (!jump(process)) return deadlock(process);
  }
  if (!guest || threads.after(current) === -1) {
    setAnswer(process, waits.takeAnswer(current)!);
    return undefined;
  }
  const after = machine.getRegister('rip');
  waits.restart(current, after);
  machine.setRegister('rip', after - SYSCALL_LENGTH);
  const fault = interrupt(process, guest);
  if (fault) waits.forget(current);
  return fault;
}

const SYSCALL_LENGTH = 2n;

function deadlock(process: Process): Deadlock {
  process.threads.block();
  process.ended = DEADLOCK;
  return DEADLOCK;
}

export function setAnswer({ words, machine }: Process, answer: Answer): void {
  if (typeof answer === 'number' && answer >= -(2 ** 31) && answer < 2 ** 32)
    setRegister(words, REG_RAX, answer);
  else machine.setRegister('rax', BigInt.asUintN(64, BigInt(answer)));
}

/** For whole numbers from -2^31 up to 2^32 - 1: all addresses, ids and errors are. */
export function setRegister(words: Uint32Array, register: number, value: number): void {
  const at = (STATE + register) >>> 2;
  words[at] = value;
  words[at + 1] = value < 0 ? -1 : 0;
}

/** Functions that turn one thread into another. */
export const SWITCHING = ['switch', 'yield_thread', 't_return', 'blocking_call'] as const;

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

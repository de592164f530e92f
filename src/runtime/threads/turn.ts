/**
 * Turns of `quantum` instructions. When a thread's turn is over, it is interrupted wherever it is (`preempt`). A turn
 * begins behind what may not be interrupted: the code that makes a switch, `preempt` itself, and what else of the guest
 * must not see others come in between. So every turn has instructions of the thread's own, however short it is.
 */

import { Permission, RED_ZONE } from '../../../asm/abi.ts';
import { decode, LONGEST_INSTRUCTION } from '../../isa/index.ts';
import { mayAccess } from '../stacks/commit.ts';
import { interrupt } from './interrupt.ts';
import { clock, type Process } from '../process.ts';

/** Plain data. */
export interface Turn {
  /** When it is to be looked at, in instructions: the turn is over, or may begin. */
  readonly end: number;
  /** It has not begun yet. */
  readonly isComing: boolean;
  /** It has been cut off, and the thread is about to give way. */
  readonly isOver: boolean;
}

/** The base thread's first one. */
export function firstTurn(quantum: number): Turn {
  return { end: quantum, isComing: false, isOver: false };
}

/** What `preempt` puts onto the stack, with what it calls. */
const ROOM = 1024;

/** Another thread runs, or the same one again: its turn begins when it is back in its own code. */
export function nextTurn(process: Process): void {
  if (process.quantum === Infinity) return;
  process.turn = { end: clock(process) + 1, isComing: true, isOver: false };
}

/** Instructions until the turn is to be looked at. */
export function untilTurn(process: Process): number {
  const { quantum, turn } = process;
  return quantum === Infinity || turn.isOver ? Infinity : Math.max(1, turn.end - clock(process));
}

/** Begins the turn or ends it, if the time for that has come. */
export function seeToTurn(process: Process): void {
  const { quantum, turn, guest, threads } = process;
  const now = clock(process);
  if (!guest || quantum === Infinity || turn.isOver || now < turn.end || process.ended) return;
  if (!mayInterrupt(process)) process.turn = { ...turn, end: now + straightOn(process), isComing: true };
  else if (turn.isComing || threads.after(threads.current) === -1 || !hasRoom(process))
    process.turn = { ...turn, end: now + quantum, isComing: false };
  else {
    interrupt(process, guest);
    process.turn = { ...turn, isOver: true };
  }
}

/** Between the host's decision and the end of a switch a thread is on the stack of another. */
function mayInterrupt({ machine, layout, threads, guest }: Process): boolean {
  const rip = Number(machine.getRegister('rip'));
  if (guest!.uninterrupted.some(({ start, end }) => rip >= start && rip < end)) return false;
  const region = layout.regionOf(Number(machine.getRegister('rsp')));
  return region?.kind !== 'stack' || region.slot === threads.current;
}

/** Instructions up to and including the next one that may lead elsewhere: so many are executed in any case. */
function straightOn({ machine, guest }: Process): number {
  const rip = Number(machine.getRegister('rip'));
  const known = guest!.straight.get(rip);
  if (known !== undefined) return known;
  let count = 1;
  for (let at = rip; machine.allows(BigInt(at), LONGEST_INSTRUCTION, Permission.EXECUTE); count++) {
    const instruction = decode(machine.read(at, LONGEST_INSTRUCTION));
    if (!instruction || LEADS_ELSEWHERE.test(instruction.form.mnemonic)) break;
    at += instruction.length;
  }
  guest!.straight.set(rip, count);
  return count;
}

const LEADS_ELSEWHERE = /^(?:j|call|ret|loop|syscall|hlt|int|ud)/;

/** Who has an almost full stack has another turn: nothing that a program does may depend on when it is interrupted. */
function hasRoom(process: Process): boolean {
  const rsp = process.machine.getRegister('rsp');
  const size = RED_ZONE + ROOM;
  return rsp >= BigInt(size) && mayAccess(process, rsp - BigInt(size), size, Permission.WRITE);
}

/**
 * Where the stacks are that move. Each begins where the layout has it; then the guest takes memory for more (see
 * `__morestack` in asm/guest) and says where the running thread's stack is now (SYS_STACK). For each slot there stands
 * at `layout.moved`:
 *
 *   u32 base, u32 top     0, 0 as long as the stack is where it began
 *
 * A segment knows the one before it, by what the guest has left at its top:
 *
 *   top - 24  rsp when the one before was left
 *   top - 16  base of that one
 *   top - 8   its top
 */

import {
  Permission,
  PROGRAM_BASE,
  REG_RDX,
  SPLIT_STACK_LIMIT,
  STACK_SLACK,
  STATE,
} from '../../../asm/abi.ts';
import { PAGE } from '../../elf/place.ts';
import { partsOf } from './commit.ts';
import { EINVAL, ENOSYS } from '../calls/errno.ts';
import type { Region, StackRange } from './layout.ts';
import type { Process } from '../process.ts';

/** A program may link them as it likes, in circles too: all that is read of one slot is no larger than memory. */
const MOST_PARTS = 1 << 16;

/** Bytes of what leads to the segment before. */
const LINK = 24;

/** A part of a stack that is not in use, with the rsp of when it was. */
export interface OlderPart extends StackRange {
  readonly rsp: number;
}

/** The part of a slot's stack that is in use: the only one but for segments. */
export function stackOf({ layout, words }: Process, slot: number): StackRange {
  const own = layout.stack(slot);
  if (!layout.moves) return own;
  const at = layout.moved(slot) / 4;
  const top = words[at + 1]!;
  return top === 0 ? own : range(words[at]!, top);
}

/** The parts that it has been in before, from the latest on; of a copied stack there are none. */
export function olderParts(process: Process, slot: number): readonly OlderPart[] {
  const { layout, machine } = process;
  const parts: OlderPart[] = [];
  if (layout.mode !== 'segments') return parts;
  const first = layout.stack(slot);
  let { top, size: total } = stackOf(process, slot);
  while (top !== first.top && parts.length < MOST_PARTS && isMemory(process, top - LINK, top)) {
    const rsp = Number(machine.readU64(top - LINK));
    const base = Number(machine.readU64(top - 16));
    top = Number(machine.readU64(top - 8));
    total += top - base;
    if (!(base >= PROGRAM_BASE && rsp >= base && rsp <= top && total <= machine.size)) break;
    parts.push({ ...range(base, top), rsp });
  }
  return parts;
}

/** All parts that are not where the stack began, from the latest on. */
function movedPartsOf(process: Process, slot: number): readonly StackRange[] {
  const own = process.layout.stack(slot);
  return [stackOf(process, slot), ...olderParts(process, slot)].filter(({ top }) => top !== own.top);
}

/** What lies below the part that is in use, and faults. */
export function guardOf(process: Process, slot: number): StackRange {
  const { layout } = process;
  const { base, top } = stackOf(process, slot);
  return top === layout.stack(slot).top ? layout.guard(slot) : range(base - PAGE, base);
}

/** The part at whose top the thread began. */
export function outermostPart(process: Process, slot: number): StackRange {
  return olderParts(process, slot).at(-1) ?? stackOf(process, slot);
}

/** Bytes in use of the parts that a slot's stack has been in before. */
export function usedBefore(process: Process, slot: number): number {
  return olderParts(process, slot).reduce((sum, { top, rsp }) => sum + top - rsp, 0);
}

/** Bytes of memory that a slot's stack keeps from others. */
export function heldBy(process: Process, slot: number): number {
  const { layout, machine } = process;
  const own = layout.stack(slot);
  const committed = own.top - partsOf(machine, own).committed;
  return movedPartsOf(process, slot).reduce((sum, { size }) => sum + size, committed);
}

/** stack(base, top): where the running thread's stack is from now on. Answers with where it was in rax and rdx; 0, 0 asks. */
export function moveStack(process: Process): number {
  const { machine, layout, threads, words } = process;
  if (!layout.moves) return -ENOSYS;
  const slot = threads.current;
  const before = stackOf(process, slot);
  const base = Number(machine.getRegister('rdi'));
  const top = Number(machine.getRegister('rsi'));
  if (top !== 0) {
    if (top % 16 !== 0 || base % 16 !== 0 || !isMemory(process, base, top)) return -EINVAL;
    setStack(process, slot, base, top);
  }
  const answer = (STATE + REG_RDX) / 4;
  words[answer] = before.top;
  words[answer + 1] = 0;
  return before.base;
}

function setStack(process: Process, slot: number, base: number, top: number): void {
  const { machine, layout, words } = process;
  const isOwn = top === layout.stack(slot).top;
  const at = layout.moved(slot);
  words[at / 4] = isOwn ? 0 : base;
  words[at / 4 + 1] = isOwn ? 0 : top;
  machine.written(at, 8);
  forgetParts(process);
  setLimit(process);
}

/** The running thread goes on at the end of its stack: all parts but the outermost are given back. Returns its top. */
export function unwindStack(process: Process): number {
  const slot = process.threads.current;
  const parts = [stackOf(process, slot), ...olderParts(process, slot)];
  const outermost = parts.pop()!;
  if (parts.length > 0) {
    parts.forEach((part) => unmap(process, part));
    setStack(process, slot, outermost.base, outermost.top);
  }
  return outermost.top;
}

/** Takes back what a thread that has finished has moved its stack to. */
export function releaseStack(process: Process, slot: number): void {
  const { layout } = process;
  if (!layout.moves) return;
  const own = layout.stack(slot);
  movedPartsOf(process, slot).forEach((part) => unmap(process, part));
  setStack(process, slot, own.base, own.top);
}

/** With its guard; what the guest has not taken by mmap stays. */
function unmap({ heap }: Process, { base, size }: StackRange): void {
  if (base % PAGE === 0 && size % PAGE === 0 && heap.isOurs(base - PAGE, size + PAGE))
    heap.unmap(base - PAGE, size + PAGE);
}

/** Tells the running thread's prologues how far its stack goes. */
export function setLimit(process: Process): void {
  const { machine, layout, threads } = process;
  if (!layout.moves) return;
  const at = machine.getRegister('fs_base') + BigInt(SPLIT_STACK_LIMIT);
  if (!machine.allows(at, 8, Permission.WRITE)) return;
  machine.writeU64(Number(at), BigInt(stackOf(process, threads.current).base + STACK_SLACK));
}

/** What an address belongs to, wherever stacks are now. */
export function regionOf(process: Process, address: number): Region | undefined {
  const { layout, machine } = process;
  if (!layout.moves || address >= layout.bottom) return layout.regionOf(address);
  const part = movedParts(process).findLast(({ base }) => base - PAGE <= address);
  if (!part || address >= part.top) return undefined;
  const { slot, base, segment } = part;
  if (address >= base) return { kind: 'stack', slot, offset: address - base, ...(segment && { segment }) };
  const isGuard = (machine.permissionAt(BigInt(address)) & Permission.GUARD) !== 0;
  return isGuard ? { kind: 'guard', slot, offset: address - (base - PAGE) } : undefined;
}

/** A part of a stack that is not where the layout has it. Segments count from 1. */
interface MovedPart extends StackRange {
  readonly slot: number;
  readonly segment?: number;
}

/** As long as none has moved. */
const known = new WeakMap<Process, readonly MovedPart[]>();

/** To be called when they may have: memory has become another. */
export function forgetParts(process: Process): void {
  known.delete(process);
}

/** By address, upwards. */
function movedParts(process: Process): readonly MovedPart[] {
  const parts = known.get(process) ?? findMovedParts(process);
  known.set(process, parts);
  return parts;
}

function findMovedParts(process: Process): MovedPart[] {
  const { layout } = process;
  const found: MovedPart[] = [];
  const isSegments = layout.mode === 'segments';
  for (let slot = 0; slot < layout.maxThreads && found.length < MOST_PARTS; slot++) {
    const parts = movedPartsOf(process, slot);
    for (const [index, { base, size, top }] of parts.entries())
      found.push({ base, size, top, slot, ...(isSegments && { segment: parts.length - index }) });
  }
  return found.sort((a, b) => a.base - b.base);
}

function isMemory({ machine }: Process, base: number, top: number): boolean {
  return (
    base >= PROGRAM_BASE &&
    base < top &&
    top <= machine.size &&
    machine.allows(BigInt(base), top - base, IN_USE)
  );
}

const IN_USE = Permission.READ | Permission.WRITE;

function range(base: number, top: number): StackRange {
  return { base, size: top - base, top };
}

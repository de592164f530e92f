/**
 * Follows calls, returns, jumps and loads of rsp from strand to strand. A switch is known by where it ends: control goes
 * on behind a call of another strand, or, when rsp has been loaded, where no call has been.
 */

import { Permission, REG_RIP, REG_RSP, SLOT_CALL, SLOT_GUARD, SLOT_SKIP } from '../../../asm/abi.ts';
import type { StackRange } from '../../runtime/stacks/layout.ts';
import { stackOf } from '../../runtime/stacks/stack-parts.ts';
import { isExecutable } from '../code.ts';
import { wordOf, type Code } from './code.ts';
import type { Check, Observed, RspLoad } from './events.ts';
import { CALLEE_SAVED_SET } from './registers.ts';
import type { Frame, Shadow, Strand } from './shadow.ts';
import { isReturnAddress, leavesStack, stackAround } from './stacks.ts';

const RSP = wordOf(REG_RSP);
const RIP = wordOf(REG_RIP);

export class Flow {
  readonly shadow: Shadow;
  load: RspLoad | undefined;
  writtenSinceLoad = 0;
  entered: { readonly address: number; readonly rsp: number } | undefined;
  readonly #observed: Observed;
  readonly #checks: readonly Check[];
  /** A frame that a switch has gone on above: its return is still a part of the switch. */
  #resumed: Frame | undefined;

  /** @param checks may still be empty: it is read when something happens */
  constructor(observed: Observed, shadow: Shadow, checks: readonly Check[]) {
    this.#observed = observed;
    this.shadow = shadow;
    this.#checks = checks;
  }

  /** The host has made a thread: its stack is known before it runs. */
  spawned(id: number): void {
    const { shadow } = this;
    const { runtime } = this.#observed;
    const { top, base } = stackOf(runtime.process, id);
    const guest = runtime.process.guest!;
    const strand = shadow.add({
      thread: id,
      start: Number(runtime.thread(id).task),
      floor: base,
      top,
      rsp: top + SLOT_CALL,
      unknown: false,
    });
    const slots = [
      [SLOT_GUARD, guest.guard],
      [SLOT_SKIP, guest.skip],
      [SLOT_CALL, guest.call],
    ] as const;
    for (const [offset, address] of slots) {
      const returnAddress = Number(address);
      const { time } = this.#observed;
      shadow.push(
        strand,
        { kind: 'fabricated', slot: top + offset, returnAddress, site: 0, target: 0, time, worthless: 0 },
        false,
      );
    }
  }

  /** The current thread goes on elsewhere, with what lay on its stack before (a copy) or without. */
  stackMoved(from: StackRange, to: StackRange, isCopy: boolean): void {
    const { shadow } = this;
    if (isCopy) shadow.move(shadow.current, from, to.top - from.top);
    Object.assign(shadow.current, { floor: to.base, top: to.top, free: { below: 0, time: 0 } });
  }

  call(code: Code): void {
    const slot = this.#observed.words[RSP]!;
    const { load } = this;
    if (load && this.#isPending(load) && leavesStack(this.#observed, load)) this.#move(load.depth, slot + 8);
    const { current } = this.shadow;
    if (slot + 8 > current.top) current.top = slot + 8;
    const frame = this.shadow.push(current, {
      kind: 'call',
      slot,
      returnAddress: code.next,
      site: code.address,
      target: this.#observed.words[RIP]!,
      time: this.#observed.time,
      worthless: this.#observed.watched & CALLEE_SAVED_SET,
    });
    for (const check of this.#checks) check.call?.(frame);
  }

  ret(slot: number): void {
    const { shadow } = this;
    const { words } = this.#observed;
    const rip = words[RIP + 1] === 0 ? words[RIP]! : -1;
    const top = shadow.current.frames.at(-1);
    if (top?.slot === slot) {
      // what has been put there just now is a jump by way of the stack
      if (this.#observed.writers.timeOf(slot) === this.#observed.time - 1 && rip >= 0)
        top.returnAddress = rip;
      if (top.returnAddress === rip) this.#arrive(top);
      else this.#misreturn(slot, top);
      return;
    }
    const frame = shadow.frameAt(slot);
    if (frame?.returnAddress === rip) this.#arrive(frame);
    else if (frame && frame.strand.thread !== undefined) this.#misreturn(slot, frame);
    else if (this.load && this.#isPending(this.load)) this.#resume(this.load, slot, rip);
    else this.#misreturn(slot, undefined);
  }

  /** A jump ends a switch as a `ret` does when the address has been popped before. */
  jump(): void {
    const { shadow, load } = this;
    const { words } = this.#observed;
    if (!load || !this.#isPending(load)) return;
    const rip = words[RIP]!;
    const rsp = words[RSP]!;
    const frame = shadow.frameAt(rsp - 8);
    if (frame?.returnAddress === rip) {
      this.#arrive(frame);
      return;
    }
    const called = shadow.frameAt(rsp);
    if (called && called.strand !== shadow.current) {
      this.#switchTo(called.strand);
      this.#resumed = called;
    } else if (!called && leavesStack(this.#observed, load)) this.#resume(load, rsp - 8, rip);
  }

  /** Control is back behind a call. */
  #arrive(frame: Frame): void {
    const { shadow } = this;
    const { words } = this.#observed;
    const { strand } = frame;
    const switched = strand !== shadow.current || frame === this.#resumed;
    this.#resumed = undefined;
    const fabricated = frame.kind === 'fabricated';
    if (switched && strand.frames.at(-1) !== frame)
      for (const check of this.#checks) check.misresume?.(frame.slot, strand);
    if (strand !== shadow.current) this.#switchTo(strand);
    shadow.truncate(strand, frame.index);
    if (switched && !fabricated) shadow.consume(frame);
    if (fabricated) this.entered = { address: words[RIP]!, rsp: words[RSP]! };
    const interrupted = frame.kind === 'interrupt';
    strand.free = { below: interrupted ? frame.slot : frame.slot + 8, time: this.#observed.time };
    this.#observed.watched |= frame.worthless;
    const arrival = interrupted ? 'interrupt' : switched ? 'switch' : 'return';
    for (const check of this.#checks) check.return?.(frame, arrival, words[RSP]!);
    if (this.load && (switched || this.load.depth > frame.index)) this.load = undefined;
  }

  #misreturn(slot: number, frame: Frame | undefined): void {
    const { shadow } = this;
    const { words } = this.#observed;
    const { current } = shadow;
    if (frame) {
      for (const check of this.#checks) check.misreturn?.(slot, frame);
      if (frame.strand !== current) this.#switchTo(frame.strand);
      shadow.truncate(frame.strand, frame.index);
      return;
    }
    // what a program's own spawn has written is found where no call has been made
    const fabricated = current.frames.length === 0 && (current.id > 0 || current.unknown);
    const goesOn = words[RIP + 1] === 0 && isExecutable(this.#observed.runtime, BigInt(words[RIP]!));
    if (fabricated && goesOn) this.entered = { address: words[RIP]!, rsp: words[RSP]! };
    else for (const check of this.#checks) check.misreturn?.(slot, undefined);
  }

  /** rsp has been loaded, and control goes on where no frame is known. */
  #resume(load: RspLoad, slot: number, rip: number): void {
    const { shadow } = this;
    const { runtime, writers } = this.#observed;
    const around = shadow.strandAround(slot);
    const known = rip >= 0 && isReturnAddress(runtime, rip);
    if (shadow.wasConsumed(slot, rip)) {
      for (const check of this.#checks) check.stale?.(load, slot);
    } else if (known && slot >= load.before && slot < shadow.current.top) {
      this.#unwind(shadow.current, slot);
      return;
    } else if (known && around) {
      this.#switchTo(around);
      this.#unwind(around, slot);
      return;
    } else if (around && writers.timeOf(slot) <= around.left) {
      for (const check of this.#checks) check.misresume?.(slot, around);
    } else if (rip < 0 || !isExecutable(runtime, BigInt(rip))) {
      for (const check of this.#checks) check.misreturn?.(slot, undefined);
    }
    this.#begin(rip, slot + 8);
  }

  /** As longjmp does: the calls below have no end. */
  #unwind(strand: Strand, slot: number): void {
    const first = strand.frames.findIndex((frame) => frame.slot <= slot);
    if (first !== -1) this.shadow.truncate(strand, first);
    this.load = undefined;
  }

  #switchTo(strand: Strand): void {
    const { shadow, load } = this;
    shadow.current.rsp = load?.before ?? this.#observed.words[RSP]!;
    shadow.current.left = this.#observed.time;
    shadow.current = strand;
    this.entered = undefined;
    this.#observed.watched = 0;
  }

  /** A new strand, on a stack that nobody has known. */
  #begin(start: number, rsp: number): void {
    const { thread, base: floor } = stackAround(this.#observed.runtime, rsp - 8);
    this.#switchTo(this.shadow.add({ thread, start, floor, top: rsp, rsp, unknown: false }));
    this.entered = { address: start, rsp };
    this.load = undefined;
  }

  /** A call on a stack that has just been loaded: a strand of its own, unless the old stack is left for good. */
  #move(depth: number, rsp: number): void {
    if (depth > 0) {
      this.#begin(this.#observed.words[RIP]!, rsp);
      return;
    }
    const { current } = this.shadow;
    current.floor = stackAround(this.#observed.runtime, rsp - 8).base;
    current.top = rsp;
    this.load = undefined;
  }

  loadRsp(code: Code, before: number, source: number): void {
    const { shadow } = this;
    const { words } = this.#observed;
    const value = words[RSP]!;
    const valid = words[RSP + 1] === 0;
    this.load = {
      time: this.#observed.time,
      before,
      value,
      valid,
      source: code.loads === 0 ? undefined : source,
      depth: shadow.current.frames.length,
    };
    this.writtenSinceLoad = 0;
    for (const check of this.#checks) check.loadRsp?.(this.load, code);
  }

  /** Whether nothing has been called, or has returned, since rsp was loaded. */
  #isPending(load: RspLoad): boolean {
    return load.depth === this.shadow.current.frames.length;
  }

  /** The host has moved rip: it has interrupted the thread, or ended it. */
  diverted(rip: number, expected: number): void {
    const { shadow } = this;
    const { words, runtime } = this.#observed;
    const { machine } = runtime;
    const slot = words[RSP]!;
    const pushed = machine.allows(BigInt(slot), 8, Permission.READ) ? Number(machine.readU64(slot)) : -1;
    // a system call that waits is made again
    if (pushed !== expected && pushed !== this.#observed.address) {
      shadow.truncate(shadow.current, 0);
      return;
    }
    shadow.push(shadow.current, {
      kind: 'interrupt',
      slot,
      returnAddress: pushed,
      site: this.#observed.address,
      target: rip,
      time: this.#observed.time,
      worthless: this.#observed.watched & CALLEE_SAVED_SET,
    });
  }
}

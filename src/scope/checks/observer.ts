/** Runs a program one instruction at a time and tells the checks what happens. */

import {
  REG_RAX,
  REG_RIP,
  REG_RSP,
  SLOT_CALL,
  SLOT_GUARD,
  SLOT_SKIP,
  Stop,
  SYS_RETURN,
  SYS_SPAWN,
  SYS_YIELD,
} from '../../../asm/abi.ts';
import { State, type Outcome, type Runtime } from '../../runtime/index.ts';
import { run } from '../../runtime/run.ts';
import { disassemble, isExecutable } from '../code.ts';
import type { ThreadName } from '../contexts.ts';
import { named } from '../names.ts';
import { addressOf, codeAt, Kind, wordOf, type Code } from './code.ts';
import type { Check, MakeCheck, Observed, Report, RspLoad } from './events.ts';
import type { Finding, Moment } from './finding.ts';
import { CALLEE_SAVED_SET } from './registers.ts';
import { Shadow, type Frame, type Strand } from './shadow.ts';
import { isReturnAddress, leavesStack, stackAround } from './stacks.ts';
import { Writers } from './writers.ts';

const RSP = wordOf(REG_RSP);
const RIP = wordOf(REG_RIP);
const RAX = wordOf(REG_RAX);

/** rsi and rdi, in which the host names the contexts of a switch. */
const CONTEXTS = (1 << 6) | (1 << 7);

/** Findings that are kept; the same mistake at the same place counts once. */
const MOST_FINDINGS = 100;
/** Instructions that are kept decoded. */
const MOST_CODE = 1 << 18;

export class Observer implements Observed {
  readonly findings: Finding[] = [];
  readonly runtime: Runtime;
  readonly words: Uint32Array;
  readonly shadow: Shadow;
  readonly writers = new Writers();
  time: number;
  address = 0;
  load: RspLoad | undefined;
  writtenSinceLoad = 0;
  watched = 0;
  entered: { readonly address: number; readonly rsp: number } | undefined;
  readonly #checks: readonly Check[];
  readonly #onWrite: readonly NonNullable<Check['write']>[];
  readonly #code = new Map<number, Code>();
  /** Bounds of what is decoded: a store there makes it worthless. */
  #codeStart = Infinity;
  #codeEnd = 0;
  /** Of each general register, who wrote it last: address and number of the instruction, strand. */
  readonly #writerOf = new Float64Array(16 * 3);
  readonly #reported = new Set<string>();
  /** Where the last instruction has led. */
  #next: number;
  /** A frame that a switch has gone on above: its return is still a part of the switch. */
  #resumed: Frame | undefined;

  constructor(runtime: Runtime, checks: readonly MakeCheck[]) {
    this.runtime = runtime;
    this.words = runtime.process.words;
    this.time = runtime.instructions;
    const rsp = this.words[RSP]!;
    const began = this.time === 0;
    const thread = runtime.current;
    const { base } = runtime.process.layout.stack(thread);
    const start = this.words[RIP]!;
    this.#next = start;
    this.shadow = new Shadow(this.words, { thread, start, floor: base, top: rsp, rsp, unknown: !began });
    this.#checks = checks.map((make) => make(this));
    this.#onWrite = this.#checks.flatMap(({ write }) => write ?? []);
    for (const { id, state } of runtime.threads) if (state === State.Ready && id !== 0) this.spawned(id);
  }

  /** Executes one instruction; what ends the run, if it does. */
  step(): Outcome | undefined {
    const { words } = this;
    const rip = words[RIP]!;
    if (rip !== this.#next) this.#diverted(rip);
    const code = words[RIP + 1] === 0 ? this.#codeOf(rip) : undefined;
    this.address = rip;
    this.time++;
    const stops = !code || code.kind === Kind.STOP;
    const outcome = stops ? this.#stop(code) : this.#execute(code);
    this.#next = stops && code && !outcome ? code.next : words[RIP]!;
    return outcome;
  }

  #execute(code: Code): Outcome | undefined {
    const { words } = this;

    const before = words[RSP]!;
    const touched = code.loads !== 0 || code.stores !== 0 ? addressOf(code, words) : 0;
    if (code.loads !== 0 && touched < before) this.#readBelow(touched, before);
    if ((code.reads & this.watched) !== 0) this.#use(code);
    if (this.runtime.machine.run(1) !== Stop.BUDGET) return this.#fault();

    this.watched &= ~code.writes;
    this.writtenSinceLoad |= code.writes;
    if ((code.writes & CALLEE_SAVED_SET) !== 0) this.#wrote(code);
    if (code.stores !== 0) this.#store(touched, code.stores);
    switch (code.kind) {
      case Kind.PUSH:
        this.#pushed(before);
        break;
      case Kind.CALL:
        this.#pushed(before);
        this.#call(code);
        break;
      case Kind.RET:
        this.#ret(before);
        break;
      case Kind.JUMP:
        if (this.load) this.#jump(this.load);
        break;
      default:
        if (code.loadsRsp) this.#loadRsp(code, before, touched);
        else if (code.storesRsp) this.#tell('storeRsp', touched);
    }
    return undefined;
  }

  /** The host has made a thread: its stack is known before it runs. */
  spawned(id: number): void {
    const { shadow, runtime } = this;
    const { top, base } = runtime.process.layout.stack(id);
    const guest = runtime.process.guest!;
    const strand = shadow.add({
      thread: id,
      start: Number(runtime.threads[id]!.task),
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
      const { time } = this;
      shadow.push(
        strand,
        { kind: 'fabricated', slot: top + offset, returnAddress, site: 0, target: 0, time, worthless: 0 },
        false,
      );
    }
  }

  // ------------------------------------------------------------------------------------------------- for checks

  lastWriteOf(register: number): Moment | null {
    const [address = 0, time = 0, strand = 0] = this.#writerOf.subarray(register * 3);
    return time === 0 ? null : this.moment(address, time, this.shadow.strands[strand]);
  }

  lastWriteTo(address: number): Moment | null {
    const writer = this.writers.of(address);
    return writer ? this.moment(writer.address, writer.time, this.shadow.strands[writer.strand]) : null;
  }

  moment(address: number, time: number | null, strand = this.shadow.current): Moment {
    const { runtime } = this;
    const code = this.#codeOf(address);
    const line = runtime.process.symbols.lineOf(BigInt(address));
    return {
      instruction: time,
      address: named(runtime, BigInt(address)),
      disassembly: code ? disassemble(runtime, code.instruction) : null,
      line: line ? { file: line.file, line: line.line } : null,
      thread: this.#nameOf(strand),
    };
  }

  report({
    code,
    message,
    advice,
    cause = null,
    register = null,
    slot = null,
    calls = [],
    site = 0,
  }: Report): void {
    const key = `${code} ${register} ${this.address} ${site}`;
    if (this.#reported.has(key) || this.findings.length === MOST_FINDINGS) return;
    this.#reported.add(key);
    const at = this.moment(this.address, this.time);
    this.findings.push({ code, message, advice, at, cause, register, slot, calls });
  }

  // -------------------------------------------------------------------------------------------------- the events

  #tell(name: 'readBelow' | 'storeRsp' | 'overflow', address: number): void {
    for (const check of this.#checks) check[name]?.(address);
  }

  #readBelow(address: number, rsp: number): void {
    const { floor, top } = this.shadow.current;
    if (floor !== 0 && address >= floor && rsp <= top) this.#tell('readBelow', address);
  }

  #use(code: Code): void {
    const used = code.reads & this.watched;
    this.watched &= ~used;
    // a push keeps a register for later, or only moves rsp
    if (code.kind !== Kind.PUSH) for (const check of this.#checks) check.use?.(used, code);
  }

  #wrote(code: Code): void {
    for (let register = 0; register < 16; register++) {
      if ((code.writes & CALLEE_SAVED_SET & (1 << register)) === 0) continue;
      this.#writerOf[register * 3] = this.address;
      this.#writerOf[register * 3 + 1] = this.time;
      this.#writerOf[register * 3 + 2] = this.shadow.current.id;
    }
  }

  #store(address: number, bytes: number): void {
    this.writers.record(address, bytes, this.address, this.time, this.shadow.current.id);
    if (address < this.#codeEnd && address + bytes > this.#codeStart) this.#forgetCode();
    for (const tell of this.#onWrite) tell(address, bytes);
  }

  #pushed(before: number): void {
    const rsp = this.words[RSP]!;
    const { floor } = this.shadow.current;
    this.#store(rsp, before - rsp);
    if (rsp < floor && before >= floor) this.#tell('overflow', rsp);
  }

  #call(code: Code): void {
    const slot = this.words[RSP]!;
    const { load } = this;
    if (load && this.#isPending(load) && leavesStack(this, load)) this.#move(load.depth, slot + 8);
    const { current } = this.shadow;
    if (slot + 8 > current.top) current.top = slot + 8;
    const frame = this.shadow.push(current, {
      kind: 'call',
      slot,
      returnAddress: code.next,
      site: code.address,
      target: this.words[RIP]!,
      time: this.time,
      worthless: this.watched & CALLEE_SAVED_SET,
    });
    for (const check of this.#checks) check.call?.(frame);
  }

  #ret(slot: number): void {
    const { words, shadow } = this;
    const rip = words[RIP + 1] === 0 ? words[RIP]! : -1;
    const top = shadow.current.frames.at(-1);
    if (top?.slot === slot) {
      // what has been put there just now is a jump by way of the stack
      if (this.writers.timeOf(slot) === this.time - 1 && rip >= 0) top.returnAddress = rip;
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
  #jump(load: RspLoad): void {
    if (!this.#isPending(load)) return;
    const { words, shadow } = this;
    const rip = words[RIP]!;
    const rsp = words[RSP]!;
    const frame = shadow.frameAt(rsp - 8);
    if (frame?.returnAddress === rip) return this.#arrive(frame);
    const called = shadow.frameAt(rsp);
    if (called && called.strand !== shadow.current) {
      this.#switchTo(called.strand);
      this.#resumed = called;
      return undefined;
    }
    if (called) return undefined;
    if (leavesStack(this, load)) this.#resume(load, rsp - 8, rip);
    return undefined;
  }

  /** Control is back behind a call. */
  #arrive(frame: Frame): void {
    const { shadow, words } = this;
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
    strand.free = { below: interrupted ? frame.slot : frame.slot + 8, time: this.time };
    this.watched |= frame.worthless;
    const arrival = interrupted ? 'interrupt' : switched ? 'switch' : 'return';
    for (const check of this.#checks) check.return?.(frame, arrival, words[RSP]!);
    if (this.load && (switched || this.load.depth > frame.index)) this.load = undefined;
  }

  #misreturn(slot: number, frame: Frame | undefined): void {
    const { shadow, words } = this;
    const { current } = shadow;
    if (frame) {
      for (const check of this.#checks) check.misreturn?.(slot, frame);
      if (frame.strand !== current) this.#switchTo(frame.strand);
      shadow.truncate(frame.strand, frame.index);
      return;
    }
    // what a program's own spawn has written is found where no call has been made
    const fabricated = current.frames.length === 0 && (current.id > 0 || current.unknown);
    const goesOn = words[RIP + 1] === 0 && isExecutable(this.runtime, BigInt(words[RIP]!));
    if (fabricated && goesOn) this.entered = { address: words[RIP]!, rsp: words[RSP]! };
    else for (const check of this.#checks) check.misreturn?.(slot, undefined);
  }

  /** rsp has been loaded, and control goes on where no frame is known. */
  #resume(load: RspLoad, slot: number, rip: number): void {
    const { shadow, runtime, writers } = this;
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
    shadow.current.rsp = load?.before ?? this.words[RSP]!;
    shadow.current.left = this.time;
    shadow.current = strand;
    this.entered = undefined;
    this.watched = 0;
  }

  /** A new strand, on a stack that nobody has known. */
  #begin(start: number, rsp: number): void {
    const { thread, base: floor } = stackAround(this.runtime, rsp - 8);
    this.#switchTo(this.shadow.add({ thread, start, floor, top: rsp, rsp, unknown: false }));
    this.entered = { address: start, rsp };
    this.load = undefined;
  }

  /** A call on a stack that has just been loaded: a strand of its own, unless the old stack is left for good. */
  #move(depth: number, rsp: number): void {
    if (depth > 0) {
      this.#begin(this.words[RIP]!, rsp);
      return;
    }
    const { current } = this.shadow;
    current.floor = stackAround(this.runtime, rsp - 8).base;
    current.top = rsp;
    this.load = undefined;
  }

  #loadRsp(code: Code, before: number, source: number): void {
    const { words, shadow } = this;
    const value = words[RSP]!;
    const valid = words[RSP + 1] === 0;
    this.load = {
      time: this.time,
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

  /** The machine stops for this instruction, or cannot execute it: the runtime knows what to do. */
  #stop(code: Code | undefined): Outcome | undefined {
    const { words, runtime } = this;
    const number = words[RAX]!;
    const outcome = run(runtime.process, { maxInstructions: 1 });
    if (outcome.kind !== 'limit') {
      if (outcome.kind === 'fault' || outcome.kind === 'halt')
        for (const check of this.#checks) check.fault?.(outcome);
      return outcome;
    }
    if (!code) return undefined;
    this.watched &= ~code.writes;
    if (number === SYS_YIELD || number === SYS_RETURN) this.watched &= ~CONTEXTS;
    if (number === SYS_SPAWN && words[RAX]! < runtime.process.threads.size) this.spawned(words[RAX]!);
    return undefined;
  }

  /** The host has moved rip: it has interrupted the thread, or ended it. */
  #diverted(rip: number): void {
    const { words, shadow } = this;
    const slot = words[RSP]!;
    if (words[slot >>> 2] !== this.#next) {
      shadow.truncate(shadow.current, 0);
      return;
    }
    shadow.push(shadow.current, {
      kind: 'interrupt',
      slot,
      returnAddress: this.#next,
      site: this.address,
      target: rip,
      time: this.time,
      worthless: this.watched & CALLEE_SAVED_SET,
    });
  }

  /** The instruction has not run: the runtime says what that means. */
  #fault(): Outcome | undefined {
    const outcome = run(this.runtime.process, { maxInstructions: 1 });
    if (outcome.kind === 'fault' || outcome.kind === 'halt')
      for (const check of this.#checks) check.fault?.(outcome);
    return outcome;
  }

  // ------------------------------------------------------------------------------------------------- small things

  #codeOf(address: number): Code | undefined {
    let code = this.#code.get(address);
    if (code) return code;
    const { machine } = this.runtime;
    if (!isExecutable(this.runtime, BigInt(address))) return undefined;
    code = codeAt(machine, address);
    if (!code) return undefined;
    if (this.#code.size === MOST_CODE) this.#forgetCode();
    this.#code.set(address, code);
    this.#codeStart = Math.min(this.#codeStart, address);
    this.#codeEnd = Math.max(this.#codeEnd, code.next);
    return code;
  }

  #forgetCode(): void {
    this.#code.clear();
    this.#codeStart = Infinity;
    this.#codeEnd = 0;
  }

  #nameOf({ id, thread, start }: Strand): ThreadName {
    const { runtime } = this;
    if (thread !== undefined) return { id: thread, name: runtime.threads[thread]!.name };
    return { id, name: runtime.process.symbols.nameOf(BigInt(Math.max(start, 0))) ?? '' };
  }
}

/** Runs a program one instruction at a time and tells the checks what happens. */

import {
  AND_SWITCH,
  REG_RAX,
  REG_RIP,
  REG_RSP,
  Stop,
  SYS_RETURN,
  SYS_SPAWN,
  SYS_STACK,
  SYS_YIELD,
} from '../../../asm/abi.ts';
import { State, type Outcome, type Runtime } from '../../runtime/index.ts';
import { seeToTimes } from '../../runtime/threads/blocking.ts';
import { commitGuard } from '../../runtime/stacks/commit.ts';
import { run } from '../../runtime/run.ts';
import { stackOf } from '../../runtime/stacks/stack-parts.ts';
import { seeToTurn } from '../../runtime/threads/turn.ts';
import { disassemble } from '../code.ts';
import type { ThreadName } from '../contexts.ts';
import { named } from '../names.ts';
import { addressOf, Kind, wordOf, type Code } from './code.ts';
import { CodeCache } from './code-cache.ts';
import type { Check, MakeCheck, Observed, Report, RspLoad } from './events.ts';
import type { Finding, Moment } from './finding.ts';
import { CALLEE_SAVED_SET } from './registers.ts';
import { Flow } from './flow.ts';
import { Shadow, type Strand } from './shadow.ts';
import { Writers } from './writers.ts';

const RSP = wordOf(REG_RSP);
const RIP = wordOf(REG_RIP);
const RAX = wordOf(REG_RAX);

/** rsi and rdi, in which the host names the contexts of a switch. */
const CONTEXTS = (1 << 6) | (1 << 7);

/** Findings that are kept; the same mistake at the same place counts once. */
const MOST_FINDINGS = 100;

export class Observer implements Observed {
  readonly findings: Finding[] = [];
  readonly runtime: Runtime;
  readonly words: Uint32Array;
  readonly shadow: Shadow;
  readonly writers = new Writers();
  time: number;
  address = 0;
  watched = 0;
  readonly #checks: Check[] = [];
  readonly #onWrite: readonly NonNullable<Check['write']>[];
  readonly #code: CodeCache;
  readonly #flow: Flow;
  /** Of each general register, who wrote it last: address and number of the instruction, strand. */
  readonly #writerOf = new Float64Array(16 * 3);
  readonly #reported = new Set<string>();
  /** Where the last instruction has led. */
  #next: number;

  constructor(runtime: Runtime, checks: readonly MakeCheck[]) {
    this.runtime = runtime;
    this.words = runtime.process.words;
    this.time = runtime.instructions;
    const rsp = this.words[RSP]!;
    const began = this.time === 0;
    const thread = runtime.current;
    const { base } = stackOf(runtime.process, thread);
    const start = this.words[RIP]!;
    this.#next = start;
    this.shadow = new Shadow(this.words, { thread, start, floor: base, top: rsp, rsp, unknown: !began });
    this.#code = new CodeCache(runtime);
    this.#flow = new Flow(this, this.shadow, this.#checks);
    this.#checks.push(...checks.map((make) => make(this)));
    this.#onWrite = this.#checks.flatMap(({ write }) => write ?? []);
    for (const { id, state } of runtime.threads)
      if (state !== State.Available && id !== thread && id !== 0) this.#flow.spawned(id);
  }

  /** Executes one instruction; what ends the run, if it does. */
  step(): Outcome | undefined {
    const { words } = this;
    const rip = words[RIP]!;
    if (rip !== this.#next) this.#flow.diverted(rip, this.#next);
    const code = words[RIP + 1] === 0 ? this.#code.at(rip) : undefined;
    this.address = rip;
    this.time++;
    const stops = !code || code.kind === Kind.STOP;
    const outcome = stops ? this.#stop(code) : this.#execute(code);
    this.#next = stops && code && !outcome ? code.next : words[RIP]!;
    const { process } = this.runtime;
    if (!process.waits.isEmpty) seeToTimes(process);
    if (process.quantum !== Infinity) seeToTurn(process);
    return outcome;
  }

  #execute(code: Code): Outcome | undefined {
    const { words } = this;

    const before = words[RSP]!;
    const touched = code.loads !== 0 || code.stores !== 0 ? addressOf(code, words) : 0;
    if (code.loads !== 0 && touched < before) this.#readBelow(touched, before);
    if ((code.reads & this.watched) !== 0) this.#use(code);
    if (this.#runOne() !== Stop.BUDGET) return this.#stop(code);

    this.watched &= ~code.writes;
    this.#flow.writtenSinceLoad |= code.writes;
    if ((code.writes & CALLEE_SAVED_SET) !== 0) this.#wrote(code);
    if (code.stores !== 0) this.#store(touched, code.stores);
    switch (code.kind) {
      case Kind.PUSH:
        this.#pushed(before);
        break;
      case Kind.CALL:
        this.#pushed(before);
        this.#flow.call(code);
        break;
      case Kind.RET:
        this.#flow.ret(before);
        break;
      case Kind.JUMP:
        this.#flow.jump();
        break;
      default:
        if (code.loadsRsp) this.#flow.loadRsp(code, before, touched);
        else if (code.storesRsp) this.#tell('storeRsp', touched);
    }
    return undefined;
  }

  /** The instruction, once more when it has only run into a stack's guard that is then committed. */
  #runOne(): Stop {
    const { machine, process } = this.runtime;
    let stop: Stop = machine.run(1);
    while (stop === Stop.FAULT && commitGuard(process, machine.fault)) stop = machine.run(1);
    return stop;
  }

  /** The host has made a thread. */
  spawned(id: number): void {
    this.#flow.spawned(id);
  }

  // ------------------------------------------------------------------------------------------------- for checks

  get load(): RspLoad | undefined {
    return this.#flow.load;
  }

  get writtenSinceLoad(): number {
    return this.#flow.writtenSinceLoad;
  }

  get entered(): Observed['entered'] {
    return this.#flow.entered;
  }

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
    const code = this.#code.at(address);
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
    this.#code.written(address, bytes);
    for (const tell of this.#onWrite) tell(address, bytes);
  }

  #pushed(before: number): void {
    const rsp = this.words[RSP]!;
    const { floor } = this.shadow.current;
    this.#store(rsp, before - rsp);
    if (rsp < floor && before >= floor) this.#tell('overflow', rsp);
  }

  /** The machine stops for this instruction, or cannot execute it: the runtime knows what to do. */
  #stop(code: Code | undefined): Outcome | undefined {
    const { words, runtime } = this;
    const number = words[RAX]!;
    const { process, current } = runtime;
    const stack = stackOf(process, current);
    const outcome = run(runtime.process, { maxInstructions: 1 });
    if (outcome.kind !== 'limit') {
      if (outcome.kind === 'fault' || outcome.kind === 'halt')
        for (const check of this.#checks) check.fault?.(outcome);
      return outcome;
    }
    if (!code) return undefined;
    this.watched &= ~code.writes;
    if (number === SYS_YIELD || number === SYS_RETURN || number & AND_SWITCH) this.watched &= ~CONTEXTS;
    const now = stackOf(process, current);
    if (number === SYS_STACK && now.top !== stack.top)
      this.#flow.stackMoved(stack, now, process.layout.mode === 'copy');
    if (number === SYS_SPAWN && words[RAX]! < runtime.process.threads.size) this.#flow.spawned(words[RAX]!);
    return undefined;
  }

  // ------------------------------------------------------------------------------------------------- small things

  #nameOf({ id, thread, start }: Strand): ThreadName {
    const { runtime } = this;
    if (thread !== undefined) return { id: thread, name: runtime.thread(thread).name };
    return { id, name: runtime.process.symbols.nameOf(BigInt(Math.max(start, 0))) ?? '' };
  }
}

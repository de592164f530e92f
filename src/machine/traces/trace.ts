/**
 * A trace: the way from one address on, over forward jumps, calls with their returns and the sides of conditions that
 * are not taken, until it leaves for another trace, comes back to its beginning, or has to hand over to the interpreter.
 *
 *   (left: i32) -> i32      instructions left in the budget, before and after; rip is in the state
 *
 * What it returns is inverted when the host has answered to a system call that the run ends (ANSWER).
 */

import { ANSWER, GO_ON, STATE, TRACE_SLOTS, TRACES } from '../../../asm/abi.ts';
import type { Instruction } from '../../isa/decode.ts';
import type { Operand } from '../../isa/operand.ts';
import { endsBlock } from '../operation.ts';
import { condition } from './conditions.ts';
import { ASK_HOST, Frame, LEFT, PERFORM, T, X, type Usage } from './frame.ts';
import { peekX, pushX, RSP, translate } from './instructions.ts';
import { Ranges } from './ranges.ts';
import { Code, W } from './wasm.ts';

/** What a trace asks of its surroundings. */
export interface Site {
  instructionAt(address: number): Instruction | undefined;
  /** Whether the interpreter has been at this address: only there does a trace go. */
  isKnown(address: number): boolean;
  isBreakpoint(address: number): boolean;
  /** The index of this module's function for the trace at an address; undefined when it has none. */
  functionAt(address: number): number | undefined;
  /** Where a `ret` at an address is likely to lead, the likeliest first. */
  returnsOf(address: number): readonly number[];
  /** A record that `perform` executes, decoded from there; 0 when there is no room. */
  record(address: number): number;
  /** Index of the type of traces. */
  readonly type: number;
}

/** Instructions of a way at most: what must be left in the budget to take it. */
const LONGEST = 64;
/** Instructions of all ways of a trace together. */
const LARGEST = 128;

/** Whether the interpreter's part in a trace can do it: what branches, counts by itself or tells the time it does alone. */
function isPerformed({ form, prefixes }: Instruction): boolean {
  const repeats = prefixes.some((prefix) => prefix.startsWith('rep'));
  return !endsBlock(form) && !repeats && form.mnemonic !== 'rdtsc';
}

/** From then on the way is on another stack, where other calls return. */
function loadsRsp({ operands: [first, second] }: Instruction): boolean {
  return first?.kind === 'register' && first.register.name === 'rsp' && second?.kind === 'memory';
}

/** Where calls on a way return to, the latest one first: no more than a likely guess, for the guest may write there. */
interface Return {
  readonly address: number;
  readonly before: Return | undefined;
}

class Trace {
  readonly #site: Site;
  readonly #entry: number;
  readonly #frame: Frame;
  /** What the loop holds, when this is one; a first walk finds out. */
  readonly #loop: Usage | undefined;
  loops = false;
  #return: Return | undefined;
  #depth = 0;
  #size = 0;

  constructor(site: Site, entry: number, frame: Frame, loop: Usage | undefined) {
    this.#site = site;
    this.#entry = entry;
    this.#frame = frame;
    this.#loop = loop;
  }

  write(): void {
    const { code } = this.#frame;
    if (this.#loop) {
      this.#frame.preload(this.#loop);
      code.loop();
      this.#depth = code.depth;
    }
    code
      .get(LEFT)
      .i32(LONGEST + 1)
      .op(W.I32_LT_S)
      .if();
    this.#frame.leave(this.#entry);
    code.end();
    this.#walk(this.#entry);
    if (this.#loop) code.end();
    code.op(W.UNREACHABLE);
  }

  #walk(start: number): void {
    const frame = this.#frame;
    for (let address = start; ;) {
      if (frame.count > 0 && address === this.#entry) return this.#repeat();
      if (frame.count >= LONGEST || this.#size >= LARGEST) return this.#goTo(address);
      if (frame.count > 0 && this.#site.isBreakpoint(address)) return frame.leave(address);
      const instruction = this.#site.instructionAt(address);
      frame.rip = address;
      if (!instruction) return frame.leave();
      frame.length = instruction.length;
      const next = this.#translate(instruction);
      if (next === undefined) return;
      frame.count++;
      this.#size++;
      address = next;
    }
  }

  /** Where the way goes on; undefined when it has ended. */
  #translate(instruction: Instruction): number | undefined {
    const frame = this.#frame;
    const { form, operands } = instruction;
    const { mnemonic } = form;
    const next = frame.rip + frame.length;
    const [first] = operands;
    if (first?.kind === 'relative') {
      const target = next + Number(first.distance);
      if (mnemonic === 'jmp') return this.#jump(target, next);
      if (mnemonic === 'call') return this.#call(target, next);
      if (form.condition !== undefined) return this.#branch(form.condition, target, next);
    } else if (mnemonic === 'ret') {
      peekX(frame);
      const extra = first?.kind === 'immediate' ? Number(BigInt.asUintN(16, first.value)) : 0;
      return this.#ret(() => frame.add(RSP, 8 + extra));
    } else if (mnemonic === 'jmp' || mnemonic === 'call') return this.#indirect(mnemonic, first!, next);
    if (mnemonic === 'syscall') return this.#systemCall(next);
    if (loadsRsp(instruction)) this.#return = undefined;
    if (translate(frame, instruction)) return next;
    return isPerformed(instruction) ? this.#perform(next) : this.#stop();
  }

  #stop(): undefined {
    this.#frame.leave();
  }

  /** Backwards, a loop begins, which has a trace of its own; forwards the way goes on. */
  #jump(target: number, next: number): number | undefined {
    if (!this.#site.isKnown(target)) return this.#stop();
    if (target >= next || target === this.#entry) return target;
    this.#frame.count++;
    this.#goTo(target);
    return undefined;
  }

  #call(target: number, next: number): number | undefined {
    if (!this.#site.isKnown(target)) return this.#stop();
    this.#frame.code.i64(BigInt(next)).set(X);
    pushX(this.#frame);
    this.#return = { address: next, before: this.#return };
    return target;
  }

  /** To the address in X. Behind a call of this way it goes on there, otherwise it has a look at the likely ones first. */
  #ret(pop: () => void): number | undefined {
    const frame = this.#frame;
    const { code } = frame;
    if (this.#return) {
      const { address, before } = this.#return;
      code.get(X).i64(BigInt(address)).op(W.I64_NE).if();
      frame.branch(() => this.#goToX(pop));
      code.end();
      pop();
      this.#return = before;
      return this.#goOn(address);
    }
    for (const address of this.#site.returnsOf(frame.rip)) {
      if (this.#site.functionAt(address) === undefined) continue;
      code.get(X).i64(BigInt(address)).op(W.I64_EQ).if();
      frame.branch(() => {
        pop();
        frame.count++;
        this.#goTo(address);
      });
      code.end();
    }
    return this.#goToX(pop);
  }

  /** Behind an instruction that is done: the way goes on, if the interpreter has been there. */
  #goOn(address: number): number | undefined {
    if (this.#site.isKnown(address)) return address;
    const frame = this.#frame;
    frame.count++;
    frame.leave(address);
    return undefined;
  }

  /** Both sides go on; what is taken backwards leaves for another trace. */
  #branch(number: number, target: number, next: number): number | undefined {
    const frame = this.#frame;
    const { code } = frame;
    condition(frame, number);
    code.if();
    const behind = this.#return;
    frame.branch(() => {
      if (!this.#site.isKnown(target)) return frame.leave();
      frame.count++;
      if (target === this.#entry) this.#repeat();
      else if (target >= next) this.#walk(target);
      else this.#goTo(target);
    });
    this.#return = behind;
    code.end();
    return this.#goOn(next);
  }

  #indirect(mnemonic: 'jmp' | 'call', target: Operand, next: number): undefined {
    const frame = this.#frame;
    const { code } = frame;
    if (target.kind === 'memory') {
      if (!Frame.isPlain(target)) return this.#stop();
      frame.address(target);
      frame.check(64, 'read');
      frame.load(64, false);
      code.set(X);
    } else if (target.kind === 'register' && target.register.size === 64) {
      frame.push(target.register.number).code.set(X);
    } else return this.#stop();
    return this.#goToX(() => {
      if (mnemonic === 'jmp') return;
      // what is pushed goes through X, which holds the target; its slot is found already
      code.i64(BigInt(next)).set(X);
      pushX(frame);
    });
  }

  /** To the trace at an address, of this module or, if there is one by then, of another. */
  #goTo(address: number): void {
    const frame = this.#frame;
    const { code } = frame;
    const index = this.#site.functionAt(address);
    frame.writeBack();
    if (index !== undefined) {
      frame.pushLeft().code.returnCall(index);
      return;
    }
    const slot = TRACES + (address & (TRACE_SLOTS - 1)) * 8;
    code.i32(0).memory(W.I32_LOAD, slot).i32(address).op(W.I32_NE).if();
    frame.leave(address);
    code.end();
    frame
      .pushLeft()
      .code.i32(0)
      .memory(W.I32_LOAD, slot + 4)
      .returnCallIndirect(this.#site.type);
  }

  /** To the trace at the address in X, if there is one; `effect` is the instruction's own. */
  #goToX(effect: () => void): undefined {
    const frame = this.#frame;
    const { code } = frame;
    code
      .get(X)
      .i64(BigInt(TRACE_SLOTS - 1))
      .op(W.I64_AND, W.I32_WRAP_I64)
      .i32(3)
      .op(W.I32_SHL)
      .tee(T);
    code.memory(W.I64_LOAD32_U, TRACES).get(X).op(W.I64_NE).if();
    frame.leave();
    code.end();
    effect();
    frame.writeBack();
    frame.pushLeft(frame.count + 1);
    code
      .get(T)
      .memory(W.I32_LOAD, TRACES + 4)
      .returnCallIndirect(this.#site.type);
    return undefined;
  }

  /** Back to the beginning. */
  #repeat(): void {
    this.loops = true;
    const frame = this.#frame;
    if (!this.#loop) return;
    frame.reload(this.#loop);
    frame
      .pushLeft()
      .code.set(LEFT)
      .branchTo(this.#depth - 1);
  }

  #systemCall(next: number): number {
    const frame = this.#frame;
    const { code } = frame;
    frame.writeBack();
    code.i64(BigInt(next));
    frame.pushLeft(frame.count + 1);
    code.call(ASK_HOST).tee(T).i32(GO_ON).op(W.I32_NE).if();
    code
      .i32(0)
      .get(T)
      .memory(W.I32_STORE, STATE + ANSWER);
    frame
      .pushLeft(frame.count + 1)
      .code.i32(-1)
      .op(W.I32_XOR, W.RETURN);
    code.end();
    frame.forget();
    return next;
  }

  /** The interpreter executes the instruction in its place. */
  #perform(next: number): number | undefined {
    const frame = this.#frame;
    const record = this.#site.record(frame.rip);
    if (record === 0) return this.#stop();
    frame.writeBack();
    frame.forget();
    frame.code.i32(record).call(PERFORM).op(W.I32_EQZ).if();
    frame.leave();
    frame.code.end();
    return next;
  }
}

/** The body of the function for the trace from an address on. */
export function writeTrace(site: Site, entry: number): Code {
  const scout = new Frame(new Code(), new Ranges());
  const first = new Trace(site, entry, scout, undefined);
  first.write();
  if (!first.loops && !scout.ranges.areShared) return scout.code;
  const frame = new Frame(new Code(), new Ranges(scout.ranges.found));
  new Trace(site, entry, frame, first.loops ? scout.usage : undefined).write();
  return frame.code;
}

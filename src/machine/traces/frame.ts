/**
 * What a trace keeps in Wasm locals: registers and flags, which it loads when they are first needed and writes back
 * where it is left. Every way out leaves the state in memory as the interpreter would have it there.
 */

import {
  FLAG_KIND,
  FLAG_LEFT,
  FLAG_RESULT,
  FLAG_RIGHT,
  type FlagKind,
  PAGE_BITS,
  PAGE_SIZE,
  Permission,
  PERMISSIONS,
  REG_RIP,
  STATE,
  STORES_SEEN,
} from '../../../asm/abi.ts';
import type { MemoryOperand } from '../../isa/operand.ts';
import type { Register } from '../../isa/register.ts';
import { Ranges, type Access, type Place, type Range } from './ranges.ts';
import { Code, W } from './wasm.ts';

/** The parameter: instructions left in the budget. */
export const LEFT = 0;
const REGISTERS = 1;
/** The lazy flags (`Flags` in asm/cpu.ts): i64 result, left and right, i32 kind. */
export const RESULT = 17;
export const CARRY_LEFT = 18;
export const CARRY_RIGHT = 19;
/** i64 temporaries. The address is that of the memory operand. */
export const ADDRESS = 20;
export const X = 21;
export const Y = 22;
/** i32: the kind of the flags, and a temporary. */
export const KIND = 23;
export const T = 24;
/** i64: where a range begins that is checked. */
const LOW = 25;

/** Locals after the parameter. */
export const LOCALS = [
  { count: 22, type: 'i64' },
  { count: 2, type: 'i32' },
  { count: 1, type: 'i64' },
] as const;

/** Functions that a trace imports, by their index. */
export const IMPORTS = [
  /** (record) -> whether its operation was executed without a fault */
  { name: 'perform', parameters: ['i32'], result: 'i32' },
  /** (number of a condition) -> whether it holds */
  { name: 'condition', parameters: ['i32'], result: 'i32' },
  /** (x, y) -> upper half of the signed 128-bit product */
  { name: 'multiplyHigh', parameters: ['i64', 'i64'], result: 'i64' },
  /** (rip, what is left of the budget after `syscall`) -> GO_ON, or the reason to stop */
  { name: 'askHost', parameters: ['i64', 'i32'], result: 'i32' },
] as const;
export const PERFORM = 0;
export const CONDITION = 1;
export const MULTIPLY_HIGH = 2;
export const ASK_HOST = 3;

/** Where a value is: in memory alone, in its local as well, or newer in its local. */
enum Held {
  MEMORY,
  CLEAN,
  DIRTY,
}

export type Width = 8 | 16 | 32 | 64;

const LOADS_SIGNED = { 8: W.I64_LOAD8_S, 16: W.I64_LOAD16_S, 32: W.I64_LOAD32_S, 64: W.I64_LOAD } as const;
const LOADS_UNSIGNED = { 8: W.I64_LOAD8_U, 16: W.I64_LOAD16_U, 32: W.I64_LOAD32_U, 64: W.I64_LOAD } as const;
const STORES = { 8: W.I64_STORE8, 16: W.I64_STORE16, 32: W.I64_STORE32, 64: W.I64_STORE } as const;
const EXTENDS = { 8: W.I64_EXTEND8_S, 16: W.I64_EXTEND16_S, 32: W.I64_EXTEND32_S } as const;

/** Of a page's permissions, those that are looked at, and what they must be. */
const BITS = {
  read: { wanted: Permission.READ, looked: Permission.READ | Permission.WATCHED },
  write: { wanted: Permission.WRITE, looked: Permission.WRITE | STORES_SEEN },
} as const;

const maskOf = (width: Width): bigint => (1n << BigInt(width)) - 1n;

const FLAG_LOCALS = [
  [RESULT, FLAG_RESULT],
  [CARRY_LEFT, FLAG_LEFT],
  [CARRY_RIGHT, FLAG_RIGHT],
] as const;

/** Which registers a trace uses and changes, and whether it has to do with flags: what a loop loads ahead. */
export interface Usage {
  readonly used: ReadonlySet<number>;
  readonly changed: ReadonlySet<number>;
  readonly flags: boolean;
}

export class Frame {
  readonly code: Code;
  /** Of the instruction that is being translated. */
  rip = 0;
  length = 0;
  /** Instructions before it on this path. */
  count = 0;
  /** What the flags come from, where that is known. */
  kind: FlagKind | undefined = undefined;
  readonly used: Set<number>;
  readonly changed: Set<number>;
  #touchesFlags = false;
  #registers: readonly Held[] = Array.from({ length: 16 }, () => Held.MEMORY);
  #flags = Held.MEMORY;
  readonly ranges: Ranges;
  /** Where each register points to. */
  #places: readonly Place[] = Array.from({ length: 16 }, (_, number) => ({ origin: number + 1, offset: 0 }));
  #origins = 16;
  /** Where ADDRESS points to, if that is known. */
  #place: Place | undefined;

  constructor(code: Code, ranges: Ranges, used = new Set<number>(), changed = new Set<number>()) {
    this.code = code;
    this.ranges = ranges;
    this.used = used;
    this.changed = changed;
  }

  get usage(): Usage {
    return { used: this.used, changed: this.changed, flags: this.#touchesFlags };
  }

  /** Translates one of two ways on which the trace goes; the other goes on from the state before. */
  branch(way: () => void): void {
    const { count, rip, length, kind } = this;
    const registers = this.#registers;
    const flags = this.#flags;
    const places = this.#places;
    const ranges = this.ranges.save();
    way();
    this.#registers = registers;
    this.#flags = flags;
    this.#places = places;
    this.ranges.restore(ranges);
    Object.assign(this, { count, rip, length, kind });
  }

  // registers

  #hold(number: number, held: Held): void {
    this.#registers = this.#registers.with(number, held);
  }

  #load(number: number): void {
    this.used.add(number);
    if (this.#registers[number] !== Held.MEMORY) return;
    this.code
      .i32(0)
      .memory(W.I64_LOAD, STATE + number * 8)
      .set(REGISTERS + number);
    this.#hold(number, Held.CLEAN);
  }

  /** Pushes all 64 bits. */
  push(number: number): this {
    this.#load(number);
    this.code.get(REGISTERS + number);
    return this;
  }

  /** Pops all 64 bits. */
  pop(number: number): void {
    this.used.add(number);
    this.changed.add(number);
    this.code.set(REGISTERS + number);
    this.#hold(number, Held.DIRTY);
    this.setPlace(number, { origin: ++this.#origins, offset: 0 });
  }

  /** What a register points to, so far on. */
  place(number: number, displacement: number): Place {
    const { origin, offset } = this.#places[number]!;
    return { origin, offset: offset + displacement };
  }

  /** Says of a register that has been written what is known of its value. */
  setPlace(number: number, place: Place): void {
    this.#places = this.#places.with(number, place);
  }

  /** Adds to one register and writes the sum to another, or to itself. */
  add(number: number, displacement: number, into = number): void {
    const place = this.place(number, displacement);
    this.push(number).code.i64(BigInt(displacement)).op(W.I64_ADD);
    this.pop(into);
    this.setPlace(into, place);
  }

  /** Pushes a register's value as an i64. */
  read({ size, number, high }: Register, signed: boolean): void {
    const { code } = this;
    this.push(high ? number - 4 : number);
    if (high) code.i64(8n).op(W.I64_SHR_U);
    if (size !== 64) this.narrow(size as Width, signed);
  }

  /** Extends the value on the stack from its lower bits. */
  narrow(width: Width, signed: boolean): this {
    if (width === 64) return this;
    if (signed) this.code.op(EXTENDS[width]);
    else this.code.i64(maskOf(width)).op(W.I64_AND);
    return this;
  }

  /** Makes sure that `write` needs not load what it keeps; before anything is pushed. */
  prepare({ size, number, high }: Register): void {
    if (size < 32) this.#load(high ? number - 4 : number);
  }

  /** Pops into a register, of which a narrow write keeps the rest (SDM volume 1, section 3.4.1.1). */
  write(register: Register): void {
    const { code } = this;
    const number = register.high ? register.number - 4 : register.number;
    const width = register.size as Width;
    if (width < 64) code.i64(maskOf(width)).op(W.I64_AND);
    if (width < 32) {
      const kept = register.high ? 0xff00n : maskOf(width);
      if (register.high) code.i64(8n).op(W.I64_SHL);
      code
        .get(REGISTERS + number)
        .i64(~kept)
        .op(W.I64_AND, W.I64_OR);
    }
    this.pop(number);
  }

  // flags

  /** Loads the flags where they are not held. */
  holdFlags(): void {
    this.#touchesFlags = true;
    if (this.#flags !== Held.MEMORY) return;
    for (const [local, offset] of FLAG_LOCALS)
      this.code
        .i32(0)
        .memory(W.I64_LOAD, STATE + offset)
        .set(local);
    this.code
      .i32(0)
      .memory(W.I32_LOAD, STATE + FLAG_KIND)
      .set(KIND);
    this.#flags = Held.CLEAN;
  }

  /** The four locals have been set; `word` is the kind with what goes with it, or is in KIND already. */
  setFlags(kind: FlagKind, word?: number): void {
    if (word !== undefined) this.code.i32(word).set(KIND);
    this.#touchesFlags = true;
    this.#flags = Held.DIRTY;
    this.kind = kind;
  }

  /** They may come from one of several instructions now. */
  forgetKind(): void {
    this.kind = undefined;
  }

  #storeFlags(): void {
    if (this.#flags !== Held.DIRTY) return;
    for (const [local, offset] of FLAG_LOCALS)
      this.code
        .i32(0)
        .get(local)
        .memory(W.I64_STORE, STATE + offset);
    this.code
      .i32(0)
      .get(KIND)
      .memory(W.I32_STORE, STATE + FLAG_KIND);
  }

  /** Stores the flags for a function that reads them in memory. */
  showFlags(): void {
    this.#storeFlags();
    if (this.#flags === Held.DIRTY) this.#flags = Held.CLEAN;
  }

  // memory

  /** Whether the address is one that traces work out themselves. */
  static isPlain({ segment, base, index }: MemoryOperand): boolean {
    const based = segment !== undefined && segment.number >= 4;
    return !based && base?.size !== 32 && index?.size !== 32;
  }

  /** Leaves base + index * scale + displacement in ADDRESS. */
  address({ base, index, scale, displacement }: MemoryOperand): void {
    const { code } = this;
    if (base?.class === 'rip') {
      const address = BigInt(this.rip + this.length) + displacement;
      code.i64(address).set(ADDRESS);
      this.#place = { origin: 0, offset: Number(address) };
      return;
    }
    this.#place = base && !index ? this.place(base.number, Number(displacement)) : undefined;
    if (base) this.#load(base.number);
    if (index) this.#load(index.number);
    let terms = 0;
    if (base) {
      this.push(base.number);
      terms++;
    }
    if (index) {
      this.push(index.number);
      if (scale !== 1) code.i64(BigInt(Math.log2(scale))).op(W.I64_SHL);
      if (terms++ > 0) code.op(W.I64_ADD);
    }
    if (displacement !== 0n || terms === 0) {
      code.i64(displacement);
      if (terms > 0) code.op(W.I64_ADD);
    }
    code.set(ADDRESS);
  }

  /** Leaves what a register points to, so far on, in ADDRESS. */
  near(number: number, displacement: number): void {
    this.push(number).code.i64(BigInt(displacement)).op(W.I64_ADD).set(ADDRESS);
    this.#place = this.place(number, displacement);
  }

  /** Leaves the trace where the access at ADDRESS needs a closer look: it may fault, or lies over two pages. */
  check(width: Width, access: Access): void {
    const size = width / 8;
    const place = this.#place;
    if (!place) return this.#checkOne(size, access);
    const range = this.ranges.cover(place, size, access);
    if (!range) return;
    if (range.high - range.low === size) this.#checkOne(size, access);
    else this.#checkRange(range, place.offset);
  }

  /** Looks at the first and the last page; ADDRESS is so far from the origin. */
  #checkRange({ low, high, access }: Range, offset: number): void {
    const { code } = this;
    const { wanted, looked } = BITS[access];
    const last = BigInt(high - low - 1);
    code
      .get(ADDRESS)
      .i64(BigInt(low - offset))
      .op(W.I64_ADD)
      .tee(LOW);
    code.get(LOW).i64(last).op(W.I64_ADD, W.I64_OR).i64(~0xffff_ffffn).op(W.I64_AND).i64(0n).op(W.I64_NE);
    const permission = (): void => {
      code.op(W.I32_WRAP_I64).i32(PAGE_BITS).op(W.I32_SHR_U).memory(W.I32_LOAD8_U, PERMISSIONS);
      code.i32(looked).op(W.I32_AND).i32(wanted).op(W.I32_NE, W.I32_OR);
    };
    code.get(LOW);
    permission();
    code.get(LOW).i64(last).op(W.I64_ADD);
    permission();
    code.if();
    this.leave();
    code.end();
  }

  #checkOne(size: number, access: Access): void {
    const { code } = this;
    const { wanted, looked } = BITS[access];
    const permission = (): void => {
      code.get(ADDRESS).op(W.I32_WRAP_I64).i32(PAGE_BITS).op(W.I32_SHR_U).memory(W.I32_LOAD8_U, PERMISSIONS);
      code.i32(looked).op(W.I32_AND).i32(wanted).op(W.I32_NE);
    };
    code
      .get(ADDRESS)
      .i64(~0xffff_ffffn | BigInt(size - 1))
      .op(W.I64_AND)
      .i64(0n)
      .op(W.I64_NE);
    permission();
    code.op(W.I32_OR).if();
    if (size > 1) {
      // an unaligned access within its page is fine
      code.get(ADDRESS).i64(~0xffff_ffffn).op(W.I64_AND).i64(0n).op(W.I64_NE);
      code
        .get(ADDRESS)
        .op(W.I32_WRAP_I64)
        .i32(PAGE_SIZE - 1)
        .op(W.I32_AND);
      code.i32(PAGE_SIZE - size).op(W.I32_GT_U, W.I32_OR);
      permission();
      code.op(W.I32_OR).if();
      this.leave();
      code.end();
    } else this.leave();
    code.end();
  }

  /** Pushes what lies at ADDRESS, which has been checked. */
  load(width: Width, signed: boolean): void {
    const loads = signed ? LOADS_SIGNED : LOADS_UNSIGNED;
    this.code.get(ADDRESS).op(W.I32_WRAP_I64).memory(loads[width]);
  }

  /** Stores what `value` pushes at ADDRESS, which has been checked. */
  store(width: Width, value: () => void): void {
    this.code.get(ADDRESS).op(W.I32_WRAP_I64);
    value();
    this.code.memory(STORES[width]);
  }

  // ways out

  /** Writes everything back that is newer here; the state stays as it is. */
  writeBack(): void {
    this.#registers.forEach((held, number) => {
      if (held !== Held.DIRTY) return;
      this.code
        .i32(0)
        .get(REGISTERS + number)
        .memory(W.I64_STORE, STATE + number * 8);
    });
    this.#storeFlags();
  }

  /** Pushes what is left of the budget after `count` instructions. */
  pushLeft(count = this.count): this {
    this.code.get(LEFT);
    if (count > 0) this.code.i32(count).op(W.I32_SUB);
    return this;
  }

  /** Ends the trace before the present instruction, or before another one to which it has come. */
  leave(rip = this.rip): void {
    this.writeBack();
    this.code
      .i32(0)
      .i64(BigInt(rip))
      .memory(W.I64_STORE, STATE + REG_RIP);
    this.pushLeft().code.op(W.RETURN);
  }

  /** Everything is in memory, and newer there. */
  forget(): void {
    this.#registers = this.#registers.map(() => Held.MEMORY);
    this.#flags = Held.MEMORY;
    this.kind = undefined;
    this.#places = this.#places.map(() => ({ origin: ++this.#origins, offset: 0 }));
    this.ranges.restore([]);
  }

  // loops

  /** Loads everything that the trace uses: what holds at the beginning of its loop. */
  preload({ used, changed, flags }: Usage): void {
    for (const number of used) {
      this.#load(number);
      if (changed.has(number)) this.#hold(number, Held.DIRTY);
    }
    if (!flags) return;
    this.holdFlags();
    this.#flags = Held.DIRTY;
    this.kind = undefined;
  }

  /** Loads what may be in memory alone, so that the loop may begin again. */
  reload({ used, flags }: Usage): void {
    for (const number of used) this.#load(number);
    if (flags) this.holdFlags();
  }
}

/** Registers and flags over linear memory. */

import {
  Flag,
  FlagKind,
  FLAG_KIND_OVERFLOW,
  FLAG_KIND_WIDTH,
  FLAG_KIND,
  FLAG_LEFT,
  FLAG_OTHERS,
  FLAG_RESULT,
  FLAG_RIGHT,
  STATE,
} from './abi';

/** The register file; `at` is a byte offset into it, which for ah, ch, dh, bh is odd. */
export class Reg {
  @inline static get<T extends number>(at: usize): T {
    return load<T>(at, STATE);
  }
  /** Of the narrow writes only the 32-bit one clears what is above it (SDM volume 1, section 3.4.1.1). */
  @inline static set<T extends number>(at: usize, value: T): void {
    if (sizeof<T>() == 4) store<u64>(at, <u64>(<u32>value), STATE);
    else store<T>(at, value, STATE);
  }
}

/**
 * What the last flag-changing instruction was, from which each flag is worked out when somebody asks. All values
 * are sign-extended from the width of the operation, which keeps signs, zero and the order of unsigned numbers.
 *
 *   ZF = result is 0      SF = sign of result      PF = parity of its low byte      CF = left < right, unsigned
 *
 * `inc` and `dec` leave left and right alone, and with them CF. AF and OF depend on the kind. FLAG_KIND also holds
 * what makes any combination possible, for flags that were loaded rather than computed:
 *
 *   bits 0-7 kind   8-15 xor for the byte of PF   16 xor for SF   17 OF   18 AF   24-31 width (add, inc, dec)
 */
export const LOGIC: i32 = FlagKind.LOGIC;
const ADDITION: i32 = FlagKind.ADDITION;
export const SUBTRACTION: i32 = FlagKind.SUBTRACTION;
const INCREMENT: i32 = FlagKind.INCREMENT;
const DECREMENT: i32 = FlagKind.DECREMENT;
const EXPLICIT: i32 = FlagKind.EXPLICIT;

const KIND_MASK: i32 = 0xff;
const PARITY_XOR: i32 = 8;
const SIGN_XOR: i32 = 16;
const OVERFLOW: i32 = FLAG_KIND_OVERFLOW;
const ADJUST: i32 = 18;
const WIDTH: i32 = FLAG_KIND_WIDTH;
const FLIPS: i32 = (0xff << PARITY_XOR) | (1 << SIGN_XOR);

export class Flags {
  /** Sign-extends from the width of the operand. */
  @inline static extend<T extends number>(value: T): i64 {
    if (sizeof<T>() == 1) return <i64>(<i8>value);
    if (sizeof<T>() == 2) return <i64>(<i16>value);
    if (sizeof<T>() == 4) return <i64>(<i32>value);
    return <i64>value;
  }

  @inline static set(kind: i32, result: i64, left: i64, right: i64): void {
    store<i64>(STATE, result, FLAG_RESULT);
    store<i64>(STATE, left, FLAG_LEFT);
    store<i64>(STATE, right, FLAG_RIGHT);
    store<i32>(STATE, kind, FLAG_KIND);
  }
  /** Its overflow cannot be told from the sign-extended sum and one addend alone: the other wraps at the width. */
  @inline static setAddition<T extends number>(sum: i64, addend: i64): void {
    Flags.set(ADDITION | ((<i32>sizeof<T>() * 8) << WIDTH), sum, sum, addend);
  }
  @inline static setIncrement<T extends number>(result: i64): void {
    store<i64>(STATE, result, FLAG_RESULT);
    store<i32>(STATE, INCREMENT | ((<i32>sizeof<T>() * 8) << WIDTH), FLAG_KIND);
  }
  @inline static setDecrement<T extends number>(result: i64): void {
    store<i64>(STATE, result, FLAG_RESULT);
    store<i32>(STATE, DECREMENT | ((<i32>sizeof<T>() * 8) << WIDTH), FLAG_KIND);
  }
  /** SF, ZF and PF from a result, the other three as given. */
  @inline static setExplicit(result: i64, carry: bool, overflow: bool, adjust: bool): void {
    Flags.set(EXPLICIT | ((<i32>overflow) << OVERFLOW) | ((<i32>adjust) << ADJUST), result, 0, <i64>carry);
  }
  /** CF and OF, as rotates do; the others stay. */
  static setCarryOverflow(carry: bool, overflow: bool): void {
    const flips = Flags.kindWord() & FLIPS;
    const adjust = Flags.adjust();
    store<i32>(
      STATE,
      EXPLICIT | flips | ((<i32>overflow) << OVERFLOW) | ((<i32>adjust) << ADJUST),
      FLAG_KIND,
    );
    store<i64>(STATE, 0, FLAG_LEFT);
    store<i64>(STATE, <i64>carry, FLAG_RIGHT);
  }
  static setCarry(carry: bool): void {
    Flags.setCarryOverflow(carry, Flags.o());
  }

  @inline static kindWord(): i32 {
    return load<i32>(STATE, FLAG_KIND);
  }
  @inline static result(): i64 {
    return load<i64>(STATE, FLAG_RESULT);
  }
  @inline static left(): i64 {
    return load<i64>(STATE, FLAG_LEFT);
  }
  @inline static right(): i64 {
    return load<i64>(STATE, FLAG_RIGHT);
  }

  // The conditions, named as in jcc. The other eight are their negations.

  static o(): bool {
    return (Flags.adjustAndOverflow() & Flag.OF) != 0;
  }
  @inline static b(): bool {
    return <u64>Flags.left() < <u64>Flags.right();
  }
  @inline static e(): bool {
    return Flags.result() == 0;
  }
  @inline static be(): bool {
    return Flags.b() || Flags.e();
  }
  @inline static s(): bool {
    return Flags.result() < 0 != ((Flags.kindWord() >>> SIGN_XOR) & 1) > 0;
  }
  @inline static p(): bool {
    return (popcnt<i32>((<i32>Flags.result() ^ (Flags.kindWord() >>> PARITY_XOR)) & 0xff) & 1) == 0;
  }
  @inline static l(): bool {
    const word = Flags.kindWord();
    if (word == SUBTRACTION) return Flags.left() < Flags.right();
    if (word == LOGIC) return Flags.result() < 0;
    return Flags.s() != Flags.o();
  }
  @inline static le(): bool {
    const word = Flags.kindWord();
    if (word == SUBTRACTION) return Flags.left() <= Flags.right();
    if (word == LOGIC) return Flags.result() <= 0;
    return Flags.e() || Flags.s() != Flags.o();
  }

  /** By the number that opcodes give a condition (SDM volume 1, appendix B). */
  static condition(number: i32): bool {
    let holds: bool = false;
    switch (number >> 1) {
      case 0:
        holds = Flags.o();
        break;
      case 1:
        holds = Flags.b();
        break;
      case 2:
        holds = Flags.e();
        break;
      case 3:
        holds = Flags.be();
        break;
      case 4:
        holds = Flags.s();
        break;
      case 5:
        holds = Flags.p();
        break;
      case 6:
        holds = Flags.l();
        break;
      default:
        holds = Flags.le();
    }
    return holds != ((number & 1) != 0);
  }

  static adjust(): bool {
    return (Flags.adjustAndOverflow() & Flag.AF) != 0;
  }

  /** AF and OF at their places in rflags. */
  static adjustAndOverflow(): u32 {
    const word = Flags.kindWord();
    const result = Flags.result();
    const right = Flags.right();
    const highest = <i64>((word >>> WIDTH) - 1);
    const kind = word & KIND_MASK;
    if (kind == LOGIC) return 0;
    if (kind == SUBTRACTION) {
      // result = left - right
      const left = Flags.left();
      return adjustOf(left ^ right ^ result) | overflowOf((left ^ right) & (left ^ result), 63);
    }
    if (kind == EXPLICIT) return (((word >>> ADJUST) & 1) * Flag.AF) | (((word >>> OVERFLOW) & 1) * Flag.OF);
    if (kind == ADDITION) {
      // result = right + addend
      const addend = result - right;
      return adjustOf(right ^ addend ^ result) | overflowOf((right ^ result) & (addend ^ result), highest);
    }
    // after `inc` the lowest number is an overflow, after `dec` the highest
    const down: i64 = kind == DECREMENT ? 1 : 0;
    const adjust = ((result + down) & 0xf) == 0;
    const overflow = (result ^ -down) == (<i64>-1) << highest;
    return (adjust ? Flag.AF : 0) | (overflow ? Flag.OF : 0);
  }

  /** rflags as `pushfq` stores it, bit 1 set. */
  static toWord(): u64 {
    return <u64>(
      (load<u32>(STATE, FLAG_OTHERS) |
        2 |
        Flags.adjustAndOverflow() |
        (<u32>Flags.b() * Flag.CF) |
        (<u32>Flags.p() * Flag.PF) |
        (<u32>Flags.e() * Flag.ZF) |
        (<u32>Flags.s() * Flag.SF))
    );
  }

  /** The six arithmetic flags from a word in the layout of rflags. */
  static fromWord(word: u32): void {
    const zero = (word & Flag.ZF) != 0;
    const parity = (word & Flag.PF) != 0;
    const sign = (word & Flag.SF) != 0;
    const overflow = (word & Flag.OF) != 0;
    const adjust = (word & Flag.AF) != 0;
    // The byte of a zero has even parity, that of a one odd parity; neither is negative.
    Flags.set(
      EXPLICIT |
        ((parity != zero ? 1 : 0) << PARITY_XOR) |
        ((sign ? 1 : 0) << SIGN_XOR) |
        ((overflow ? 1 : 0) << OVERFLOW) |
        ((adjust ? 1 : 0) << ADJUST),
      zero ? 0 : 1,
      0,
      (word & Flag.CF) != 0 ? 1 : 0,
    );
  }

  @inline static others(): u32 {
    return load<u32>(STATE, FLAG_OTHERS);
  }
  @inline static setOthers(word: u32): void {
    store<u32>(STATE, word, FLAG_OTHERS);
  }
}

/** The carry into bit 4, where AF is as well, from the sum without carries. */
function adjustOf(carries: i64): u32 {
  return <u32>carries & Flag.AF;
}

/** From the sign of an operand. */
function overflowOf(signs: i64, highest: i64): u32 {
  return (<u32>(signs >> highest) & 1) * Flag.OF;
}

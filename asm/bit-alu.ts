/** Results and flags of what looks at, counts, or rotates bits (SDM volume 2). */

import { Flag } from './abi';
import { Flags, LOGIC } from './cpu';

/** What becomes of the bit that was copied to CF; always a constant, as `Fn` is. */
export enum BitFn {
  TEST,
  SET,
  RESET,
  COMPLEMENT,
}

/** What `BitAlu.count` counts. */
export enum Count {
  TRAILING,
  LEADING,
  ONES,
}

export class BitAlu {
  @inline static width<T extends number>(): u32 {
    return <u32>sizeof<T>() * 8;
  }

  /** @param bit below the width */
  @inline static change<T extends number>(fn: i32, x: T, bit: u32): T {
    Flags.setCarry(((<u64>x >> <u64>bit) & 1) != 0);
    const mask = <T>((<u64>1) << (<u64>bit));
    if (fn == BitFn.SET) return <T>(x | mask);
    if (fn == BitFn.RESET) return <T>(x & ~mask);
    if (fn == BitFn.COMPLEMENT) return <T>(x ^ mask);
    return x;
  }

  /** The number of the lowest or highest bit that is set, and ZF when none is: then there is no result. */
  @inline static scan<T extends number>(forward: bool, x: T): T {
    Flags.set(LOGIC, Flags.extend<T>(x), 0, 0);
    return <T>(forward ? ctz<u64>(<u64>x) : 63 - clz<u64>(<u64>x));
  }

  static count<T extends number>(what: i32, x: T): T {
    const wide = <u64>x;
    if (what == Count.ONES) {
      Flags.fromWord(wide == 0 ? Flag.ZF : 0);
      return <T>popcnt<u64>(wide);
    }
    const width = <u64>BitAlu.width<T>();
    const zeros = what == Count.LEADING ? clz<u64>(wide) - (64 - width) : min<u64>(ctz<u64>(wide), width);
    Flags.setExplicit(<i64>zeros, wide == 0, false, false);
    return <T>zeros;
  }

  /** Through CF, which is one bit more: a count may come round to zero, and then nothing changes. */
  static rotate<T extends number>(left: bool, x: T, count: u32): T {
    const width = BitAlu.width<T>();
    const by = (count & (sizeof<T>() == 8 ? 63 : 31)) % (width + 1);
    if (by == 0) return x;
    const wide = <u64>x;
    const carry = Flags.b() ? <u64>1 : 0;
    const rest = <u64>(width - by);
    const out = wide >> (left ? rest : <u64>by - 1);
    // by one, no bit comes round: two shifts, since a shift by 64 would be one by nothing
    let all = carry << (left ? <u64>by - 1 : rest);
    if (left) all |= (wide << (<u64>by)) | ((wide >> 1) >> rest);
    else all |= (wide >> <u64>by) | ((wide << 1) << rest);
    const result = <T>all;
    const negative = Flags.extend<T>(result) < 0;
    const next = left ? (out & 1) != 0 : Flags.extend<T>(<T>(result << (<T>1))) < 0;
    Flags.setCarryOverflow((out & 1) != 0, negative != next);
    return result;
  }

  /**
   * The upper half of x:y shifted left, or the lower half of y:x shifted right. A count beyond the width of 16-bit
   * operands, which the manual leaves undefined, shifts y in once more, as an EPYC does.
   */
  static doubleShift<T extends number>(left: bool, x: T, y: T, count: u32): T {
    const width = BitAlu.width<T>();
    const by = <u64>(count & (sizeof<T>() == 8 ? 63 : 31));
    if (by == 0) return x;
    let result: T;
    let out: u64;
    if (sizeof<T>() == 2) {
      const all = ((<u64>(left ? x : y)) << 32) | ((<u64>y) << 16) | <u64>(left ? y : x);
      result = <T>(left ? (all << by) >> 32 : all >> by);
      out = left ? all >> (48 - by) : all >> (by - 1);
    } else {
      const rest = <u64>width - by;
      result = <T>(left ? ((<u64>x) << by) | (<u64>y >> rest) : (<u64>x >> by) | ((<u64>y) << rest));
      out = left ? <u64>x >> rest : <u64>x >> (by - 1);
    }
    const overflow = Flags.extend<T>(<T>(x ^ result)) < 0;
    Flags.setExplicit(Flags.extend<T>(result), (out & 1) != 0, overflow, false);
    return result;
  }
}

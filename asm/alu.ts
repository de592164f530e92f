/** Integer results and their flags (SDM volume 2, "Operation" and "Flags affected" of each instruction). */

import { Fault, REG_RAX, REG_RDX } from './abi';
import { Flags, LOGIC, Reg, SUBTRACTION } from './cpu';
import { raise } from './memory';

/** What the shapes of `execute.ts` are parametrized with; always a constant, so that no choice is left at run time. */
export enum Fn {
  ADD,
  OR,
  ADC,
  SBB,
  AND,
  SUB,
  XOR,
  CMP,
  TEST,
  INC,
  DEC,
  NOT,
  NEG,
  ROL,
  ROR,
  SHL,
  SHR,
  SAR,
}

export class Alu {
  @inline static binary<T extends number>(fn: i32, x: T, y: T): T {
    if (fn == Fn.ADD) {
      const sum = <T>(x + y);
      Flags.setAddition<T>(Flags.extend<T>(sum), Flags.extend<T>(x));
      return sum;
    }
    if (fn == Fn.SUB || fn == Fn.CMP) {
      const difference = <T>(x - y);
      Flags.set(SUBTRACTION, Flags.extend<T>(difference), Flags.extend<T>(x), Flags.extend<T>(y));
      return difference;
    }
    if (fn == Fn.ADC) return Alu.adc<T>(x, y);
    if (fn == Fn.SBB) return Alu.sbb<T>(x, y);
    let result = x;
    if (fn == Fn.AND || fn == Fn.TEST) result = <T>(x & y);
    if (fn == Fn.OR) result = <T>(x | y);
    if (fn == Fn.XOR) result = <T>(x ^ y);
    Flags.set(LOGIC, Flags.extend<T>(result), 0, 0);
    return result;
  }

  static adc<T extends number>(x: T, y: T): T {
    const carry = Flags.b();
    const sum = <T>(x + y + <T>(<i32>carry));
    const overflow = Flags.extend<T>(<T>((x ^ sum) & (y ^ sum))) < 0;
    Flags.setExplicit(
      Flags.extend<T>(sum),
      carry ? sum <= x : sum < x,
      overflow,
      (<i32>(x ^ y ^ sum) & 0x10) != 0,
    );
    return sum;
  }

  static sbb<T extends number>(x: T, y: T): T {
    const borrow = Flags.b();
    const difference = <T>(x - y - <T>(<i32>borrow));
    const overflow = Flags.extend<T>(<T>((x ^ y) & (x ^ difference))) < 0;
    Flags.setExplicit(
      Flags.extend<T>(difference),
      borrow ? x <= y : x < y,
      overflow,
      (<i32>(x ^ y ^ difference) & 0x10) != 0,
    );
    return difference;
  }

  @inline static unary<T extends number>(fn: i32, x: T): T {
    if (fn == Fn.NOT) return <T>~x;
    if (fn == Fn.NEG) return Alu.binary<T>(Fn.SUB, <T>0, x);
    if (fn == Fn.INC) {
      const sum = <T>(x + <T>1);
      Flags.setIncrement<T>(Flags.extend<T>(sum));
      return sum;
    }
    const difference = <T>(x - <T>1);
    Flags.setDecrement<T>(Flags.extend<T>(difference));
    return difference;
  }

  /** A count of zero, after masking to five bits or six, changes nothing. */
  @inline static shift<T extends number>(fn: i32, x: T, count: u32): T {
    const masked = count & (sizeof<T>() == 8 ? 63 : 31);
    if (masked == 0) return x;
    if (fn == Fn.SHL) return Alu.shl<T>(x, masked);
    if (fn == Fn.SHR) return Alu.shr<T>(x, masked);
    if (fn == Fn.SAR) return Alu.sar<T>(x, masked);
    if (fn == Fn.ROL) return Alu.rol<T>(x, masked);
    return Alu.ror<T>(x, masked);
  }

  /** 8- and 16-bit operands may be shifted out altogether: 64-bit arithmetic keeps the last bit that leaves. */
  static shl<T extends number>(x: T, count: u32): T {
    const width = <u32>sizeof<T>() * 8;
    const result = <T>(count < width ? x << (<T>count) : <T>0);
    const carry = count <= width && ((<u64>x >> <u64>(width - count)) & 1) != 0;
    const negative = Flags.extend<T>(result) < 0;
    Flags.setExplicit(Flags.extend<T>(result), carry, negative != carry, false);
    return result;
  }

  static shr<T extends number>(x: T, count: u32): T {
    const result = <T>(<u64>x >> <u64>count);
    const carry = ((<u64>x >> <u64>(count - 1)) & 1) != 0;
    Flags.setExplicit(Flags.extend<T>(result), carry, Flags.extend<T>(x) < 0, false);
    return result;
  }

  static sar<T extends number>(x: T, count: u32): T {
    const extended = Flags.extend<T>(x);
    const result = <T>(extended >> <i64>count);
    const carry = ((extended >> <i64>(count - 1)) & 1) != 0;
    Flags.setExplicit(Flags.extend<T>(result), carry, false, false);
    return result;
  }

  static rol<T extends number>(x: T, count: u32): T {
    const result = rotl<T>(x, <T>(count & (<u32>sizeof<T>() * 8 - 1)));
    const carry = (<u64>result & 1) != 0;
    Flags.setCarryOverflow(carry, Flags.extend<T>(result) < 0 != carry);
    return result;
  }

  static ror<T extends number>(x: T, count: u32): T {
    const result = rotr<T>(x, <T>(count & (<u32>sizeof<T>() * 8 - 1)));
    const extended = Flags.extend<T>(result);
    const next = Flags.extend<T>(<T>(result << (<T>1)));
    Flags.setCarryOverflow(extended < 0, extended < 0 != next < 0);
    return result;
  }

  /** The upper half of a 128-bit product. */
  static multiplyHigh(x: u64, y: u64): u64 {
    const x0 = x & 0xffff_ffff;
    const x1 = x >> 32;
    const y0 = y & 0xffff_ffff;
    const y1 = y >> 32;
    const middle = x1 * y0 + ((x0 * y0) >> 32);
    const other = x0 * y1 + (middle & 0xffff_ffff);
    return x1 * y1 + (middle >> 32) + (other >> 32);
  }

  static multiplyHighSigned(x: i64, y: i64): i64 {
    let high = <i64>Alu.multiplyHigh(<u64>x, <u64>y);
    if (x < 0) high -= y;
    if (y < 0) high -= x;
    return high;
  }

  /** rdx:rax = rax * x, unsigned; CF and OF when the upper half matters. */
  static mul<T extends number>(x: T): void {
    let low: u64;
    let high: u64;
    if (sizeof<T>() == 8) {
      const rax = Reg.get<u64>(REG_RAX);
      low = rax * <u64>x;
      high = Alu.multiplyHigh(rax, <u64>x);
    } else {
      const product = <u64>Reg.get<T>(REG_RAX) * <u64>x;
      low = product;
      high = <u64>(<T>(product >> (<u64>sizeof<T>() * 8)));
    }
    Alu.setProduct<T>(low, high, high != 0);
  }

  /** rdx:rax = rax * x, signed; CF and OF when the lower half alone is another number. */
  static imul<T extends number>(x: T): void {
    let low: i64;
    let high: i64;
    if (sizeof<T>() == 8) {
      const rax = Reg.get<i64>(REG_RAX);
      low = rax * <i64>x;
      high = Alu.multiplyHighSigned(rax, <i64>x);
    } else {
      low = Flags.extend<T>(Reg.get<T>(REG_RAX)) * Flags.extend<T>(x);
      high = low >> (<i64>sizeof<T>() * 8);
    }
    const overflow = sizeof<T>() == 8 ? high != low >> 63 : low != Flags.extend<T>(<T>low);
    Alu.setProduct<T>(<u64>low, <u64>high, overflow);
  }

  @inline static setProduct<T extends number>(low: u64, high: u64, overflow: bool): void {
    if (sizeof<T>() == 1) Reg.set<u16>(REG_RAX, <u16>low);
    else {
      Reg.set<T>(REG_RAX, <T>low);
      Reg.set<T>(REG_RDX, <T>high);
    }
    Flags.setExplicit(Flags.extend<T>(<T>low), overflow, overflow, false);
  }

  static imulTruncated<T extends number>(x: T, y: T): T {
    const result = <T>(x * y);
    const overflow =
      sizeof<T>() == 8
        ? Alu.multiplyHighSigned(<i64>x, <i64>y) != <i64>result >> 63
        : Flags.extend<T>(x) * Flags.extend<T>(y) != Flags.extend<T>(result);
    Flags.setExplicit(Flags.extend<T>(result), overflow, overflow, false);
    return result;
  }

  /** rax, rdx = quotient and remainder of rdx:rax by x. False, with #DE written down, when there is none. */
  static div<T extends number>(x: T): bool {
    if (sizeof<T>() == 8) return Alu.div64(<u64>x);
    const dividend = Alu.dividend<T>();
    if (<u64>x == 0) return Alu.divideError();
    const quotient = dividend / <u64>x;
    if (quotient != <u64>(<T>quotient)) return Alu.divideError();
    Alu.setQuotient<T>(quotient, dividend % <u64>x);
    return true;
  }

  static idiv<T extends number>(x: T): bool {
    if (sizeof<T>() == 8) return Alu.idiv64(<i64>x);
    const dividend = sizeof<T>() == 4 ? <i64>Alu.dividend<T>() : Alu.signedDividend<T>();
    const divisor = Flags.extend<T>(x);
    if (divisor == 0 || (divisor == -1 && dividend == i64.MIN_VALUE)) return Alu.divideError();
    const quotient = dividend / divisor;
    if (quotient != Flags.extend<T>(<T>quotient)) return Alu.divideError();
    Alu.setQuotient<T>(<u64>quotient, <u64>(dividend % divisor));
    return true;
  }

  /** ax, dx:ax or edx:eax. */
  @inline static dividend<T extends number>(): u64 {
    if (sizeof<T>() == 1) return <u64>Reg.get<u16>(REG_RAX);
    return ((<u64>Reg.get<T>(REG_RDX)) << (<u64>sizeof<T>() * 8)) | <u64>Reg.get<T>(REG_RAX);
  }
  @inline static signedDividend<T extends number>(): i64 {
    if (sizeof<T>() == 1) return <i64>(<i16>Reg.get<u16>(REG_RAX));
    return <i64>(<i32>Alu.dividend<T>());
  }

  @inline static setQuotient<T extends number>(quotient: u64, remainder: u64): void {
    if (sizeof<T>() == 1) {
      Reg.set<u8>(REG_RAX, <u8>quotient);
      Reg.set<u8>(REG_RAX + 1, <u8>remainder);
    } else {
      Reg.set<T>(REG_RAX, <T>quotient);
      Reg.set<T>(REG_RDX, <T>remainder);
    }
  }

  static div64(x: u64): bool {
    const high = Reg.get<u64>(REG_RDX);
    const low = Reg.get<u64>(REG_RAX);
    if (high >= x) return Alu.divideError();
    const quotient = Alu.quotient128(high, low, x);
    Alu.setQuotient<u64>(quotient, low - quotient * x);
    return true;
  }

  static idiv64(x: i64): bool {
    let high = Reg.get<u64>(REG_RDX);
    let low = Reg.get<u64>(REG_RAX);
    const negative = <i64>high < 0;
    if (negative) {
      high = ~high + (low == 0 ? 1 : 0);
      low = 0 - low;
    }
    const divisor = x < 0 ? 0 - <u64>x : <u64>x;
    if (high >= divisor) return Alu.divideError();
    const magnitude = Alu.quotient128(high, low, divisor);
    const opposite = negative != x < 0;
    if (magnitude > (opposite ? 0x8000_0000_0000_0000 : 0x7fff_ffff_ffff_ffff)) return Alu.divideError();
    const remainder = low - magnitude * divisor;
    Alu.setQuotient<u64>(opposite ? 0 - magnitude : magnitude, negative ? 0 - remainder : remainder);
    return true;
  }

  /** high:low / divisor where high < divisor: Knuth's algorithm D on two digits of 32 bits. */
  static quotient128(high: u64, low: u64, divisor: u64): u64 {
    if (high == 0) return low / divisor;
    const shift = clz<u64>(divisor);
    const d = divisor << shift;
    const d1 = d >> 32;
    const d0 = d & 0xffff_ffff;
    const top = shift == 0 ? high : (high << shift) | (low >> (64 - shift));
    const rest = low << shift;
    const q1 = Alu.digit(top, rest >> 32, d, d1, d0);
    const next = (top << 32) + (rest >> 32) - q1 * d;
    return (q1 << 32) + Alu.digit(next, rest & 0xffff_ffff, d, d1, d0);
  }

  static digit(top: u64, following: u64, d: u64, d1: u64, d0: u64): u64 {
    let q = top / d1;
    let r = top % d1;
    while (q >= 0x1_0000_0000 || q * d0 > ((r << 32) | following)) {
      q--;
      r += d1;
      if (r >= 0x1_0000_0000) break;
    }
    return q;
  }

  static divideError(): bool {
    raise(Fault.DIVIDE, 0, 0, 0);
    return false;
  }
}

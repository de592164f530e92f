/** Conversions of one number, and those that make two of half a register. */

import { Op } from '../abi';
import { Reg } from '../cpu';
import { Rec } from '../record';
import { narrowed, widened } from './nan';
import { Xmm } from './xmm';

export function convert(rec: usize): usize {
  const a = Rec.a(rec);
  switch (Rec.op(rec)) {
    case Op.CVTSI2SS_X_R32:
      return Convert.fromInteger<i32, f32>(rec);
    case Op.CVTSI2SS_X_R64:
      return Convert.fromInteger<i64, f32>(rec);
    case Op.CVTSI2SD_X_R32:
      return Convert.fromInteger<i32, f64>(rec);
    case Op.CVTSI2SD_X_R64:
      return Convert.fromInteger<i64, f64>(rec);
    case Op.CVTSS2SI_R32_X:
      return Convert.toInteger<f32, i32>(rec, false);
    case Op.CVTSS2SI_R64_X:
      return Convert.toInteger<f32, i64>(rec, false);
    case Op.CVTTSS2SI_R32_X:
      return Convert.toInteger<f32, i32>(rec, true);
    case Op.CVTTSS2SI_R64_X:
      return Convert.toInteger<f32, i64>(rec, true);
    case Op.CVTSD2SI_R32_X:
      return Convert.toInteger<f64, i32>(rec, false);
    case Op.CVTSD2SI_R64_X:
      return Convert.toInteger<f64, i64>(rec, false);
    case Op.CVTTSD2SI_R32_X:
      return Convert.toInteger<f64, i32>(rec, true);
    case Op.CVTTSD2SI_R64_X:
      return Convert.toInteger<f64, i64>(rec, true);
    case Op.CVTSS2SD_X_X: {
      const source = Xmm.source<f32>(rec);
      if (source == 0) return Rec.fault(rec);
      store<u64>(Xmm.at(a), widen(load<u32>(source)));
      return Rec.next(rec);
    }
    case Op.CVTSD2SS_X_X: {
      const source = Xmm.source<f64>(rec);
      if (source == 0) return Rec.fault(rec);
      const value = load<f64>(source);
      const bits = value == value ? reinterpret<u32>(<f32>value) : narrowed(load<u64>(source));
      store<u32>(Xmm.at(a), bits);
      return Rec.next(rec);
    }
    case Op.CVTPS2PD_X_X: {
      const source = Xmm.source<u64>(rec);
      if (source == 0) return Rec.fault(rec);
      Xmm.set(a, i64x2(widen(load<u32>(source)), widen(load<u32>(source, 4))));
      return Rec.next(rec);
    }
    case Op.CVTDQ2PD_X_X: {
      const source = Xmm.source<u64>(rec);
      if (source == 0) return Rec.fault(rec);
      Xmm.set(a, f64x2.convert_low_i32x4_s(v128.load64_zero(source)));
      return Rec.next(rec);
    }
    default:
      return unreachable();
  }
}

class Convert {
  @inline static fromInteger<I extends number, F extends I>(rec: usize): usize {
    const source = Xmm.generalSource<I>(rec);
    if (source == 0) return Rec.fault(rec);
    store<F>(Xmm.at(Rec.a(rec)), <F>load<I>(source));
    return Rec.next(rec);
  }
  /** NaNs and what does not fit become the indefinite integer, the most negative one. */
  @inline static toInteger<F extends number, I extends F>(rec: usize, truncates: bool): usize {
    const source = Xmm.source<F>(rec);
    if (source == 0) return Rec.fault(rec);
    const value = load<F>(source);
    const whole = truncates ? trunc<F>(value) : nearest<F>(value);
    const least: F = sizeof<I>() == 4 ? <F>-2147483648.0 : <F>-9223372036854775808.0;
    const indefinite: I = sizeof<I>() == 4 ? <I>i32.MIN_VALUE : <I>i64.MIN_VALUE;
    Reg.set<I>(Rec.a(rec), whole >= least && whole < -least ? <I>whole : indefinite);
    return Rec.next(rec);
  }
}

/** A single-precision number as a double-precision one, bits to bits. */
function widen(bits: u32): u64 {
  const value = reinterpret<f32>(bits);
  return value == value ? reinterpret<u64>(<f64>value) : widened(bits);
}

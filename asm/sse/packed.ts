/** Packed floating-point numbers: 16 bytes and 16 bytes -> 16 bytes. */

import { Op } from '../abi';
import { reciprocal, reciprocalRoot } from './approximate';
import { narrowed, NaNs } from './nan';
import { Xmm } from './xmm';

const INDEFINITE: i32 = 0x8000_0000;
/** The first number that is too large for 32 bits. */
const TOO_LARGE: f64 = 2147483648.0;

export class Floats {
  static combine(op: i32, x: v128, y: v128, immediate: u32): v128 {
    switch (op) {
      case Op.ADDPS_X_X:
        return NaNs.settle32(f32x4.add(x, y), x, y);
      case Op.SUBPS_X_X:
        return NaNs.settle32(f32x4.sub(x, y), x, y);
      case Op.MULPS_X_X:
        return NaNs.settle32(f32x4.mul(x, y), x, y);
      case Op.DIVPS_X_X:
        return NaNs.settle32(f32x4.div(x, y), x, y);
      case Op.SQRTPS_X_X:
        return NaNs.settle32(f32x4.sqrt(y), y, y);
      // x < y ? x : y and x > y ? x : y: of NaNs and of zeros the second
      case Op.MINPS_X_X:
        return f32x4.pmin(y, x);
      case Op.MAXPS_X_X:
        return f32x4.pmax(y, x);
      case Op.ADDPD_X_X:
        return NaNs.settle64(f64x2.add(x, y), x, y);
      case Op.SUBPD_X_X:
        return NaNs.settle64(f64x2.sub(x, y), x, y);
      case Op.MULPD_X_X:
        return NaNs.settle64(f64x2.mul(x, y), x, y);
      case Op.DIVPD_X_X:
        return NaNs.settle64(f64x2.div(x, y), x, y);
      case Op.SQRTPD_X_X:
        return NaNs.settle64(f64x2.sqrt(y), y, y);
      case Op.MINPD_X_X:
        return f64x2.pmin(y, x);
      case Op.MAXPD_X_X:
        return f64x2.pmax(y, x);
      case Op.RCPPS_X_X:
        return eachOf(y, false);
      case Op.RSQRTPS_X_X:
        return eachOf(y, true);

      case Op.CMPPS_X_X_I:
        return negated(compare32(immediate & 3, x, y), immediate);
      case Op.CMPPD_X_X_I:
        return negated(compare64(immediate & 3, x, y), immediate);
      case Op.SHUFPS_X_X_I:
        return i32x4(
          Xmm.lane(x, immediate),
          Xmm.lane(x, immediate >>> 2),
          Xmm.lane(y, immediate >>> 4),
          Xmm.lane(y, immediate >>> 6),
        );
      case Op.SHUFPD_X_X_I:
        return i64x2(lane64(x, immediate), lane64(y, immediate >>> 1));

      case Op.CVTDQ2PS_X_X:
        return f32x4.convert_i32x4_s(y);
      case Op.CVTPS2DQ_X_X:
        return toIntegers32(f32x4.nearest(y));
      case Op.CVTTPS2DQ_X_X:
        return toIntegers32(y);
      case Op.CVTPD2DQ_X_X:
        return toIntegers64(f64x2.nearest(y));
      case Op.CVTTPD2DQ_X_X:
        return toIntegers64(y);
      case Op.CVTPD2PS_X_X:
        return narrow(y);
      default:
        return unreachable();
    }
  }
}

/** The four comparisons that the other four are the negations of: equal, less, less or equal, unordered. */
function compare32(predicate: u32, x: v128, y: v128): v128 {
  if (predicate == 0) return f32x4.eq(x, y);
  if (predicate == 1) return f32x4.lt(x, y);
  if (predicate == 2) return f32x4.le(x, y);
  return v128.or(f32x4.ne(x, x), f32x4.ne(y, y));
}
function compare64(predicate: u32, x: v128, y: v128): v128 {
  if (predicate == 0) return f64x2.eq(x, y);
  if (predicate == 1) return f64x2.lt(x, y);
  if (predicate == 2) return f64x2.le(x, y);
  return v128.or(f64x2.ne(x, x), f64x2.ne(y, y));
}
function negated(holds: v128, predicate: u32): v128 {
  return (predicate & 4) != 0 ? v128.not(holds) : holds;
}

/** A half by the lowest bit of a number. */
function lane64(from: v128, number: u32): i64 {
  return (number & 1) == 0 ? i64x2.extract_lane(from, 0) : i64x2.extract_lane(from, 1);
}

/** Too large numbers, which Wasm makes the greatest, and NaNs, which it makes zero, become the indefinite integer. */
function toIntegers32(y: v128): v128 {
  const fits = f32x4.lt(y, f32x4.splat(<f32>TOO_LARGE));
  return v128.bitselect(i32x4.trunc_sat_f32x4_s(y), i32x4.splat(INDEFINITE), fits);
}
function toIntegers64(y: v128): v128 {
  const fits = f64x2.lt(y, f64x2.splat(TOO_LARGE));
  const halves = v128.shuffle<i32>(fits, fits, 0, 2, 0, 2);
  const integers = v128.bitselect(i32x4.trunc_sat_f64x2_s_zero(y), i32x4.splat(INDEFINITE), halves);
  return v128.and(integers, i64x2(-1, 0));
}

function narrow(y: v128): v128 {
  let result = f32x4.demote_f64x2_zero(y);
  if (!v128.any_true(f64x2.ne(y, y))) return result;
  const low = f64x2.extract_lane(y, 0);
  const high = f64x2.extract_lane(y, 1);
  if (low != low) result = i32x4.replace_lane(result, 0, narrowed(i64x2.extract_lane(y, 0)));
  if (high != high) result = i32x4.replace_lane(result, 1, narrowed(i64x2.extract_lane(y, 1)));
  return result;
}

function eachOf(y: v128, root: bool): v128 {
  return i32x4(
    approximate(i32x4.extract_lane(y, 0), root),
    approximate(i32x4.extract_lane(y, 1), root),
    approximate(i32x4.extract_lane(y, 2), root),
    approximate(i32x4.extract_lane(y, 3), root),
  );
}
function approximate(bits: u32, root: bool): u32 {
  return root ? reciprocalRoot(bits) : reciprocal(bits);
}

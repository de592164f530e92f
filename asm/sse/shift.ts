/** Shifts of packed integers; a count that is too large leaves zeros, or copies of the sign. */

import { Op } from '../abi';

export class Shifts {
  /** @param count of bits; of bytes for the two shifts of a whole register */
  static apply(op: i32, x: v128, count: u64): v128 {
    const zero = i64x2.splat(0);
    switch (op) {
      case Op.PSLLW_X_X:
      case Op.PSLLW_X_I:
        return count < 16 ? i16x8.shl(x, <i32>count) : zero;
      case Op.PSLLD_X_X:
      case Op.PSLLD_X_I:
        return count < 32 ? i32x4.shl(x, <i32>count) : zero;
      case Op.PSLLQ_X_X:
      case Op.PSLLQ_X_I:
        return count < 64 ? i64x2.shl(x, <i32>count) : zero;
      case Op.PSRLW_X_X:
      case Op.PSRLW_X_I:
        return count < 16 ? i16x8.shr_u(x, <i32>count) : zero;
      case Op.PSRLD_X_X:
      case Op.PSRLD_X_I:
        return count < 32 ? i32x4.shr_u(x, <i32>count) : zero;
      case Op.PSRLQ_X_X:
      case Op.PSRLQ_X_I:
        return count < 64 ? i64x2.shr_u(x, <i32>count) : zero;
      case Op.PSRAW_X_X:
      case Op.PSRAW_X_I:
        return i16x8.shr_s(x, count < 16 ? <i32>count : 15);
      case Op.PSRAD_X_X:
      case Op.PSRAD_X_I:
        return i32x4.shr_s(x, count < 32 ? <i32>count : 31);
      case Op.PSLLDQ_X_I:
        return i8x16.swizzle(x, i8x16.sub(lanes(), i8x16.splat(<i8>min(count, 16))));
      case Op.PSRLDQ_X_I:
        return i8x16.swizzle(x, i8x16.add(lanes(), i8x16.splat(<i8>min(count, 16))));
      default:
        return unreachable();
    }
  }
}

/** The number of each byte; what swizzle finds outside of a register is zero. */
function lanes(): v128 {
  return i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

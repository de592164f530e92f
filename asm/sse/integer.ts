/** Packed integers and bits: 16 bytes and 16 bytes -> 16 bytes. */

import { Op } from '../abi';
import { Xmm } from './xmm';

export class Integers {
  static combine(op: i32, x: v128, y: v128, immediate: u32): v128 {
    switch (op) {
      case Op.PADDB_X_X:
        return i8x16.add(x, y);
      case Op.PADDW_X_X:
        return i16x8.add(x, y);
      case Op.PADDD_X_X:
        return i32x4.add(x, y);
      case Op.PADDQ_X_X:
        return i64x2.add(x, y);
      case Op.PADDSB_X_X:
        return i8x16.add_sat_s(x, y);
      case Op.PADDSW_X_X:
        return i16x8.add_sat_s(x, y);
      case Op.PADDUSB_X_X:
        return i8x16.add_sat_u(x, y);
      case Op.PADDUSW_X_X:
        return i16x8.add_sat_u(x, y);
      case Op.PSUBB_X_X:
        return i8x16.sub(x, y);
      case Op.PSUBW_X_X:
        return i16x8.sub(x, y);
      case Op.PSUBD_X_X:
        return i32x4.sub(x, y);
      case Op.PSUBQ_X_X:
        return i64x2.sub(x, y);
      case Op.PSUBSB_X_X:
        return i8x16.sub_sat_s(x, y);
      case Op.PSUBSW_X_X:
        return i16x8.sub_sat_s(x, y);
      case Op.PSUBUSB_X_X:
        return i8x16.sub_sat_u(x, y);
      case Op.PSUBUSW_X_X:
        return i16x8.sub_sat_u(x, y);

      case Op.PMULLW_X_X:
        return i16x8.mul(x, y);
      case Op.PMULHW_X_X:
        return upperHalves(i32x4.extmul_low_i16x8_s(x, y), i32x4.extmul_high_i16x8_s(x, y));
      case Op.PMULHUW_X_X:
        return upperHalves(i32x4.extmul_low_i16x8_u(x, y), i32x4.extmul_high_i16x8_u(x, y));
      case Op.PMULUDQ_X_X:
        return i64x2.mul(lowerHalves(x), lowerHalves(y));
      case Op.PMADDWD_X_X:
        return i32x4.dot_i16x8_s(x, y);
      case Op.PSADBW_X_X:
        return sumsOfBytes(v128.or(i8x16.sub_sat_u(x, y), i8x16.sub_sat_u(y, x)));
      case Op.PAVGB_X_X:
        return i8x16.avgr_u(x, y);
      case Op.PAVGW_X_X:
        return i16x8.avgr_u(x, y);
      case Op.PMINUB_X_X:
        return i8x16.min_u(x, y);
      case Op.PMAXUB_X_X:
        return i8x16.max_u(x, y);
      case Op.PMINSW_X_X:
        return i16x8.min_s(x, y);
      case Op.PMAXSW_X_X:
        return i16x8.max_s(x, y);

      case Op.PAND_X_X:
        return v128.and(x, y);
      case Op.PANDN_X_X:
        return v128.andnot(y, x);
      case Op.POR_X_X:
        return v128.or(x, y);
      case Op.PXOR_X_X:
        return v128.xor(x, y);
      case Op.PCMPEQB_X_X:
        return i8x16.eq(x, y);
      case Op.PCMPEQW_X_X:
        return i16x8.eq(x, y);
      case Op.PCMPEQD_X_X:
        return i32x4.eq(x, y);
      case Op.PCMPGTB_X_X:
        return i8x16.gt_s(x, y);
      case Op.PCMPGTW_X_X:
        return i16x8.gt_s(x, y);
      case Op.PCMPGTD_X_X:
        return i32x4.gt_s(x, y);

      case Op.PSHUFD_X_X_I:
        return i32x4(
          Xmm.lane(y, immediate),
          Xmm.lane(y, immediate >>> 2),
          Xmm.lane(y, immediate >>> 4),
          Xmm.lane(y, immediate >>> 6),
        );
      case Op.PSHUFHW_X_X_I:
        return i64x2(i64x2.extract_lane(y, 0), words(i64x2.extract_lane(y, 1), immediate));
      case Op.PSHUFLW_X_X_I:
        return i64x2(words(i64x2.extract_lane(y, 0), immediate), i64x2.extract_lane(y, 1));
      case Op.PACKSSWB_X_X:
        return i8x16.narrow_i16x8_s(x, y);
      case Op.PACKSSDW_X_X:
        return i16x8.narrow_i32x4_s(x, y);
      case Op.PACKUSWB_X_X:
        return i8x16.narrow_i16x8_u(x, y);
      case Op.PUNPCKLBW_X_X:
        return v128.shuffle<i8>(x, y, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      case Op.PUNPCKLWD_X_X:
        return v128.shuffle<i16>(x, y, 0, 8, 1, 9, 2, 10, 3, 11);
      case Op.PUNPCKLDQ_X_X:
        return v128.shuffle<i32>(x, y, 0, 4, 1, 5);
      case Op.PUNPCKLQDQ_X_X:
        return v128.shuffle<i64>(x, y, 0, 2);
      case Op.PUNPCKHBW_X_X:
        return v128.shuffle<i8>(x, y, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      case Op.PUNPCKHWD_X_X:
        return v128.shuffle<i16>(x, y, 4, 12, 5, 13, 6, 14, 7, 15);
      case Op.PUNPCKHDQ_X_X:
        return v128.shuffle<i32>(x, y, 2, 6, 3, 7);
      case Op.PUNPCKHQDQ_X_X:
        return v128.shuffle<i64>(x, y, 1, 3);
      default:
        return unreachable();
    }
  }
}

/** Of eight 32-bit products. */
function upperHalves(low: v128, high: v128): v128 {
  return v128.shuffle<i16>(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
}
/** Of two 64-bit lanes, zero-extended. */
function lowerHalves(lanes: v128): v128 {
  return v128.and(lanes, i64x2.splat(0xffff_ffff));
}

/** Of each eight bytes. */
function sumsOfBytes(bytes: v128): v128 {
  const pairs = i16x8.extadd_pairwise_i8x16_u(bytes);
  const fours = i32x4.extadd_pairwise_i16x8_u(pairs);
  return i64x2.add(lowerHalves(fours), i64x2.shr_u(fours, 32));
}

/** Four words out of four, two bits of the order for each. */
function words(from: u64, order: u32): u64 {
  let result: u64 = 0;
  for (let bit: u64 = 0; bit < 64; bit += 16) {
    result |= ((from >> (<u64>(order & 3) * 16)) & 0xffff) << bit;
    order >>>= 2;
  }
  return result;
}

/**
 * rcpps and rsqrtps, whose results differ from processor to processor within a relative error of 1.5 * 2^-12. Here they
 * are rounded correctly. Denormals count as zeros, and tiny results are zeros (SDM volume 2, RCPPS).
 */

import { nan32 } from './nan';

const SIGN: u32 = 0x8000_0000;
const INFINITY: u32 = 0x7f80_0000;
const LEAST_NORMAL: u32 = 0x0080_0000;
/** 2^126: the reciprocal of what is as large is tiny. */
const RECIPROCAL_IS_TINY: u32 = 0x7e80_0000;

export function reciprocal(bits: u32): u32 {
  const magnitude = bits & ~SIGN;
  const sign = bits & SIGN;
  if (magnitude > INFINITY) return nan32(bits, bits);
  if (magnitude < LEAST_NORMAL) return sign | INFINITY;
  if (magnitude >= RECIPROCAL_IS_TINY) return sign;
  return reinterpret<u32>(<f32>1 / reinterpret<f32>(bits));
}

export function reciprocalRoot(bits: u32): u32 {
  const magnitude = bits & ~SIGN;
  if (magnitude > INFINITY) return nan32(bits, bits);
  if (magnitude < LEAST_NORMAL) return (bits & SIGN) | INFINITY;
  if ((bits & SIGN) != 0) return nan32(0, 0);
  return reinterpret<u32>(<f32>(1 / sqrt<f64>(<f64>reinterpret<f32>(bits))));
}

/**
 * NaNs as x86 makes them, of which Wasm leaves the bits open (SDM volume 1, section 4.8.3.5): that of the first operand
 * if it is one, made quiet, otherwise that of the second; and where no operand is one, the default, which is negative.
 */

const QUIET_32: u32 = 0x0040_0000;
const DEFAULT_32: u32 = 0xffc0_0000;
const QUIET_64: u64 = 0x0008_0000_0000_0000;
const DEFAULT_64: u64 = 0xfff8_0000_0000_0000;

/** How far the top bits of a NaN's payload lie apart in the two formats. */
const PAYLOAD_SHIFT: u64 = 29;

function isNaN32(bits: u32): bool {
  return (bits & 0x7fff_ffff) > 0x7f80_0000;
}
function isNaN64(bits: u64): bool {
  return (bits & 0x7fff_ffff_ffff_ffff) > 0x7ff0_0000_0000_0000;
}

export function nan32(x: u32, y: u32): u32 {
  if (isNaN32(x)) return x | QUIET_32;
  return isNaN32(y) ? y | QUIET_32 : DEFAULT_32;
}
export function nan64(x: u64, y: u64): u64 {
  if (isNaN64(x)) return x | QUIET_64;
  return isNaN64(y) ? y | QUIET_64 : DEFAULT_64;
}

/** The NaN of the other format: its sign, and as much of its payload as there is room for. */
export function widened(bits: u32): u64 {
  const payload = (<u64>(bits & 0x003f_ffff)) << PAYLOAD_SHIFT;
  return ((<u64>(bits >>> 31)) << 63) | 0x7ff8_0000_0000_0000 | payload;
}
export function narrowed(bits: u64): u32 {
  return ((<u32>(bits >> 63)) << 31) | 0x7fc0_0000 | (<u32>(bits >> PAYLOAD_SHIFT) & 0x003f_ffff);
}

export class NaNs {
  /** A result of x and y with x86's NaN in every lane that is one. */
  @inline static settle32(result: v128, x: v128, y: v128): v128 {
    const isNaN = f32x4.ne(result, result);
    return v128.any_true(isNaN) ? settled32(result, isNaN, x, y) : result;
  }
  @inline static settle64(result: v128, x: v128, y: v128): v128 {
    const isNaN = f64x2.ne(result, result);
    return v128.any_true(isNaN) ? settled64(result, isNaN, x, y) : result;
  }
}

function settled32(result: v128, isNaN: v128, x: v128, y: v128): v128 {
  const quiet = i32x4.splat(QUIET_32);
  const second = v128.bitselect(v128.or(y, quiet), i32x4.splat(DEFAULT_32), f32x4.ne(y, y));
  const first = v128.bitselect(v128.or(x, quiet), second, f32x4.ne(x, x));
  return v128.bitselect(first, result, isNaN);
}
function settled64(result: v128, isNaN: v128, x: v128, y: v128): v128 {
  const quiet = i64x2.splat(QUIET_64);
  const second = v128.bitselect(v128.or(y, quiet), i64x2.splat(DEFAULT_64), f64x2.ne(y, y));
  const first = v128.bitselect(v128.or(x, quiet), second, f64x2.ne(x, x));
  return v128.bitselect(first, result, isNaN);
}

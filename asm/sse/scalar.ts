/** One floating-point number in the low bytes of a register; what is above them stays. */

import { Flag, Op } from '../abi';
import { Flags } from '../cpu';
import { Rec } from '../record';
import { reciprocal, reciprocalRoot } from './approximate';
import { nan32, nan64 } from './nan';
import { Xmm } from './xmm';

export function scalar(rec: usize): usize {
  const op = Rec.op(rec);
  const isDouble = op >= Op.ADDSD_X_X;
  const source = isDouble ? Xmm.source<f64>(rec) : Xmm.source<f32>(rec);
  if (source == 0) return Rec.fault(rec);
  const target = Xmm.at(Rec.a(rec));
  if (isDouble) double(op, target, source, <u32>Rec.immediate(rec));
  else single(op, target, source, <u32>Rec.immediate(rec));
  return Rec.next(rec);
}

function single(op: i32, target: usize, source: usize, immediate: u32): void {
  const x = load<f32>(target);
  const y = load<f32>(source);
  switch (op) {
    case Op.ADDSS_X_X:
      return Result.single(target, source, x + y);
    case Op.SUBSS_X_X:
      return Result.single(target, source, x - y);
    case Op.MULSS_X_X:
      return Result.single(target, source, x * y);
    case Op.DIVSS_X_X:
      return Result.single(target, source, x / y);
    case Op.SQRTSS_X_X: {
      const root = sqrt<f32>(y);
      const bits = load<u32>(source);
      return store<u32>(target, root == root ? reinterpret<u32>(root) : nan32(bits, bits));
    }
    case Op.MINSS_X_X:
      return store<u32>(target, load<u32>(x < y ? target : source));
    case Op.MAXSS_X_X:
      return store<u32>(target, load<u32>(x > y ? target : source));
    case Op.RCPSS_X_X:
      return store<u32>(target, reciprocal(load<u32>(source)));
    case Op.RSQRTSS_X_X:
      return store<u32>(target, reciprocalRoot(load<u32>(source)));
    case Op.CMPSS_X_X_I:
      return store<i32>(target, holds<f32>(immediate, x, y) ? -1 : 0);
    case Op.COMISS_X_X:
      return compare<f32>(x, y);
    default:
      unreachable();
  }
}

function double(op: i32, target: usize, source: usize, immediate: u32): void {
  const x = load<f64>(target);
  const y = load<f64>(source);
  switch (op) {
    case Op.ADDSD_X_X:
      return Result.double(target, source, x + y);
    case Op.SUBSD_X_X:
      return Result.double(target, source, x - y);
    case Op.MULSD_X_X:
      return Result.double(target, source, x * y);
    case Op.DIVSD_X_X:
      return Result.double(target, source, x / y);
    case Op.SQRTSD_X_X: {
      const root = sqrt<f64>(y);
      const bits = load<u64>(source);
      return store<u64>(target, root == root ? reinterpret<u64>(root) : nan64(bits, bits));
    }
    case Op.MINSD_X_X:
      return store<u64>(target, load<u64>(x < y ? target : source));
    case Op.MAXSD_X_X:
      return store<u64>(target, load<u64>(x > y ? target : source));
    case Op.CMPSD_X_X_I:
      return store<i64>(target, holds<f64>(immediate, x, y) ? -1 : 0);
    case Op.COMISD_X_X:
      return compare<f64>(x, y);
    default:
      unreachable();
  }
}

class Result {
  @inline static single(target: usize, source: usize, result: f32): void {
    if (result == result) store<f32>(target, result);
    else store<u32>(target, nan32(load<u32>(target), load<u32>(source)));
  }
  @inline static double(target: usize, source: usize, result: f64): void {
    if (result == result) store<f64>(target, result);
    else store<u64>(target, nan64(load<u64>(target), load<u64>(source)));
  }
}

/** Equal, less, less or equal, unordered, and the negations of these. */
function holds<T extends number>(predicate: u32, x: T, y: T): bool {
  let is: bool = x != x || y != y;
  if ((predicate & 3) == 0) is = x == y;
  if ((predicate & 3) == 1) is = x < y;
  if ((predicate & 3) == 2) is = x <= y;
  return is != ((predicate & 4) != 0);
}

/** comiss: the flags as of an unsigned comparison, all three set when the numbers are unordered. */
function compare<T extends number>(x: T, y: T): void {
  let word: u32 = 0;
  if (!(x > y)) word = Flag.CF;
  if (!(x > y) && !(x < y)) word = Flag.ZF;
  if (x != x || y != y) word = Flag.ZF | Flag.PF | Flag.CF;
  Flags.fromWord(word);
}

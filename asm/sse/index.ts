/** The SSE operations, and the few of the x87 unit: which file has which. */

import {
  FIRST_CONTROL,
  FIRST_CONVERSION,
  FIRST_IMMEDIATE_SHIFT,
  FIRST_PACKED,
  FIRST_PACKED_INTEGER,
  FIRST_PACKED_SHIFT,
  FIRST_SCALAR,
} from '../abi';
import { Rec } from '../record';
import { control } from './control';
import { convert } from './convert';
import { Integers } from './integer';
import { move } from './move';
import { Floats } from './packed';
import { scalar } from './scalar';
import { Shifts } from './shift';
import { Xmm } from './xmm';

/** Executes one record and returns the one that comes next. */
export function sse(rec: usize): usize {
  const op = Rec.op(rec);
  if (op < FIRST_CONTROL) return move(rec);
  if (op < FIRST_SCALAR) return control(rec);
  if (op < FIRST_CONVERSION) return scalar(rec);
  if (op < FIRST_PACKED) return convert(rec);

  const target = Rec.a(rec);
  if (op >= FIRST_IMMEDIATE_SHIFT) {
    Xmm.set(target, Shifts.apply(op, Xmm.get(target), <u64>(<u8>Rec.immediate(rec))));
    return Rec.next(rec);
  }
  const source = Xmm.alignedSource(rec);
  if (source == 0) return Rec.fault(rec);
  const x = Xmm.get(target);
  const y = v128.load(source);
  if (op < FIRST_PACKED_INTEGER) Xmm.set(target, Floats.combine(op, x, y, <u32>Rec.immediate(rec)));
  else if (op < FIRST_PACKED_SHIFT) Xmm.set(target, Integers.combine(op, x, y, <u32>Rec.immediate(rec)));
  else Xmm.set(target, Shifts.apply(op, x, i64x2.extract_lane(y, 0)));
  return Rec.next(rec);
}

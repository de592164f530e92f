/** How operations on bits meet their operands: see `shapes.ts`. */

import { BitAlu, BitFn, Count } from './bit-alu';
import { Flags, Reg } from './cpu';
import { Mem } from './memory';
import { Rec } from './record';

export class BitShape {
  @inline static change<T extends number>(fn: i32, rec: usize, bit: u32): usize {
    const result = BitAlu.change<T>(fn, Reg.get<T>(Rec.a(rec)), bit & (BitAlu.width<T>() - 1));
    if (fn != BitFn.TEST) Reg.set<T>(Rec.a(rec), result);
    return Rec.next(rec);
  }
  static changeAt<T extends number>(fn: i32, rec: usize, place: u64, bit: u32): usize {
    if (fn == BitFn.TEST ? Mem.unreadable<T>(place) : Mem.unwritable<T>(place)) return Rec.fault(rec);
    const result = BitAlu.change<T>(fn, load<T>(<usize>place), bit & (BitAlu.width<T>() - 1));
    if (fn != BitFn.TEST) store<T>(<usize>place, result);
    return Rec.next(rec);
  }

  @inline static rr<T extends number>(fn: i32, rec: usize): usize {
    return BitShape.change<T>(fn, rec, <u32>Reg.get<T>(Rec.b(rec)));
  }
  @inline static ri<T extends number>(fn: i32, rec: usize): usize {
    return BitShape.change<T>(fn, rec, <u32>Rec.immediate(rec));
  }
  /** A register counts bits from the address, as far to both sides as it reaches. */
  @inline static mr<T extends number>(fn: i32, rec: usize): usize {
    const bit = Flags.extend<T>(Reg.get<T>(Rec.b(rec)));
    const elements = bit >> <i64>ctz<u32>(BitAlu.width<T>());
    const place = Rec.address(rec) + <u64>elements * <u64>sizeof<T>();
    return BitShape.changeAt<T>(fn, rec, place, <u32>bit);
  }
  @inline static mi<T extends number>(fn: i32, rec: usize): usize {
    return BitShape.changeAt<T>(fn, rec, Rec.address(rec), <u32>Rec.immediate(rec));
  }

  /** The 32-bit form keeps all 64 bits of its destination where it finds nothing. */
  static scan<T extends number>(forward: bool, rec: usize, source: T): usize {
    const result = BitAlu.scan<T>(forward, source);
    if (<u64>source != 0) Reg.set<T>(Rec.a(rec), result);
    return Rec.next(rec);
  }
  static scanMemory<T extends number>(forward: bool, rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source)) return Rec.fault(rec);
    return BitShape.scan<T>(forward, rec, load<T>(<usize>source));
  }

  @inline static count<T extends number>(what: Count, rec: usize): usize {
    Reg.set<T>(Rec.a(rec), BitAlu.count<T>(what, Reg.get<T>(Rec.b(rec))));
    return Rec.next(rec);
  }
  static countMemory<T extends number>(what: Count, rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source)) return Rec.fault(rec);
    Reg.set<T>(Rec.a(rec), BitAlu.count<T>(what, load<T>(<usize>source)));
    return Rec.next(rec);
  }

  @inline static rotate<T extends number>(left: bool, rec: usize, count: u32): usize {
    Reg.set<T>(Rec.a(rec), BitAlu.rotate<T>(left, Reg.get<T>(Rec.a(rec)), count));
    return Rec.next(rec);
  }
  @inline static rotateMemory<T extends number>(left: bool, rec: usize, count: u32): usize {
    const place = Rec.address(rec);
    if (Mem.unwritable<T>(place)) return Rec.fault(rec);
    store<T>(<usize>place, BitAlu.rotate<T>(left, load<T>(<usize>place), count));
    return Rec.next(rec);
  }

  @inline static doubleShift<T extends number>(left: bool, rec: usize, count: u32): usize {
    const result = BitAlu.doubleShift<T>(left, Reg.get<T>(Rec.a(rec)), Reg.get<T>(Rec.b(rec)), count);
    Reg.set<T>(Rec.a(rec), result);
    return Rec.next(rec);
  }
  @inline static doubleShiftMemory<T extends number>(left: bool, rec: usize, count: u32): usize {
    const place = Rec.address(rec);
    if (Mem.unwritable<T>(place)) return Rec.fault(rec);
    store<T>(<usize>place, BitAlu.doubleShift<T>(left, load<T>(<usize>place), Reg.get<T>(Rec.b(rec)), count));
    return Rec.next(rec);
  }
}

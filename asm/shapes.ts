/**
 * How operations meet their operands: r a register, m memory, i an immediate, the destination first. Those that
 * touch memory return the record that comes next: the following one, or after a fault, before anything has changed,
 * the one that leaves the loop.
 */

import { Alu, Fn } from './alu';
import { Flags, Reg } from './cpu';
import { Mem } from './memory';
import { Rec } from './record';

export class Shape {
  /** Register = memory, extended from F to T as the types say. */
  @inline static load<T extends number, F extends T>(rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<F>(source)) return Rec.fault(rec);
    Reg.set<T>(Rec.a(rec), <T>load<F>(<usize>source));
    return Rec.next(rec);
  }
  @inline static store<T extends number>(rec: usize, value: T): usize {
    const target = Rec.address(rec);
    if (Mem.unwritable<T>(target)) return Rec.fault(rec);
    store<T>(<usize>target, value);
    return Rec.next(rec);
  }

  @inline static exchange<T extends number>(rec: usize): void {
    const first = Reg.get<T>(Rec.a(rec));
    const second = Reg.get<T>(Rec.b(rec));
    Reg.set<T>(Rec.a(rec), second);
    Reg.set<T>(Rec.b(rec), first);
  }
  @inline static exchangeMemory<T extends number>(rec: usize): usize {
    const place = Rec.address(rec);
    if (Mem.unwritable<T>(place)) return Rec.fault(rec);
    const old = load<T>(<usize>place);
    store<T>(<usize>place, Reg.get<T>(Rec.b(rec)));
    Reg.set<T>(Rec.b(rec), old);
    return Rec.next(rec);
  }

  @inline static rr<T extends number>(fn: i32, rec: usize): void {
    const result = Alu.binary<T>(fn, Reg.get<T>(Rec.a(rec)), Reg.get<T>(Rec.b(rec)));
    if (fn != Fn.CMP && fn != Fn.TEST) Reg.set<T>(Rec.a(rec), result);
  }
  @inline static ri<T extends number>(fn: i32, rec: usize): void {
    const result = Alu.binary<T>(fn, Reg.get<T>(Rec.a(rec)), <T>Rec.immediate(rec));
    if (fn != Fn.CMP && fn != Fn.TEST) Reg.set<T>(Rec.a(rec), result);
  }
  @inline static rm<T extends number>(fn: i32, rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source)) return Rec.fault(rec);
    const result = Alu.binary<T>(fn, Reg.get<T>(Rec.a(rec)), load<T>(<usize>source));
    if (fn != Fn.CMP && fn != Fn.TEST) Reg.set<T>(Rec.a(rec), result);
    return Rec.next(rec);
  }
  @inline static mr<T extends number>(fn: i32, rec: usize): usize {
    return Shape.mv<T>(fn, rec, Reg.get<T>(Rec.b(rec)));
  }
  @inline static mi<T extends number>(fn: i32, rec: usize): usize {
    return Shape.mv<T>(fn, rec, <T>Rec.immediate(rec));
  }
  @inline static mv<T extends number>(fn: i32, rec: usize, value: T): usize {
    if (fn == Fn.CMP || fn == Fn.TEST) {
      const source = Rec.address(rec);
      if (Mem.unreadable<T>(source)) return Rec.fault(rec);
      Alu.binary<T>(fn, load<T>(<usize>source), value);
      return Rec.next(rec);
    }
    const place = Rec.address(rec);
    if (Mem.unwritable<T>(place)) return Rec.fault(rec);
    store<T>(<usize>place, Alu.binary<T>(fn, load<T>(<usize>place), value));
    return Rec.next(rec);
  }

  @inline static r<T extends number>(fn: i32, rec: usize): void {
    Reg.set<T>(Rec.a(rec), Alu.unary<T>(fn, Reg.get<T>(Rec.a(rec))));
  }
  @inline static m<T extends number>(fn: i32, rec: usize): usize {
    const place = Rec.address(rec);
    if (Mem.unwritable<T>(place)) return Rec.fault(rec);
    store<T>(<usize>place, Alu.unary<T>(fn, load<T>(<usize>place)));
    return Rec.next(rec);
  }

  @inline static shift<T extends number>(fn: i32, rec: usize, count: u32): void {
    Reg.set<T>(Rec.a(rec), Alu.shift<T>(fn, Reg.get<T>(Rec.a(rec)), count));
  }
  @inline static shiftMemory<T extends number>(fn: i32, rec: usize, count: u32): usize {
    const place = Rec.address(rec);
    if (Mem.unwritable<T>(place)) return Rec.fault(rec);
    store<T>(<usize>place, Alu.shift<T>(fn, load<T>(<usize>place), count));
    return Rec.next(rec);
  }

  static mul<T extends number>(rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source)) return Rec.fault(rec);
    Alu.mul<T>(load<T>(<usize>source));
    return Rec.next(rec);
  }
  static imul<T extends number>(rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source)) return Rec.fault(rec);
    Alu.imul<T>(load<T>(<usize>source));
    return Rec.next(rec);
  }
  static div<T extends number>(rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source) || !Alu.div<T>(load<T>(<usize>source))) return Rec.fault(rec);
    return Rec.next(rec);
  }
  static idiv<T extends number>(rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source) || !Alu.idiv<T>(load<T>(<usize>source))) return Rec.fault(rec);
    return Rec.next(rec);
  }
  @inline static imulTruncated<T extends number>(rec: usize, factor: T): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source)) return Rec.fault(rec);
    Reg.set<T>(Rec.a(rec), Alu.imulTruncated<T>(load<T>(<usize>source), factor));
    return Rec.next(rec);
  }

  /** cmov: the 32-bit form clears the upper half of its destination whether it moves or not. */
  @inline static move<T extends number>(rec: usize): void {
    const taken = Flags.condition(<i32>Rec.immediate(rec));
    Reg.set<T>(Rec.a(rec), Reg.get<T>(taken ? Rec.b(rec) : Rec.a(rec)));
  }
  /** It loads, and faults, whether it moves or not. */
  @inline static moveMemory<T extends number>(rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source)) return Rec.fault(rec);
    const taken = Flags.condition(<i32>Rec.immediate(rec));
    Reg.set<T>(Rec.a(rec), taken ? load<T>(<usize>source) : Reg.get<T>(Rec.a(rec)));
    return Rec.next(rec);
  }
}

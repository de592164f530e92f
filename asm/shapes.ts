/**
 * How operations meet their operands: r a register, m memory, i an immediate, the destination first. Those that
 * touch memory return false when the access faults, before anything has changed.
 */

import { Alu, Fn } from './alu';
import { Flags, Reg } from './cpu';
import { Mem } from './memory';
import { Rec } from './record';

export class Shape {
  /** Register = memory, extended from F to T as the types say. */
  @inline static load<T extends number, F extends T>(rec: usize): bool {
    const source = Mem.readable<F>(Rec.address(rec));
    if (source == 0) return false;
    Reg.set<T>(Rec.a(rec), <T>load<F>(source));
    return true;
  }
  @inline static store<T extends number>(rec: usize, value: T): bool {
    const target = Mem.writable<T>(Rec.address(rec));
    if (target == 0) return false;
    store<T>(target, value);
    return true;
  }

  @inline static exchange<T extends number>(rec: usize): void {
    const first = Reg.get<T>(Rec.a(rec));
    const second = Reg.get<T>(Rec.b(rec));
    Reg.set<T>(Rec.a(rec), second);
    Reg.set<T>(Rec.b(rec), first);
  }
  @inline static exchangeMemory<T extends number>(rec: usize): bool {
    const place = Mem.writable<T>(Rec.address(rec));
    if (place == 0) return false;
    const old = load<T>(place);
    store<T>(place, Reg.get<T>(Rec.b(rec)));
    Reg.set<T>(Rec.b(rec), old);
    return true;
  }

  @inline static rr<T extends number>(fn: i32, rec: usize): void {
    const result = Alu.binary<T>(fn, Reg.get<T>(Rec.a(rec)), Reg.get<T>(Rec.b(rec)));
    if (fn != Fn.CMP && fn != Fn.TEST) Reg.set<T>(Rec.a(rec), result);
  }
  @inline static ri<T extends number>(fn: i32, rec: usize): void {
    const result = Alu.binary<T>(fn, Reg.get<T>(Rec.a(rec)), <T>Rec.immediate(rec));
    if (fn != Fn.CMP && fn != Fn.TEST) Reg.set<T>(Rec.a(rec), result);
  }
  @inline static rm<T extends number>(fn: i32, rec: usize): bool {
    const source = Mem.readable<T>(Rec.address(rec));
    if (source == 0) return false;
    const result = Alu.binary<T>(fn, Reg.get<T>(Rec.a(rec)), load<T>(source));
    if (fn != Fn.CMP && fn != Fn.TEST) Reg.set<T>(Rec.a(rec), result);
    return true;
  }
  @inline static mr<T extends number>(fn: i32, rec: usize): bool {
    return Shape.mv<T>(fn, rec, Reg.get<T>(Rec.b(rec)));
  }
  @inline static mi<T extends number>(fn: i32, rec: usize): bool {
    return Shape.mv<T>(fn, rec, <T>Rec.immediate(rec));
  }
  @inline static mv<T extends number>(fn: i32, rec: usize, value: T): bool {
    if (fn == Fn.CMP || fn == Fn.TEST) {
      const source = Mem.readable<T>(Rec.address(rec));
      if (source == 0) return false;
      Alu.binary<T>(fn, load<T>(source), value);
      return true;
    }
    const place = Mem.writable<T>(Rec.address(rec));
    if (place == 0) return false;
    store<T>(place, Alu.binary<T>(fn, load<T>(place), value));
    return true;
  }

  @inline static r<T extends number>(fn: i32, rec: usize): void {
    Reg.set<T>(Rec.a(rec), Alu.unary<T>(fn, Reg.get<T>(Rec.a(rec))));
  }
  @inline static m<T extends number>(fn: i32, rec: usize): bool {
    const place = Mem.writable<T>(Rec.address(rec));
    if (place == 0) return false;
    store<T>(place, Alu.unary<T>(fn, load<T>(place)));
    return true;
  }

  @inline static shift<T extends number>(fn: i32, rec: usize, count: u32): void {
    Reg.set<T>(Rec.a(rec), Alu.shift<T>(fn, Reg.get<T>(Rec.a(rec)), count));
  }
  @inline static shiftMemory<T extends number>(fn: i32, rec: usize, count: u32): bool {
    const place = Mem.writable<T>(Rec.address(rec));
    if (place == 0) return false;
    store<T>(place, Alu.shift<T>(fn, load<T>(place), count));
    return true;
  }

  static mul<T extends number>(rec: usize): bool {
    const source = Mem.readable<T>(Rec.address(rec));
    if (source == 0) return false;
    Alu.mul<T>(load<T>(source));
    return true;
  }
  static imul<T extends number>(rec: usize): bool {
    const source = Mem.readable<T>(Rec.address(rec));
    if (source == 0) return false;
    Alu.imul<T>(load<T>(source));
    return true;
  }
  static div<T extends number>(rec: usize): bool {
    const source = Mem.readable<T>(Rec.address(rec));
    return source != 0 && Alu.div<T>(load<T>(source));
  }
  static idiv<T extends number>(rec: usize): bool {
    const source = Mem.readable<T>(Rec.address(rec));
    return source != 0 && Alu.idiv<T>(load<T>(source));
  }
  @inline static imulTruncated<T extends number>(rec: usize, factor: T): bool {
    const source = Mem.readable<T>(Rec.address(rec));
    if (source == 0) return false;
    Reg.set<T>(Rec.a(rec), Alu.imulTruncated<T>(load<T>(source), factor));
    return true;
  }

  /** cmov: the 32-bit form clears the upper half of its destination whether it moves or not. */
  @inline static move<T extends number>(rec: usize): void {
    const taken = Flags.condition(<i32>Rec.immediate(rec));
    Reg.set<T>(Rec.a(rec), Reg.get<T>(taken ? Rec.b(rec) : Rec.a(rec)));
  }
  /** It loads, and faults, whether it moves or not. */
  @inline static moveMemory<T extends number>(rec: usize): bool {
    const source = Mem.readable<T>(Rec.address(rec));
    if (source == 0) return false;
    const taken = Flags.condition(<i32>Rec.immediate(rec));
    Reg.set<T>(Rec.a(rec), taken ? load<T>(source) : Reg.get<T>(Rec.a(rec)));
    return true;
  }
}

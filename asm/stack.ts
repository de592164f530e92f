/**
 * push, pop and their relatives. They return the record that comes next: the following one, or after a fault, with
 * rsp and memory as they were, the one that leaves the loop.
 */

import { Flag, REG_RBP, REG_RSP } from './abi';
import { Flags, Reg } from './cpu';
import { Mem } from './memory';
import { Rec } from './record';

/** The flags that a program in user mode may load beside the six arithmetic ones; trap mode is the host's. */
const LOADABLE: u32 = Flag.DF;

export class Stack {
  @inline static push<T extends number>(rec: usize, value: T): usize {
    return Stack.grow<T>(value) ? Rec.next(rec) : Rec.fault(rec);
  }

  /** Stores below rsp and lowers it; false after a fault. */
  @inline static grow<T extends number>(value: T): bool {
    const rsp = Reg.get<u64>(REG_RSP) - <u64>sizeof<T>();
    if (Mem.unwritable<T>(rsp)) return false;
    store<T>(<usize>rsp, value);
    Reg.set<u64>(REG_RSP, rsp);
    return true;
  }

  static pushMemory<T extends number>(rec: usize): usize {
    const source = Rec.address(rec);
    if (Mem.unreadable<T>(source)) return Rec.fault(rec);
    return Stack.push<T>(rec, load<T>(<usize>source));
  }

  /** `pop rsp` leaves what was popped, so rsp moves first. */
  @inline static pop<T extends number>(rec: usize): usize {
    const rsp = Reg.get<u64>(REG_RSP);
    if (Mem.unreadable<T>(rsp)) return Rec.fault(rec);
    Reg.set<u64>(REG_RSP, rsp + <u64>sizeof<T>());
    Reg.set<T>(Rec.a(rec), load<T>(<usize>rsp));
    return Rec.next(rec);
  }

  /** An address that uses rsp means rsp after the pop (SDM volume 2, POP). */
  static popMemory<T extends number>(rec: usize): usize {
    const rsp = Reg.get<u64>(REG_RSP);
    if (Mem.unreadable<T>(rsp)) return Rec.fault(rec);
    Reg.set<u64>(REG_RSP, rsp + <u64>sizeof<T>());
    const target = Rec.address(rec);
    if (Mem.unwritable<T>(target)) {
      Reg.set<u64>(REG_RSP, rsp);
      return Rec.fault(rec);
    }
    store<T>(<usize>target, load<T>(<usize>rsp));
    return Rec.next(rec);
  }

  static popFlags<T extends number>(rec: usize): usize {
    const rsp = Reg.get<u64>(REG_RSP);
    if (Mem.unreadable<T>(rsp)) return Rec.fault(rec);
    const word = <u32>load<T>(<usize>rsp);
    Reg.set<u64>(REG_RSP, rsp + <u64>sizeof<T>());
    Flags.fromWord(word);
    Flags.setOthers((Flags.others() & ~LOADABLE) | (word & LOADABLE));
    return Rec.next(rec);
  }

  @inline static leave<T extends number>(rec: usize): usize {
    const rbp = Reg.get<u64>(REG_RBP);
    if (Mem.unreadable<T>(rbp)) return Rec.fault(rec);
    Reg.set<u64>(REG_RSP, rbp + <u64>sizeof<T>());
    Reg.set<T>(REG_RBP, load<T>(<usize>rbp));
    return Rec.next(rec);
  }

  /**
   * A frame that begins with the caller's rbp and, for a procedure that is nested so deep, a copy of the frame
   * pointers of those around it and its own. The immediate holds the frame's size in 16 bits and the depth above.
   * The new end of the stack must be writable, too (SDM volume 2, ENTER).
   */
  static enter<T extends number>(rec: usize): usize {
    const width = <u64>sizeof<T>();
    const immediate = <u64>Rec.immediate(rec);
    const depth = (immediate >> 16) & 31;
    const rbp = Reg.get<u64>(REG_RBP);
    const frame = Reg.get<u64>(REG_RSP) - width;
    for (let at: u64 = 0; at <= depth; at++) {
      if (at > 0 && at < depth && Mem.unreadable<T>(rbp - at * width)) return Rec.fault(rec);
      if (Mem.unwritable<T>(frame - at * width)) return Rec.fault(rec);
    }
    const rsp = frame - depth * width - (immediate & 0xffff);
    if (Mem.unwritable<T>(rsp)) return Rec.fault(rec);
    store<T>(<usize>frame, <T>rbp);
    for (let at: u64 = 1; at < depth; at++) {
      store<T>(<usize>(frame - at * width), load<T>(<usize>(rbp - at * width)));
    }
    if (depth > 0) store<T>(<usize>(frame - depth * width), <T>frame);
    Reg.set<T>(REG_RBP, <T>frame);
    Reg.set<u64>(REG_RSP, rsp);
    return Rec.next(rec);
  }
}

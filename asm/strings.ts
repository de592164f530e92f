/**
 * String instructions. Each iteration of a repeated one is an instruction by itself: it counts as one, the run may end
 * behind it, and a fault leaves the registers as those before it have left them, the flags of a comparison included
 * (processors that run through restore the flags from before the first; one that is stepped does as this one does).
 */

import { Flag, Op, PAGE_SIZE, Permission, REG_RAX, REG_RBX, REG_RDI, REG_RSI } from './abi';
import { Alu, Fn } from './alu';
import { Counter } from './counter';
import { Flags, Reg } from './cpu';
import { Mem } from './memory';
import { Rec } from './record';

/** How the loop goes on from a repeated instruction. */
export enum After {
  /** With the next instruction. */
  NEXT,
  /** At the same one: the budget has come to its end. */
  SAME,
  FAULT,
}

const REPNE: usize = 0xf2;

/** What the last call of `repeat` came to. */
let after: i32 = After.NEXT;
/** The element at hand cannot be read or written, and that has been written down. */
let failed: bool = false;
/** A comparison has come out as its prefix wants it. */
let found: bool = false;

export function afterRepeat(): i32 {
  return after;
}

/** Executes a record without a repeat prefix and returns the one that comes next. */
export function strings(rec: usize): usize {
  failed = false;
  iterate(rec, 1);
  return failed ? Rec.fault(rec) : Rec.next(rec);
}

/**
 * Executes a REPEAT record for at most so many iterations, of which there must be one. Returns how many instructions
 * have retired: one for each iteration, and one where there is none to do.
 */
export function repeat(rec: usize, most: i32): i32 {
  const count = Counter.get(rec);
  after = After.NEXT;
  if (count == 0) return 1;
  failed = false;
  found = false;
  const done = iterate(rec, count < <u64>most ? <i32>count : most);
  if (done == 0) {
    after = After.FAULT;
    return 0;
  }
  const rest = Counter.count(rec, done);
  if (failed) after = After.FAULT;
  else if (!found && rest != 0) after = After.SAME;
  return done;
}

/** The number of elements that were done: all, or those up to a fault or to what was looked for. */
function iterate(rec: usize, most: i32): i32 {
  switch (<i32>Rec.immediate(rec)) {
    case Op.MOVS_M8_M8:
      return Elements.move<u8>(rec, most);
    case Op.MOVS_M16_M16:
      return Elements.move<u16>(rec, most);
    case Op.MOVS_M32_M32:
      return Elements.move<u32>(rec, most);
    case Op.MOVS_M64_M64:
      return Elements.move<u64>(rec, most);
    case Op.CMPS_M8_M8:
      return Elements.compare<u8>(rec, most);
    case Op.CMPS_M16_M16:
      return Elements.compare<u16>(rec, most);
    case Op.CMPS_M32_M32:
      return Elements.compare<u32>(rec, most);
    case Op.CMPS_M64_M64:
      return Elements.compare<u64>(rec, most);
    case Op.STOS_M8_R8:
      return Elements.fill<u8>(rec, most);
    case Op.STOS_M16_R16:
      return Elements.fill<u16>(rec, most);
    case Op.STOS_M32_R32:
      return Elements.fill<u32>(rec, most);
    case Op.STOS_M64_R64:
      return Elements.fill<u64>(rec, most);
    case Op.LODS_R8_M8:
      return Elements.load<u8>(rec, most);
    case Op.LODS_R16_M16:
      return Elements.load<u16>(rec, most);
    case Op.LODS_R32_M32:
      return Elements.load<u32>(rec, most);
    case Op.LODS_R64_M64:
      return Elements.load<u64>(rec, most);
    case Op.SCAS_R8_M8:
      return Elements.scan<u8>(rec, most);
    case Op.SCAS_R16_M16:
      return Elements.scan<u16>(rec, most);
    case Op.SCAS_R32_M32:
      return Elements.scan<u32>(rec, most);
    case Op.SCAS_R64_M64:
      return Elements.scan<u64>(rec, most);
    case Op.XLAT_M8:
      return translate(rec);
    default:
      return unreachable();
  }
}

/** al = the byte at rbx + al. */
function translate(rec: usize): i32 {
  const place = Pointer.wrap(rec, Reg.get<u64>(REG_RBX) + <u64>Reg.get<u8>(REG_RAX)) + Pointer.base(rec);
  failed = Mem.unreadable<u8>(place);
  if (!failed) Reg.set<u8>(REG_RAX, load<u8>(<usize>place));
  return 1;
}

/** rsi and rdi, or esi and edi alone under an address-size prefix. */
class Pointer {
  @inline static wrap(rec: usize, value: u64): u64 {
    return Rec.isNarrow(rec) ? <u64>(<u32>value) : value;
  }
  @inline static get(rec: usize, at: usize): u64 {
    return Pointer.wrap(rec, Reg.get<u64>(at));
  }
  /** Of the segment in which the source lies. */
  @inline static base(rec: usize): u64 {
    return Reg.get<u64>(Rec.a(rec));
  }
  /** Goes on by so many elements, in the direction of DF. */
  @inline static advance<T extends number>(rec: usize, at: usize, elements: i32): void {
    const distance = <u64>elements * <u64>sizeof<T>();
    const value = Reg.get<u64>(at);
    Reg.set<u64>(at, Pointer.wrap(rec, Pointer.isForwards() ? value + distance : value - distance));
  }
  @inline static isForwards(): bool {
    return (Flags.others() & Flag.DF) == 0;
  }
  /** Elements from an address on that lie in its page whole, or the one that is there: each is looked at if watched. */
  @inline static room<T extends number>(address: u64): i32 {
    if ((Mem.permissions(address) & Permission.WATCHED) != 0) return 1;
    const bytes = PAGE_SIZE - (<i32>address & (PAGE_SIZE - 1));
    return max<i32>(bytes / <i32>sizeof<T>(), 1);
  }
}

/**
 * What may be loaded and stored is asked once for all elements of a page, on the way up; on the way down, and by what
 * looks at each value, once for each element.
 */
class Elements {
  static move<T extends number>(rec: usize, most: i32): i32 {
    const forwards = Pointer.isForwards();
    let done = 0;
    while (done < most) {
      const source = Pointer.get(rec, REG_RSI) + Pointer.base(rec);
      const target = Pointer.get(rec, REG_RDI);
      if (Mem.unreadable<T>(source) || Mem.unwritable<T>(target)) {
        failed = true;
        break;
      }
      const room = min<i32>(Pointer.room<T>(source), Pointer.room<T>(target));
      const count = forwards ? min<i32>(most - done, room) : 1;
      Elements.copy<T>(<usize>target, <usize>source, count);
      Pointer.advance<T>(rec, REG_RSI, count);
      Pointer.advance<T>(rec, REG_RDI, count);
      done += count;
    }
    return done;
  }

  /** A target in front of its source's end is filled with what the first elements have just left there. */
  @inline static copy<T extends number>(target: usize, source: usize, count: i32): void {
    const bytes = <usize>count * sizeof<T>();
    if (count > 1 && target - source >= bytes) memory.copy(target, source, bytes);
    else for (let at: usize = 0; at < bytes; at += sizeof<T>()) store<T>(target + at, load<T>(source + at));
  }

  static fill<T extends number>(rec: usize, most: i32): i32 {
    const forwards = Pointer.isForwards();
    const value = Reg.get<T>(REG_RAX);
    let done = 0;
    while (done < most) {
      const target = Pointer.get(rec, REG_RDI);
      if (Mem.unwritable<T>(target)) {
        failed = true;
        break;
      }
      const count = forwards ? min<i32>(most - done, Pointer.room<T>(target)) : 1;
      if (sizeof<T>() == 1) memory.fill(<usize>target, <u8>value, <usize>count);
      else for (let at = 0; at < count; at++) store<T>(<usize>target + <usize>at * sizeof<T>(), value);
      Pointer.advance<T>(rec, REG_RDI, count);
      done += count;
    }
    return done;
  }

  static load<T extends number>(rec: usize, most: i32): i32 {
    for (let done = 0; done < most; done++) {
      const source = Pointer.get(rec, REG_RSI) + Pointer.base(rec);
      if (Mem.unreadable<T>(source)) {
        failed = true;
        return done;
      }
      Reg.set<T>(REG_RAX, load<T>(<usize>source));
      Pointer.advance<T>(rec, REG_RSI, 1);
    }
    return most;
  }

  static scan<T extends number>(rec: usize, most: i32): i32 {
    for (let done = 0; done < most; done++) {
      const target = Pointer.get(rec, REG_RDI);
      if (Mem.unreadable<T>(target)) {
        failed = true;
        return done;
      }
      Pointer.advance<T>(rec, REG_RDI, 1);
      if (Elements.decides<T>(rec, Reg.get<T>(REG_RAX), load<T>(<usize>target))) return done + 1;
    }
    return most;
  }

  static compare<T extends number>(rec: usize, most: i32): i32 {
    for (let done = 0; done < most; done++) {
      const source = Pointer.get(rec, REG_RSI) + Pointer.base(rec);
      const target = Pointer.get(rec, REG_RDI);
      if (Mem.unreadable<T>(source) || Mem.unreadable<T>(target)) {
        failed = true;
        return done;
      }
      Pointer.advance<T>(rec, REG_RSI, 1);
      Pointer.advance<T>(rec, REG_RDI, 1);
      if (Elements.decides<T>(rec, load<T>(<usize>source), load<T>(<usize>target))) return done + 1;
    }
    return most;
  }

  /** Whether a comparison is the last one: repe goes on while its operands are equal, repne until they are. */
  @inline static decides<T extends number>(rec: usize, x: T, y: T): bool {
    Alu.binary<T>(Fn.CMP, x, y);
    found = (x == y) == (Rec.b(rec) == REPNE);
    return found;
  }
}

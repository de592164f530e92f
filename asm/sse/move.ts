/** Moves between xmm registers, memory and general-purpose registers. */

import { Op } from '../abi';
import { Reg } from '../cpu';
import { Mem } from '../memory';
import { IN_MEMORY, Rec } from '../record';
import { Xmm } from './xmm';

export function move(rec: usize): usize {
  const a = Rec.a(rec);
  const b = Rec.b(rec);
  switch (Rec.op(rec)) {
    case Op.MOVAPS_X_X: {
      const target = a == IN_MEMORY ? Xmm.alignedWritable(rec) : Xmm.at(a);
      return Move.copy(rec, target, target == 0 ? 0 : Xmm.alignedSource(rec));
    }
    case Op.MOVUPS_X_X: {
      const target = a == IN_MEMORY ? Xmm.writable<v128>(rec) : Xmm.at(a);
      return Move.copy(rec, target, target == 0 ? 0 : Xmm.source<v128>(rec));
    }
    case Op.MOVNTPS_M128_X:
      return Move.copy(rec, Xmm.alignedWritable(rec), Xmm.at(b));
    case Op.MOVSS_X_X:
      if (a == IN_MEMORY) return Move.store<u32>(rec, load<u32>(Xmm.at(b)));
      if (b == IN_MEMORY) return Move.load<u32>(rec);
      store<u32>(Xmm.at(a), load<u32>(Xmm.at(b)));
      return Rec.next(rec);
    case Op.MOVSD_X_X:
      if (a == IN_MEMORY) return Move.store<u64>(rec, load<u64>(Xmm.at(b)));
      if (b == IN_MEMORY) return Move.load<u64>(rec);
      store<u64>(Xmm.at(a), load<u64>(Xmm.at(b)));
      return Rec.next(rec);
    case Op.MOVQ_X_X:
      if (a == IN_MEMORY) return Move.store<u64>(rec, load<u64>(Xmm.at(b)));
      return Move.extend<u64>(rec, Xmm.source<u64>(rec));
    case Op.MOVHLPS_X_X:
      store<u64>(Xmm.at(a), load<u64>(Xmm.at(b), 8));
      return Rec.next(rec);
    case Op.MOVLPS_X_M64:
      return Move.loadHalf(rec, 0);
    case Op.MOVHPS_X_M64:
      return Move.loadHalf(rec, 8);
    case Op.MOVLPS_M64_X:
      return Move.store<u64>(rec, load<u64>(Xmm.at(b)));
    case Op.MOVHPS_M64_X:
      return Move.store<u64>(rec, load<u64>(Xmm.at(b), 8));

    case Op.MOVD_X_R32:
      return Move.extend<u32>(rec, Xmm.generalSource<u32>(rec));
    case Op.MOVQ_X_R64:
      return Move.extend<u64>(rec, Xmm.generalSource<u64>(rec));
    case Op.MOVD_R32_X:
      return Move.toGeneral<u32>(rec);
    case Op.MOVQ_R64_X:
      return Move.toGeneral<u64>(rec);
    case Op.PINSRW_X_R32_I:
      Move.insert(rec, Reg.get<u16>(b));
      return Rec.next(rec);
    case Op.PINSRW_X_M16_I: {
      const source = Xmm.readable<u16>(rec);
      if (source == 0) return Rec.fault(rec);
      Move.insert(rec, load<u16>(source));
      return Rec.next(rec);
    }
    case Op.PEXTRW_R32_X_I:
      Reg.set<u32>(a, <u32>load<u16>(Xmm.at(b) + Move.word(rec)));
      return Rec.next(rec);
    case Op.MOVMSKPS_R32_X:
      Reg.set<u32>(a, i32x4.bitmask(Xmm.get(b)));
      return Rec.next(rec);
    case Op.MOVMSKPD_R32_X:
      Reg.set<u32>(a, i64x2.bitmask(Xmm.get(b)));
      return Rec.next(rec);
    case Op.PMOVMSKB_R32_X:
      Reg.set<u32>(a, i8x16.bitmask(Xmm.get(b)));
      return Rec.next(rec);
    case Op.MASKMOVDQU_X_X:
      return Move.masked(rec);
    default:
      return unreachable();
  }
}

class Move {
  /** 16 bytes; either address is 0 after a fault. */
  static copy(rec: usize, target: usize, source: usize): usize {
    if (target == 0 || source == 0) return Rec.fault(rec);
    v128.store(target, v128.load(source));
    return Rec.next(rec);
  }
  /** A T from `source`, 0 after a fault, into a register, and zeros above it. */
  @inline static extend<T extends number>(rec: usize, source: usize): usize {
    if (source == 0) return Rec.fault(rec);
    Xmm.set(Rec.a(rec), i64x2(<u64>load<T>(source), 0));
    return Rec.next(rec);
  }
  @inline static load<T extends number>(rec: usize): usize {
    return Move.extend<T>(rec, Xmm.readable<T>(rec));
  }
  @inline static store<T extends number>(rec: usize, value: T): usize {
    const target = Xmm.writable<T>(rec);
    if (target == 0) return Rec.fault(rec);
    store<T>(target, value);
    return Rec.next(rec);
  }
  /** Into the half of a register that begins at a byte; the other stays. */
  static loadHalf(rec: usize, at: usize): usize {
    const source = Xmm.readable<u64>(rec);
    if (source == 0) return Rec.fault(rec);
    store<u64>(Xmm.at(Rec.a(rec)) + at, load<u64>(source));
    return Rec.next(rec);
  }
  @inline static toGeneral<T extends number>(rec: usize): usize {
    const value = load<T>(Xmm.at(Rec.b(rec)));
    if (Rec.a(rec) == IN_MEMORY) return Move.store<T>(rec, value);
    Reg.set<T>(Rec.a(rec), value);
    return Rec.next(rec);
  }
  /** The byte where the word that the immediate names begins. */
  @inline static word(rec: usize): usize {
    return <usize>(Rec.immediate(rec) & 7) * 2;
  }
  static insert(rec: usize, value: u16): void {
    store<u16>(Xmm.at(Rec.a(rec)) + Move.word(rec), value);
  }
  /** The bytes whose mask has its highest bit set, and no other byte is looked at. */
  static masked(rec: usize): usize {
    const target = Rec.address(rec);
    const mask = i8x16.bitmask(Xmm.get(Rec.b(rec)));
    for (let byte: u32 = 0; byte < 16; byte++) {
      if (((mask >>> byte) & 1) != 0 && Mem.unwritable<u8>(target + <u64>byte)) return Rec.fault(rec);
    }
    for (let byte: u32 = 0; byte < 16; byte++) {
      if (((mask >>> byte) & 1) == 0) continue;
      store<u8>(<usize>(target + <u64>byte), load<u8>(Xmm.at(Rec.a(rec)) + <usize>byte));
    }
    return Rec.next(rec);
  }
}

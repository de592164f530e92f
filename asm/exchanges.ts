/** xadd, cmpxchg and its wide relatives; none of them branches. */

import { Fault, Flag, Op, REG_RAX, REG_RBX, REG_RCX, REG_RDX } from './abi';
import { Alu, Fn } from './alu';
import { Flags, Reg } from './cpu';
import { Mem, raise } from './memory';
import { Rec } from './record';
import { strings } from './strings';

class Exchange {
  /** The sum is written last: `xadd rax, rax` doubles. */
  @inline static add<T extends number>(rec: usize): usize {
    const old = Reg.get<T>(Rec.a(rec));
    const sum = Alu.binary<T>(Fn.ADD, old, Reg.get<T>(Rec.b(rec)));
    Reg.set<T>(Rec.b(rec), old);
    Reg.set<T>(Rec.a(rec), sum);
    return Rec.next(rec);
  }
  @inline static addMemory<T extends number>(rec: usize): usize {
    const place = Rec.address(rec);
    if (Mem.unwritable<T>(place)) return Rec.fault(rec);
    const old = load<T>(<usize>place);
    store<T>(<usize>place, Alu.binary<T>(Fn.ADD, old, Reg.get<T>(Rec.b(rec))));
    Reg.set<T>(Rec.b(rec), old);
    return Rec.next(rec);
  }

  @inline static compare<T extends number>(rec: usize): usize {
    const old = Reg.get<T>(Rec.a(rec));
    Alu.binary<T>(Fn.CMP, Reg.get<T>(REG_RAX), old);
    if (Flags.e()) Reg.set<T>(Rec.a(rec), Reg.get<T>(Rec.b(rec)));
    else Reg.set<T>(REG_RAX, old);
    return Rec.next(rec);
  }
  /** It must be writable even where nothing is exchanged. */
  @inline static compareMemory<T extends number>(rec: usize): usize {
    const place = Rec.address(rec);
    if (Mem.unwritable<T>(place)) return Rec.fault(rec);
    const old = load<T>(<usize>place);
    Alu.binary<T>(Fn.CMP, Reg.get<T>(REG_RAX), old);
    if (Flags.e()) store<T>(<usize>place, Reg.get<T>(Rec.b(rec)));
    else Reg.set<T>(REG_RAX, old);
    return Rec.next(rec);
  }

  /** Of two Ts in memory with rdx:rax, for rcx:rbx; of the flags only ZF changes. */
  @inline static comparePair<T extends number>(rec: usize): usize {
    const place = Rec.address(rec);
    if (sizeof<T>() == 8 && (place & 15) != 0) {
      raise(Fault.GENERAL_PROTECTION, place, 16, 0);
      return Rec.fault(rec);
    }
    const second = place + <u64>sizeof<T>();
    if (Mem.unwritable<T>(place) || Mem.unwritable<T>(second)) return Rec.fault(rec);
    const low = load<T>(<usize>place);
    const high = load<T>(<usize>second);
    const equal = low == Reg.get<T>(REG_RAX) && high == Reg.get<T>(REG_RDX);
    if (equal) {
      store<T>(<usize>place, Reg.get<T>(REG_RBX));
      store<T>(<usize>second, Reg.get<T>(REG_RCX));
    } else {
      Reg.set<T>(REG_RAX, low);
      Reg.set<T>(REG_RDX, high);
    }
    Flags.fromWord((<u32>Flags.toWord() & ~Flag.ZF) | (equal ? Flag.ZF : 0));
    return Rec.next(rec);
  }
}

/** Executes one record and returns the one that comes next. */
export function exchanges(rec: usize): usize {
  switch (Rec.op(rec)) {
    case Op.XADD_R8_R8:
      return Exchange.add<u8>(rec);
    case Op.XADD_M8_R8:
      return Exchange.addMemory<u8>(rec);
    case Op.XADD_R16_R16:
      return Exchange.add<u16>(rec);
    case Op.XADD_M16_R16:
      return Exchange.addMemory<u16>(rec);
    case Op.XADD_R32_R32:
      return Exchange.add<u32>(rec);
    case Op.XADD_M32_R32:
      return Exchange.addMemory<u32>(rec);
    case Op.XADD_R64_R64:
      return Exchange.add<u64>(rec);
    case Op.XADD_M64_R64:
      return Exchange.addMemory<u64>(rec);
    case Op.CMPXCHG_R8_R8:
      return Exchange.compare<u8>(rec);
    case Op.CMPXCHG_M8_R8:
      return Exchange.compareMemory<u8>(rec);
    case Op.CMPXCHG_R16_R16:
      return Exchange.compare<u16>(rec);
    case Op.CMPXCHG_M16_R16:
      return Exchange.compareMemory<u16>(rec);
    case Op.CMPXCHG_R32_R32:
      return Exchange.compare<u32>(rec);
    case Op.CMPXCHG_M32_R32:
      return Exchange.compareMemory<u32>(rec);
    case Op.CMPXCHG_R64_R64:
      return Exchange.compare<u64>(rec);
    case Op.CMPXCHG_M64_R64:
      return Exchange.compareMemory<u64>(rec);
    case Op.CMPXCHG8B_M64:
      return Exchange.comparePair<u32>(rec);
    case Op.CMPXCHG16B_M128:
      return Exchange.comparePair<u64>(rec);
    default:
      return strings(rec);
  }
}

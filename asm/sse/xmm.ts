/** How SSE operations meet their operands, which are registers or memory without the operation knowing which. */

import { Fault, STATE, REG_XMM } from '../abi';
import { Mem, raise } from '../memory';
import { IN_MEMORY, Rec } from '../record';

export class Xmm {
  /** Where an xmm register lies. */
  @inline static at(slot: usize): usize {
    return <usize>STATE + REG_XMM + slot;
  }
  @inline static get(slot: usize): v128 {
    return v128.load(slot, STATE + REG_XMM);
  }
  @inline static set(slot: usize, value: v128): void {
    v128.store(slot, value, STATE + REG_XMM);
  }
  /** Of four lanes that which the two lowest bits of a number name. */
  static lane(from: v128, number: u32): i32 {
    switch (number & 3) {
      case 0:
        return i32x4.extract_lane(from, 0);
      case 1:
        return i32x4.extract_lane(from, 1);
      case 2:
        return i32x4.extract_lane(from, 2);
      default:
        return i32x4.extract_lane(from, 3);
    }
  }

  /** Where the second operand lies, of which T is read; 0 after a fault. */
  @inline static source<T>(rec: usize): usize {
    const slot = Rec.b(rec);
    return slot == IN_MEMORY ? Xmm.readable<T>(rec) : Xmm.at(slot);
  }
  /** The same for 16 bytes, which must be aligned in memory. */
  @inline static alignedSource(rec: usize): usize {
    const slot = Rec.b(rec);
    return slot == IN_MEMORY ? Xmm.alignedReadable(rec) : Xmm.at(slot);
  }
  /** The same for an operand that is a general-purpose register or memory. */
  @inline static generalSource<T>(rec: usize): usize {
    const slot = Rec.b(rec);
    return slot == IN_MEMORY ? Xmm.readable<T>(rec) : <usize>STATE + slot;
  }

  /** The address of the operand in memory, of which T is read; 0 after a fault. */
  static readable<T>(rec: usize): usize {
    const address = Rec.address(rec);
    return Mem.unreadable<T>(address) ? 0 : <usize>address;
  }
  static alignedReadable(rec: usize): usize {
    const address = Rec.address(rec);
    return misaligned(address, 16) || Mem.unreadable<v128>(address) ? 0 : <usize>address;
  }
  /** The address of the operand in memory, where T is written; 0 after a fault. */
  static writable<T>(rec: usize): usize {
    const address = Rec.address(rec);
    return Mem.unwritable<T>(address) ? 0 : <usize>address;
  }
  static alignedWritable(rec: usize): usize {
    const address = Rec.address(rec);
    return misaligned(address, 16) || Mem.unwritable<v128>(address) ? 0 : <usize>address;
  }
}

/** Whether an address is no multiple of 16, with the fault of an access of so many bytes written down. */
export function misaligned(address: u64, size: u32): bool {
  if ((address & 15) == 0) return false;
  raise(Fault.GENERAL_PROTECTION, address, size, 0);
  return true;
}

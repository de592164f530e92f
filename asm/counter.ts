/** rcx as a counter, or ecx alone under an address-size prefix. */

import { Op, REG_RCX } from './abi';
import { Flags, Reg } from './cpu';
import { Rec } from './record';

export class Counter {
  @inline static get(rec: usize): u64 {
    return Rec.isNarrow(rec) ? <u64>Reg.get<u32>(REG_RCX) : Reg.get<u64>(REG_RCX);
  }
  /** One less than it was, or as much less as is said. */
  static count(rec: usize, by: u32 = 1): u64 {
    const rest = Counter.get(rec) - <u64>by;
    if (!Rec.isNarrow(rec)) Reg.set<u64>(REG_RCX, rest);
    else Reg.set<u32>(REG_RCX, <u32>rest);
    return Counter.get(rec);
  }
  /** Whether a branch that counts is taken. */
  static decides(rec: usize): bool {
    const op = Rec.op(rec);
    if (op == Op.JRCXZ_REL) return Counter.get(rec) == 0;
    if (Counter.count(rec) == 0) return false;
    return op == Op.LOOP_REL || Flags.e() == (op == Op.LOOPE_REL);
  }
}

/** rcx as a counter, or ecx alone under an address-size prefix. */

import { REG_RCX } from './abi';
import { Reg } from './cpu';
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
}

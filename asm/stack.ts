/** push, pop and their relatives. They return false when an access faults, with rsp and memory as they were. */

import { Flag, REG_RBP, REG_RSP } from './abi';
import { Flags, Reg } from './cpu';
import { Mem } from './memory';
import { Rec } from './record';

/** The flags that a program in user mode may load beside the six arithmetic ones; trap mode is the host's. */
const LOADABLE: u32 = Flag.DF;

export class Stack {
  @inline static push<T extends number>(value: T): bool {
    const rsp = Reg.get<u64>(REG_RSP) - <u64>sizeof<T>();
    const target = Mem.writable<T>(rsp);
    if (target == 0) return false;
    store<T>(target, value);
    Reg.set<u64>(REG_RSP, rsp);
    return true;
  }

  static pushMemory<T extends number>(rec: usize): bool {
    const source = Mem.readable<T>(Rec.address(rec));
    return source != 0 && Stack.push<T>(load<T>(source));
  }

  /** `pop rsp` leaves what was popped, so rsp moves first. */
  @inline static pop<T extends number>(rec: usize): bool {
    const rsp = Reg.get<u64>(REG_RSP);
    const source = Mem.readable<T>(rsp);
    if (source == 0) return false;
    Reg.set<u64>(REG_RSP, rsp + <u64>sizeof<T>());
    Reg.set<T>(Rec.a(rec), load<T>(source));
    return true;
  }

  /** An address that uses rsp means rsp after the pop (SDM volume 2, POP). */
  static popMemory<T extends number>(rec: usize): bool {
    const rsp = Reg.get<u64>(REG_RSP);
    const source = Mem.readable<T>(rsp);
    if (source == 0) return false;
    Reg.set<u64>(REG_RSP, rsp + <u64>sizeof<T>());
    const target = Mem.writable<T>(Rec.address(rec));
    if (target == 0) {
      Reg.set<u64>(REG_RSP, rsp);
      return false;
    }
    store<T>(target, load<T>(source));
    return true;
  }

  static popFlags(): bool {
    const rsp = Reg.get<u64>(REG_RSP);
    const source = Mem.readable<u64>(rsp);
    if (source == 0) return false;
    const word = load<u32>(source);
    Reg.set<u64>(REG_RSP, rsp + 8);
    Flags.fromWord(word);
    Flags.setOthers((Flags.others() & ~LOADABLE) | (word & LOADABLE));
    return true;
  }

  @inline static leave(): bool {
    const rbp = Reg.get<u64>(REG_RBP);
    const source = Mem.readable<u64>(rbp);
    if (source == 0) return false;
    Reg.set<u64>(REG_RSP, rbp + 8);
    Reg.set<u64>(REG_RBP, load<u64>(source));
    return true;
  }
}

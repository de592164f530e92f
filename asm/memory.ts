/** Checked access to guest memory. */

import {
  Fault,
  FAULT_ADDRESS,
  FAULT_KIND,
  FAULT_SIZE,
  FAULT_SOURCE,
  PAGE_BITS,
  PAGE_SIZE,
  Permission,
  PERMISSIONS,
  STATE,
} from './abi';

/** The fault kind, of this folder alone, of a store into code that has been decoded: see `run` in index.ts. */
export const CODE_WRITE: i32 = -1;

/** Set while the one instruction runs that may store into decoded code. */
let codeIsWritable: bool = false;

export function setCodeIsWritable(writable: bool): void {
  codeIsWritable = writable;
}

export class Mem {
  /** Bits that an aligned address below 4 GiB does not have: one mask rules out what needs a closer look. */
  @inline static unusual<T extends number>(): u64 {
    return 0xffff_ffff_0000_0000 | <u64>(sizeof<T>() - 1);
  }

  @inline static permissions(address: u64): i32 {
    return <i32>load<u8>(<usize>(address >> PAGE_BITS), PERMISSIONS);
  }

  /** Where to load a T from; 0 when that faults, with the fault written down. */
  @inline static readable<T extends number>(address: u64): usize {
    if ((address & Mem.unusual<T>()) == 0 && (Mem.permissions(address) & Permission.READ) != 0) return <usize>address;
    return check(address, sizeof<T>(), Permission.READ);
  }

  /** Where to store a T, or to load and store one; 0 when that faults, with the fault written down. */
  @inline static writable<T extends number>(address: u64): usize {
    if (
      (address & Mem.unusual<T>()) == 0 &&
      (Mem.permissions(address) & (Permission.WRITE | Permission.DECODED)) == Permission.WRITE
    ) {
      return <usize>address;
    }
    return check(address, sizeof<T>(), Permission.WRITE);
  }
}

/** The same for any address and size, page by page. */
function check(address: u64, size: u32, wanted: i32): usize {
  const end = address + <u64>size;
  let at = address;
  while (at < end || end < address) {
    if (at > 0xffff_ffff || (Mem.permissions(at) & wanted) == 0) {
      return refuse(wanted == Permission.READ ? Fault.READ : Fault.WRITE, at, size);
    }
    if (wanted == Permission.WRITE && (Mem.permissions(at) & Permission.DECODED) != 0 && !codeIsWritable) {
      return refuse(CODE_WRITE, at, size);
    }
    at = (at | <u64>(PAGE_SIZE - 1)) + 1;
  }
  return <usize>address;
}

function refuse(kind: i32, address: u64, size: u32): usize {
  raise(kind, address, size, 0);
  return 0;
}

/** Writes a fault down for the host. */
export function raise(kind: i32, address: u64, size: u32, source: u64): void {
  store<i32>(STATE, kind, FAULT_KIND);
  store<u32>(STATE, size, FAULT_SIZE);
  store<u64>(STATE, address, FAULT_ADDRESS);
  store<u64>(STATE, source, FAULT_SOURCE);
}

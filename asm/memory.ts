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
  STORES_SEEN,
} from './abi';
import { touch } from './clean-pages';
import { isWatched } from './watches';

/**
 * Fault kinds of this folder alone, for what stops the loop before it happens (see `run` in index.ts): a store into
 * code that has been decoded, an access to what is watched.
 */
export const CODE_WRITE: i32 = -1;
export const WATCHED_READ: i32 = -2;
export const WATCHED_WRITE: i32 = -3;

/** Set while the one instruction runs that may do so. */
let isPassing: bool = false;
let wroteCode: bool = false;

export function beginPassing(): void {
  isPassing = true;
  wroteCode = false;
}

/** Returns whether decoded code has been written. */
export function endPassing(): bool {
  isPassing = false;
  return wroteCode;
}

export class Mem {
  /** Whether a T may not be loaded from there, with the fault written down. */
  @inline static unreadable<T>(address: u64): bool {
    const missing = (Mem.permissions(address) & (Permission.READ | Permission.WATCHED)) ^ Permission.READ;
    return (
      (Mem.unusual<T>(address) | <u64>missing) != 0 && !check(address, <u32>sizeof<T>(), Permission.READ)
    );
  }

  /** Whether a T may not be stored, or loaded and stored, there, with the fault written down. */
  @inline static unwritable<T>(address: u64): bool {
    const missing = (Mem.permissions(address) & (Permission.WRITE | STORES_SEEN)) ^ Permission.WRITE;
    return (
      (Mem.unusual<T>(address) | <u64>missing) != 0 && !check(address, <u32>sizeof<T>(), Permission.WRITE)
    );
  }

  /** The same for so many bytes. */
  static unreadableBytes(address: u64, size: u32): bool {
    return !check(address, size, Permission.READ);
  }
  static unwritableBytes(address: u64, size: u32): bool {
    return !check(address, size, Permission.WRITE);
  }

  /** Not zero when the address is past 4 GiB or not a multiple of the size, and needs a closer look. */
  @inline static unusual<T>(address: u64): u64 {
    return address & (0xffff_ffff_0000_0000 | <u64>(sizeof<T>() - 1));
  }

  /** Of the page at the low 32 bits of the address. */
  @inline static permissions(address: u64): i32 {
    return <i32>load<u8>(<usize>(<u32>address >>> PAGE_BITS), PERMISSIONS);
  }
}

/** The closer look, for any address and size, page by page. */
function check(address: u64, size: u32, wanted: i32): bool {
  if (!isPassing && isWatched(address, size, wanted)) {
    return refuse(wanted == Permission.READ ? WATCHED_READ : WATCHED_WRITE, address, size);
  }
  const end = address + <u64>size;
  let at = address;
  while (at < end || end < address) {
    if (at > 0xffff_ffff || (Mem.permissions(at) & wanted) == 0) {
      return refuse(wanted == Permission.READ ? Fault.READ : Fault.WRITE, at, size);
    }
    if (wanted == Permission.WRITE) {
      if ((Mem.permissions(at) & Permission.DECODED) != 0) {
        if (!isPassing) return refuse(CODE_WRITE, at, size);
        wroteCode = true;
      }
      touch(<u32>at >>> PAGE_BITS);
    }
    at = (at | <u64>(PAGE_SIZE - 1)) + 1;
  }
  return true;
}

function refuse(kind: i32, address: u64, size: u32): bool {
  raise(kind, address, size, 0);
  return false;
}

/** Writes a fault down for the host. */
export function raise(kind: i32, address: u64, size: u32, source: u64): void {
  store<i32>(STATE, kind, FAULT_KIND);
  store<u32>(STATE, size, FAULT_SIZE);
  store<u64>(STATE, address, FAULT_ADDRESS);
  store<u64>(STATE, source, FAULT_SOURCE);
}

/** Which pages have been written to since the last snapshot. */

import { Permission, PERMISSIONS } from './abi';

const ALL_CLEAN: u64 = <u64>Permission.CLEAN * 0x0101_0101_0101_0101;

/** The first page from this one on, and below `end`, that is not CLEAN; `end` when there is none. Eight at a time. */
export function nextWritten(page: u32, end: u32): u32 {
  let at = page & ~7;
  let missing = Clean.missing(at) & (u64.MAX_VALUE << ((page & 7) * 8));
  while (missing == 0) {
    at += 8;
    if (at >= end) return end;
    missing = Clean.missing(at);
  }
  return min(at + <u32>(ctz(missing) >> 3), end);
}

class Clean {
  /** The bit of each of eight pages that has it not. */
  @inline static missing(page: u32): u64 {
    return (load<u64>(<usize>page, PERMISSIONS) & ALL_CLEAN) ^ ALL_CLEAN;
  }
}

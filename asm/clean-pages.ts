/** Which pages have been written to since the last snapshot. */

import { MOST_WRITTEN, Permission, PERMISSIONS, STATE, UNTOUCHED, WRITTEN, WRITTEN_COUNT } from './abi';

const ALL_CLEAN: u64 = <u64>Permission.CLEAN * 0x0101_0101_0101_0101;

/** To be called before a store to a page. */
export function touch(page: u32): void {
  const permission = load<u8>(<usize>page, PERMISSIONS);
  store<u8>(<usize>page, permission & ~(<u8>UNTOUCHED), PERMISSIONS);
  if ((permission & Permission.CLEAN) == 0) return;
  const count = load<u32>(STATE, WRITTEN_COUNT);
  if (count < <u32>MOST_WRITTEN) store<u32>(<usize>WRITTEN + <usize>count * 4, page);
  store<u32>(STATE, count + 1, WRITTEN_COUNT);
}

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

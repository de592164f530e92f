/** Watchpoints: which accesses the machine stops before. Their pages are marked WATCHED by the host. */

import { STATE, WATCH_COUNT, WATCH_SIZE, WATCHES } from './abi';

/** @param access `Permission.READ` or `WRITE` */
export function isWatched(address: u64, size: u32, access: i32): bool {
  const end = STATE + load<u32>(STATE, WATCH_COUNT) * WATCH_SIZE;
  for (let watch: usize = STATE; watch < <usize>end; watch += WATCH_SIZE) {
    const start = <u64>load<u32>(watch, WATCHES);
    const length = <u64>load<u32>(watch, WATCHES + 4);
    const isInside = address < start + length && address + <u64>size > start;
    if (isInside && (load<i32>(watch, WATCHES + 8) & access) != 0) return true;
  }
  return false;
}

/** Which pages hold code that has been decoded, so that a store into one can be noticed. */

import { PAGE_BITS, Permission, PERMISSIONS } from './abi';

const NONE: u32 = 0xffff_ffff;

/** Every page marked DECODED lies between them. */
let lowest: u32 = NONE;
let highest: u32 = 0;

export function isExecutable(address: u32): bool {
  return (load<u8>(<usize>(address >>> PAGE_BITS), PERMISSIONS) & Permission.EXECUTE) != 0;
}

/** Notes that records depend on the bytes of the page at an address. */
export function markDecoded(address: u32): void {
  const page = address >>> PAGE_BITS;
  store<u8>(<usize>page, load<u8>(<usize>page, PERMISSIONS) | <u8>Permission.DECODED, PERMISSIONS);
  lowest = min(lowest, page);
  highest = max(highest, page);
}

export function clearDecoded(): void {
  if (lowest == NONE) return;
  for (let page = lowest; page <= highest; page++) {
    store<u8>(<usize>page, load<u8>(<usize>page, PERMISSIONS) & ~(<u8>Permission.DECODED), PERMISSIONS);
  }
  lowest = NONE;
  highest = 0;
}

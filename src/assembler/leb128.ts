/** Numbers of variable length: seven bits a byte, the lowest first (DWARF 5, section 7.6). */

/** @param size Bytes to take at least; further ones change nothing. */
export function leb128(value: bigint, isSigned: boolean, size = 1): number[] {
  const bytes: number[] = [];
  let rest = isSigned ? value : BigInt.asUintN(64, value);
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = isSigned ? rest === (low & 0x40 ? -1n : 0n) : rest === 0n;
    if (done && bytes.length + 1 >= size) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

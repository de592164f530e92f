/** The edge to JSON: 64-bit values become "0x" strings. */

/** For `JSON.stringify`: `JSON.stringify(contexts(runtime), bigintAsHex, 2)`. */
export function bigintAsHex(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `0x${value.toString(16)}` : value;
}

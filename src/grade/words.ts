/** The words of the sentences. */

export function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

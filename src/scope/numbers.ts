/** Numbers as people read them. */

/** `1,000,000`. */
export function grouped(number: number): string {
  return number.toLocaleString('en-US');
}

/** `0x2a`. */
export function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

/** A moment of the virtual clock. */
export function timeText(nanoseconds: number): string {
  return `${(nanoseconds / 1e6).toLocaleString('en-US', { maximumFractionDigits: 6 })} ms`;
}

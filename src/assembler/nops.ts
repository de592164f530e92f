/** What GNU as 2.40 fills gaps between instructions with, for a generic x86-64 processor. */

/** By length; the processor runs each as one instruction (SDM volume 2, NOP, and prefixes before it). */
const NOPS: readonly (readonly number[])[] = [
  [],
  [0x90],
  [0x66, 0x90],
  [0x0f, 0x1f, 0x00],
  [0x0f, 0x1f, 0x40, 0x00],
  [0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x0f, 0x1f, 0x80, 0x00, 0x00, 0x00, 0x00],
  [0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0x66, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0x66, 0x2e, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0x66, 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
];
const LONGEST = NOPS.length - 1;
/** A gap with more of the longest ones than this is jumped over. */
const MOST = 7;

/** Fills `bytes[start .. start + length)`. */
export function fillWithNops(bytes: Uint8Array, start: number, length: number): void {
  let at = start;
  const end = start + length;
  if (Math.floor(length / LONGEST) > MOST) {
    const short = length - 2 < 128;
    const distance = length - (short ? 2 : 5);
    bytes[at++] = short ? 0xeb : 0xe9;
    for (let shift = 0; shift < (short ? 8 : 32); shift += 8) bytes[at++] = distance >> shift;
  }
  while (at < end) {
    const nop = NOPS[Math.min(LONGEST, end - at)] ?? [];
    bytes.set(nop, at);
    at += nop.length;
  }
}

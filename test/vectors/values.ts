/** Numbers to try: edges of every width and, seeded, anything. */

/** xorshift128 (Marsaglia 2003): the same numbers on every run. */
export class Random {
  #state: [number, number, number, number];
  constructor(seed: number) {
    this.#state = [seed | 1, 0x9e37_79b9, 0x243f_6a88, 0xb7e1_5162];
    for (let round = 0; round < 16; round++) this.u32();
  }
  u32(): number {
    const [x, y, z, w] = this.#state;
    const t = x ^ (x << 11);
    const next = w ^ (w >>> 19) ^ (t ^ (t >>> 8));
    this.#state = [y, z, w, next];
    return next >>> 0;
  }
  /** 0 up to, not including, a limit. */
  below(limit: number): number {
    return this.u32() % limit;
  }
  u64(): bigint {
    return (BigInt(this.u32()) << 32n) | BigInt(this.u32());
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

/** 0, 1, -1, the smallest and the greatest, their neighbours, and bit patterns that carry and parity care about. */
export function edges(width: number): readonly bigint[] {
  const top = 1n << BigInt(width - 1);
  const small = [0n, 1n, 2n, 3n, 0xfn, 0x10n, 0x7fn, 0x80n, 0x81n, 0xffn, 0x100n, 0x7fffn, 0x8000n, 0xffffn];
  const near = [top, top - 1n, top + 1n, -1n, -2n, -0x80n, -0x81n, top >> 1n];
  const patterns = [0x5555_5555_5555_5555n, 0xaaaa_aaaa_aaaa_aaaan, 0x0f0f_0f0f_0f0f_0f0fn];
  return [...new Set([...small, ...near, ...patterns].map((value) => BigInt.asUintN(width, value)))];
}

/** What stands above a narrow operand in its register: instructions must keep it, or clear it. */
const UPPER = [0n, 0xffff_ffff_ffff_ffffn, 0xfedc_ba98_7654_3210n, 0x8000_0000_0000_0000n];

/** A 64-bit register whose low bits are an operand: an edge in two cases of three. */
export function operandValue(random: Random, width: number): bigint {
  const low = random.below(3) > 0 ? random.pick(edges(width)) : BigInt.asUintN(width, random.u64());
  const mask = (1n << BigInt(width)) - 1n;
  return (random.pick(UPPER) & ~mask) | low;
}

/** Shift counts: none, one, around every width, and those that are masked to another. */
export function counts(width: number): readonly bigint[] {
  const around = [width - 1, width, width + 1].map(BigInt);
  const fixed = [0n, 1n, 2n, 4n, 7n, 8n, 9n, 16n, 31n, 32n, 33n, 63n, 64n, 65n, 0x81n, 0xffn];
  return [...new Set([...fixed, ...around])];
}

const ARITHMETIC = [0x001, 0x004, 0x010, 0x040, 0x080, 0x800] as const;

/** One of the 64 combinations of the arithmetic flags; every other number has DF. */
export function flagsOf(number: number): number {
  const word = ARITHMETIC.reduce((flags, bit, index) => flags | ((number >> index) & 1 ? bit : 0), 0);
  return word | ((number >> 6) & 1 ? 0x400 : 0);
}

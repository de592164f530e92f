/** Numbers that nobody guesses from the program, and that are the same each time: a verdict can be had again. */

const MULTIPLIER = 0x5851f42d4c957f2dn;
const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** PCG XSH-RR (O'Neill, 2014) that begins at the FNV-1a hash of a text. */
export class Random {
  #state: bigint;

  constructor(seed: string) {
    let hash = FNV_OFFSET;
    for (const byte of new TextEncoder().encode(seed)) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * FNV_PRIME);
    }
    this.#state = hash | 1n;
  }

  /** A whole number from 0 up to, and not including, `end`, which is at most 2^32. */
  below(end: number): number {
    return Math.floor((this.#next() / 2 ** 32) * end);
  }

  /** So many random bits, a multiple of 32. */
  bits(count: number): bigint {
    let value = 0n;
    for (let have = 0; have < count; have += 32) value = (value << 32n) | BigInt(this.#next());
    return value;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  #next(): number {
    const state = this.#state;
    this.#state = BigInt.asUintN(64, state * MULTIPLIER + 1n);
    const mixed = Number(BigInt.asUintN(32, ((state >> 18n) ^ state) >> 27n));
    const turn = Number(state >> 59n);
    return ((mixed >>> turn) | (mixed << (-turn & 31))) >>> 0;
  }
}

/** Numbers that nobody guesses from the program, and that are the same each time: a verdict can be had again. */

const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;

/** sfc32 of PractRand, which begins at hashes of a text. */
export class Random {
  readonly #state: Uint32Array;

  constructor(seed: string) {
    const bytes = new TextEncoder().encode(seed);
    this.#state = Uint32Array.of(hashOf(bytes, 1), hashOf(bytes, 2), hashOf(bytes, 3), 1);
    for (let round = 0; round < 12; round++) this.#next();
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
    const [a, b, c, counter] = state as unknown as [number, number, number, number];
    const sum = (a + b + counter) >>> 0;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    state[3] = counter + 1;
    return sum;
  }
}

/** FNV-1a, with a byte in front. */
function hashOf(bytes: Uint8Array, first: number): number {
  let hash = Math.imul(FNV_OFFSET ^ first, FNV_PRIME);
  for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return hash >>> 0;
}

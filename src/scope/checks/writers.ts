/** Who has written what last: for each 8 bytes of memory, the instruction. */

export interface Writer {
  readonly address: number;
  /** Number of the instruction, from 1. */
  readonly time: number;
  readonly strand: number;
}

const CHUNK_BITS = 16;
const SLOTS = 1 << (CHUNK_BITS - 3);
/** Beyond this much written memory, new parts of it are not followed: 64 KiB each. */
const MOST_CHUNKS = 2_048;

interface Chunk {
  readonly times: Float64Array;
  readonly addresses: Uint32Array;
  readonly strands: Uint32Array;
}

export class Writers {
  readonly #chunks = new Map<number, Chunk>();
  #latest: Chunk | undefined;
  #latestKey = -1;

  record(address: number, bytes: number, writer: number, time: number, strand: number): void {
    for (let slot = address >>> 3; slot * 8 < address + bytes; slot++) {
      const chunk = this.#chunk(slot >>> (CHUNK_BITS - 3), true);
      if (!chunk) return;
      const at = slot % SLOTS;
      chunk.times[at] = time;
      chunk.addresses[at] = writer;
      chunk.strands[at] = strand;
    }
  }

  /** 0 when no instruction has written there that was followed. */
  timeOf(address: number): number {
    return this.#chunk(address >>> CHUNK_BITS, false)?.times[(address >>> 3) % SLOTS] ?? 0;
  }

  of(address: number): Writer | undefined {
    const time = this.timeOf(address);
    if (time === 0) return undefined;
    const chunk = this.#chunk(address >>> CHUNK_BITS, false)!;
    const at = (address >>> 3) % SLOTS;
    return { time, address: chunk.addresses[at]!, strand: chunk.strands[at]! };
  }

  #chunk(key: number, make: boolean): Chunk | undefined {
    if (key === this.#latestKey) return this.#latest;
    let chunk = this.#chunks.get(key);
    if (!chunk) {
      if (!make || this.#chunks.size === MOST_CHUNKS) return undefined;
      chunk = {
        times: new Float64Array(SLOTS),
        addresses: new Uint32Array(SLOTS),
        strands: new Uint32Array(SLOTS),
      };
      this.#chunks.set(key, chunk);
    }
    this.#latestKey = key;
    this.#latest = chunk;
    return chunk;
  }
}

/**
 * A long row of equally large blocks that does not change: a changed row shares with the one before it all that is the
 * same. Two levels, so that a change copies little.
 */

const CHUNK_BITS = 8;

type Chunk<T> = readonly (T | undefined)[];

/** Plain data: blocks are in chunks of 2^CHUNK_BITS; what is missing is all zeros. */
export type Blocks<T = Uint8Array> = readonly (Chunk<T> | undefined)[];

export function blockAt<T>(blocks: Blocks<T>, index: number): T | undefined {
  return blocks[index >>> CHUNK_BITS]?.[index & ((1 << CHUNK_BITS) - 1)];
}

/** With other blocks at some indices, which go upwards. */
export function withBlocks<T>(
  blocks: Blocks<T>,
  indices: readonly number[],
  blockOf: (index: number) => T | undefined,
): Blocks<T> {
  if (indices.length === 0) return blocks;
  const chunks = [...blocks];
  let at = -1;
  let chunk: (T | undefined)[] = [];
  for (const index of indices) {
    if (index >>> CHUNK_BITS !== at) {
      at = index >>> CHUNK_BITS;
      chunk = [...(chunks[at] ?? [])];
      chunks[at] = chunk;
    }
    chunk[index & ((1 << CHUNK_BITS) - 1)] = blockOf(index);
  }
  return chunks;
}

/** The indices, upwards, of the blocks that two rows do not share. */
export function unshared<T>(one: Blocks<T>, other: Blocks<T>): number[] {
  const found: number[] = [];
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const mine = one[at];
    const theirs = other[at];
    if (mine === theirs) continue;
    for (let index = 0; index < 1 << CHUNK_BITS; index++) {
      if (mine?.[index] !== theirs?.[index]) found.push((at << CHUNK_BITS) | index);
    }
  }
  return found;
}

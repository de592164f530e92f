/**
 * A long row of equally large blocks of bytes that does not change: a changed row shares with the one before it all
 * that is the same. Two levels, so that a change copies little.
 */

const CHUNK_BITS = 8;

type Chunk = readonly (Uint8Array | undefined)[];

/** Plain data: blocks are in chunks of 2^CHUNK_BITS; what is missing is all zeros. */
export type Blocks = readonly (Chunk | undefined)[];

export function blockAt(blocks: Blocks, index: number): Uint8Array | undefined {
  return blocks[index >>> CHUNK_BITS]?.[index & ((1 << CHUNK_BITS) - 1)];
}

/** With other blocks at some indices, which go upwards. */
export function withBlocks(
  blocks: Blocks,
  indices: readonly number[],
  blockOf: (index: number) => Uint8Array | undefined,
): Blocks {
  if (indices.length === 0) return blocks;
  const chunks = [...blocks];
  let at = -1;
  let chunk: (Uint8Array | undefined)[] = [];
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
export function unshared(one: Blocks, other: Blocks): number[] {
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

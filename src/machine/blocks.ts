/**
 * A long row of equally large blocks that does not change: a changed row shares with the one before it all that is the
 * same. Groups of blocks are in chunks, so that a change copies little:
 *
 *   index   ... chunk ... | group 6 bits | block 5 bits
 */

const BLOCK_BITS = 5;
const GROUP_BITS = 6;
const GROUP_SIZE = 1 << BLOCK_BITS;
const CHUNK_SIZE = 1 << GROUP_BITS;

type Group<T> = readonly (T | undefined)[];
type Chunk<T> = readonly (Group<T> | undefined)[];

/** Plain data; what is missing is all zeros. */
export type Blocks<T = Uint8Array> = readonly (Chunk<T> | undefined)[];

const chunkOf = (index: number): number => index >>> (BLOCK_BITS + GROUP_BITS);
const groupOf = (index: number): number => (index >>> BLOCK_BITS) & (CHUNK_SIZE - 1);
const placeOf = (index: number): number => index & (GROUP_SIZE - 1);

export function blockAt<T>(blocks: Blocks<T>, index: number): T | undefined {
  return blocks[chunkOf(index)]?.[groupOf(index)]?.[placeOf(index)];
}

/** With other blocks at some indices, which go upwards. */
export function withBlocks<T>(
  blocks: Blocks<T>,
  indices: readonly number[],
  blockOf: (index: number) => T | undefined,
): Blocks<T> {
  if (indices.length === 0) return blocks;
  const chunks = blocks.slice();
  let chunk: (Group<T> | undefined)[] = [];
  let group: (T | undefined)[] = [];
  let last = -1;
  for (const index of indices) {
    const at = chunkOf(index);
    if (last === -1 || chunkOf(last) !== at) {
      chunk = chunks[at]?.slice() ?? [];
      chunks[at] = chunk;
      last = -1;
    }
    if (last === -1 || groupOf(last) !== groupOf(index)) {
      group = chunk[groupOf(index)]?.slice() ?? [];
      chunk[groupOf(index)] = group;
    }
    group[placeOf(index)] = blockOf(index);
    last = index;
  }
  return chunks;
}

/** The indices, upwards, of the blocks that two rows do not share. */
export function unshared<T>(one: Blocks<T>, other: Blocks<T>): number[] {
  const found: number[] = [];
  if (one === other) return found;
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const mine = one[at];
    const theirs = other[at];
    if (mine === theirs) continue;
    for (let group = 0; group < CHUNK_SIZE; group++) {
      if (mine?.[group] === theirs?.[group]) continue;
      for (let place = 0; place < GROUP_SIZE; place++) {
        if (mine?.[group]?.[place] === theirs?.[group]?.[place]) continue;
        found.push((at << (BLOCK_BITS + GROUP_BITS)) | (group << BLOCK_BITS) | place);
      }
    }
  }
  return found;
}

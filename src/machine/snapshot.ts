/** Snapshots of a machine: what has not been written to since the one before is shared with it. */

import {
  MOST_WRITTEN,
  PAGE_BITS,
  PAGE_SIZE,
  Permission,
  PERMISSIONS,
  PROGRAM_BASE,
  STATE,
  STATE_SIZE,
  WRITTEN,
  WRITTEN_COUNT,
} from '../../asm/abi.ts';
import { blockAt, unshared, withBlocks, type Blocks } from './blocks.ts';
import type { Exports } from './wasm.ts';

/** A page from its first word that is not 0 to its last: of most stacks little has been used. */
export interface PagePart {
  /** In bytes. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** A machine at one moment, as plain data. Decoded code, breakpoints and watchpoints are no part of it. */
export interface MachineSnapshot {
  /** Of the machine's memory, in bytes. */
  readonly size: number;
  /** The register file and what goes with it: STATE_SIZE bytes. */
  readonly state: Uint8Array;
  /** Memory, a block a page. */
  readonly pages: Blocks<PagePart>;
  /** The permissions of 2^PERMISSION_BITS pages a block. */
  readonly permissions: Blocks;
}

const PERMISSION_BITS = 8;

/** What a snapshot keeps of a permission byte: the others are the machine's notes about this run. */
const KEPT = Permission.READ | Permission.WRITE | Permission.EXECUTE | Permission.GUARD | Permission.ZERO;
/** Where a page begins: as long as nothing is written and nothing is allowed. */
const UNUSED = Permission.ZERO;

const COUNT = (STATE + WRITTEN_COUNT) / 4;
/** In bytes. */
const WORD = 4;
const FIRST_PAGE = PROGRAM_BASE >>> PAGE_BITS;

function permissionOf({ permissions }: MachineSnapshot, page: number): number {
  return blockAt(permissions, page >>> PERMISSION_BITS)?.[page & ((1 << PERMISSION_BITS) - 1)] ?? UNUSED;
}

export class Snapshots {
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;
  readonly #exports: Exports;
  readonly #flush: () => void;
  readonly #end: number;
  /** What CLEAN pages are like: the last snapshot that was taken or restored. */
  #base: MachineSnapshot;

  /**
   * @param bytes the memory of a machine in which nothing has been written.
   * @param flush to be called when code has changed.
   */
  constructor(bytes: Uint8Array, exports: Exports, flush: () => void) {
    this.#bytes = bytes;
    this.#words = new Uint32Array(bytes.buffer);
    this.#exports = exports;
    this.#flush = flush;
    this.#end = bytes.length / PAGE_SIZE;
    this.#base = { size: bytes.length, state: new Uint8Array(STATE_SIZE), pages: [], permissions: [] };
    bytes.fill(UNUSED | Permission.CLEAN, PERMISSIONS + FIRST_PAGE, PERMISSIONS + this.#end);
  }

  /** To be called before the host changes pages, which are given by where their permissions are. */
  touch(first: number, last: number): void {
    if (last - first > MOST_WRITTEN) {
      this.#words[COUNT] = MOST_WRITTEN + 1;
      return;
    }
    for (let at = first; at < last; at++) {
      if ((this.#bytes[at]! & Permission.CLEAN) === 0) continue;
      const count = this.#words[COUNT]!++;
      if (count < MOST_WRITTEN) this.#words[WRITTEN / 4 + count] = at - PERMISSIONS;
    }
  }

  take(): MachineSnapshot {
    const bytes = this.#bytes;
    const base = this.#base;
    const written = this.#written();
    const changed = written.filter(
      (page) => (bytes[PERMISSIONS + page]! & KEPT) !== permissionOf(base, page),
    );
    const blocks = [...new Set(changed.map((page) => page >>> PERMISSION_BITS))];
    this.#base = {
      size: base.size,
      state: bytes.slice(STATE, STATE + STATE_SIZE),
      pages: withBlocks(base.pages, written, (page) => this.#copy(page)),
      permissions: withBlocks(base.permissions, blocks, (block) => this.#permissions(block)),
    };
    for (const page of written) bytes[PERMISSIONS + page]! |= Permission.CLEAN;
    this.#words[COUNT] = 0;
    return this.#base;
  }

  /** @throws RangeError when the snapshot is of a machine of another size. */
  restore(to: MachineSnapshot): void {
    if (to.size !== this.#bytes.length) {
      throw new RangeError(`a snapshot of ${to.size} bytes of memory does not fit ${this.#bytes.length}`);
    }
    const base = this.#base;
    const pages = new Set([...this.#written(), ...unshared(base.pages, to.pages)]);
    for (const block of unshared(base.permissions, to.permissions)) {
      const first = block << PERMISSION_BITS;
      for (let page = first; page < first + (1 << PERMISSION_BITS) && page < this.#end; page++) {
        if (permissionOf(base, page) !== permissionOf(to, page)) pages.add(page);
      }
    }
    let isCode = false;
    for (const page of pages) isCode = this.#restorePage(page, to) || isCode;
    this.#bytes.set(to.state, STATE);
    this.#base = to;
    this.#words[COUNT] = 0;
    if (isCode) this.#flush();
  }

  /** Returns whether decoded code may be another now. */
  #restorePage(page: number, to: MachineSnapshot): boolean {
    const before = this.#bytes[PERMISSIONS + page]!;
    const after = permissionOf(to, page);
    const content = this.#bytes.subarray(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
    const wanted = blockAt(to.pages, page);
    const isDecoded = (before & Permission.DECODED) !== 0;
    const isCode = ((before ^ after) & Permission.EXECUTE) !== 0 || (isDecoded && !isEqual(content, wanted));
    content.fill(0);
    if (wanted) content.set(wanted.bytes, wanted.offset);
    this.#bytes[PERMISSIONS + page] = (before & ~KEPT) | after | Permission.CLEAN;
    return isCode;
  }

  /** The pages that are not CLEAN, upwards. */
  #written(): number[] {
    const found: number[] = [];
    const count = this.#words[COUNT]!;
    if (count <= MOST_WRITTEN) {
      for (let index = 0; index < count; index++) found.push(this.#words[WRITTEN / 4 + index]!);
      return found.sort((one, other) => one - other);
    }
    let page = this.#exports.nextWritten(FIRST_PAGE, this.#end);
    while (page < this.#end) {
      found.push(page);
      page = this.#exports.nextWritten(page + 1, this.#end);
    }
    return found;
  }

  #copy(page: number): PagePart | undefined {
    if ((this.#bytes[PERMISSIONS + page]! & Permission.ZERO) !== 0) return undefined;
    let from = (page * PAGE_SIZE) / WORD;
    let end = from + PAGE_SIZE / WORD;
    const words = this.#words;
    while (from < end && words[end - 1] === 0) end--;
    if (from === end) return undefined;
    while (words[from] === 0) from++;
    return { offset: (from * WORD) % PAGE_SIZE, bytes: this.#bytes.slice(from * WORD, end * WORD) };
  }

  #permissions(block: number): Uint8Array {
    const first = PERMISSIONS + (block << PERMISSION_BITS);
    return this.#bytes.slice(first, first + (1 << PERMISSION_BITS)).map((permission) => permission & KEPT);
  }
}

/** Whether a page holds what a snapshot has of it. */
function isEqual(content: Uint8Array, wanted: PagePart | undefined): boolean {
  const { offset, bytes } = wanted ?? NOTHING;
  return content.every((byte, index) => byte === (bytes[index - offset] ?? 0));
}

const NOTHING: PagePart = { offset: 0, bytes: new Uint8Array() };

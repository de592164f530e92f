/** Watchpoints: in the machine they are ranges, and marks on the pages in which these lie. */

import {
  MAX_WATCHES,
  PAGE_SIZE,
  Permission,
  PERMISSIONS,
  STATE,
  WATCH_COUNT,
  WATCH_SIZE,
  WATCHES,
} from '../../asm/abi.ts';

/** Bytes that the machine stops before accesses to. */
export interface Watch {
  readonly address: number;
  readonly size: number;
  /** `Permission.READ`, `Permission.WRITE` or both; what reads and writes one operand counts as a write. */
  readonly access: number;
}

export class Watches {
  readonly #bytes: Uint8Array;
  #list: readonly Watch[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws RangeError when they are too many. */
  replace(list: readonly Watch[]): void {
    if (list.length > MAX_WATCHES) throw new RangeError(`at most ${MAX_WATCHES} watchpoints`);
    for (const page of this.#pages()) this.#bytes[PERMISSIONS + page]! &= ~Permission.WATCHED;
    this.#list = list;
    this.mark();
    const words = new Uint32Array(this.#bytes.buffer);
    words[(STATE + WATCH_COUNT) / 4] = list.length;
    for (const [index, { address, size, access }] of list.entries()) {
      words.set([address, size, access], (STATE + WATCHES + index * WATCH_SIZE) / 4);
    }
  }

  /** To be called when permissions have changed. */
  mark(): void {
    for (const page of this.#pages()) this.#bytes[PERMISSIONS + page]! |= Permission.WATCHED;
  }

  /** Whether some of the bytes are watched. */
  overlap(start: number, length: number): boolean {
    for (const { address, size } of this.#list) {
      if (address < start + length && start < address + size) return true;
    }
    return false;
  }

  *#pages(): Iterable<number> {
    for (const { address, size } of this.#list) {
      for (let page = Math.floor(address / PAGE_SIZE); page * PAGE_SIZE < address + size; page++) yield page;
    }
  }
}

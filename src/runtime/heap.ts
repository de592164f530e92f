/**
 * Memory that a program asks for: from its end upwards by brk, from the stacks downwards by mmap. Which pages are
 * taken stands in the machine's permissions and nowhere else.
 *
 *   start   the program's end
 *   brk     ...grows upwards
 *           free
 *           ...mapped from the top downwards
 *   limit   the guard below the last stack
 */

import { PAGE_SIZE, Permission, PERMISSIONS, PROGRAM_BASE, STORES_SEEN } from '../../asm/abi.ts';
import { PAGE } from '../elf/place.ts';
import type { Machine } from '../machine/index.ts';

export class Heap {
  /** The first address that is not the program's; a page begins there. */
  readonly start: number;
  readonly #limit: number;
  readonly #machine: Machine;
  /** Where the data ends: all of the heap's state that is not in the machine. */
  brk: number;

  constructor(machine: Machine, start: number, limit: number) {
    this.#machine = machine;
    this.start = start;
    this.#limit = Math.floor(limit / PAGE) * PAGE;
    this.brk = start;
  }

  /** Moves the end of the data to an address, if that can be; where the end is now. */
  moveBreak(to: number): number {
    if (to < this.start || to > this.#limit) return this.brk;
    const from = roundUp(this.brk);
    const end = roundUp(to);
    if (end > from) {
      if (!this.#isFree(from, end)) return this.brk;
      this.map(from, end - from, Permission.READ | Permission.WRITE);
    } else if (end < from) this.unmap(end, from - end);
    this.brk = to;
    return to;
  }

  /** The highest free place for so many bytes, whole pages. */
  findFree(size: number): number | undefined {
    const lowest = roundUp(this.brk);
    const table = this.#machine.bytes;
    let end = this.#limit;
    for (let page = end - PAGE; end - size >= lowest; page -= PAGE) {
      if (!isFree(table[PERMISSIONS + page / PAGE_SIZE]!)) end = page;
      else if (end - page >= size) return page;
    }
    return undefined;
  }

  /** Whether a range of whole pages is where programs and what they ask for lie. */
  isOurs(address: number, size: number): boolean {
    return address >= PROGRAM_BASE && address + size <= this.#limit;
  }

  /** Zeros with these permissions, whatever was there. */
  map(address: number, size: number, permission: number): void {
    this.#machine.protect(address, size, permission);
    this.#machine.zero(address, size);
  }

  unmap(address: number, size: number): void {
    this.#machine.protect(address, size, 0);
  }

  /** Changes the permissions of pages; false, and nothing is changed, when one of them is not there. */
  protect(address: number, size: number, permission: number): boolean {
    for (let page = address; page < address + size; page += PAGE)
      if (isFree(this.#machine.bytes[PERMISSIONS + page / PAGE_SIZE]!)) return false;
    this.#machine.protect(address, size, permission);
    return true;
  }

  #isFree(from: number, end: number): boolean {
    const { bytes } = this.#machine;
    return bytes.subarray(PERMISSIONS + from / PAGE_SIZE, PERMISSIONS + end / PAGE_SIZE).every(isFree);
  }
}

/** Whether nobody has a page with this permission byte. */
function isFree(permission: number): boolean {
  return (permission & ~STORES_SEEN) === 0;
}

/** To whole pages. */
export function roundUp(size: number): number {
  return Math.ceil(size / PAGE) * PAGE;
}

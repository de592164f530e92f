/** Memory that is nobody's to change but for some places. */

import type { Machine } from '../machine/index.ts';

/** From `start` up to, and not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export class MemoryGuard {
  readonly #machine: Machine;
  readonly #ranges: readonly Range[];
  #copies: readonly Uint8Array[] = [];

  constructor(machine: Machine, ranges: readonly Range[]) {
    this.#machine = machine;
    this.#ranges = ranges;
  }

  remember(): void {
    this.#copies = this.#ranges.map(({ start, end }) => this.#machine.read(start, end - start));
  }

  /** The first address that has changed since, outside of the places that may. */
  changed(allowed: readonly Range[]): number | undefined {
    for (const [index, { start, end }] of this.#ranges.entries()) {
      const copy = this.#copies[index]!;
      const now = this.#machine.bytes.subarray(start, end);
      if (Buffer.compare(copy, now) === 0) continue;
      const at = now.findIndex(
        (byte, offset) => byte !== copy[offset] && !allowed.some((one) => isIn(one, start + offset)),
      );
      if (at !== -1) return start + at;
    }
    return undefined;
  }
}

function isIn({ start, end }: Range, address: number): boolean {
  return address >= start && address < end;
}

/**
 * The global offset table: the addresses of what code finds by way of it, 8 bytes each (AMD64 supplement, section
 * 5.2). In a static program they are constants.
 */

import { loaded, type ObjectFile, type ObjectSymbol } from './object.ts';
import type { Layout } from './place.ts';
import { isThroughTable } from './relocate.ts';

const SLOT = 8;

export class GlobalOffsetTable {
  /** Its one section is the table; it has none when nothing goes through it. */
  readonly object: ObjectFile;
  /** By the name of what all objects know, by the symbol of what only one does. */
  private readonly slots = new Map<string | ObjectSymbol, number>();

  constructor(objects: readonly ObjectFile[]) {
    for (const { sections, symbols } of objects) {
      for (const { type, symbol } of sections.flatMap(({ relocations }) => relocations)) {
        const key = keyOf(symbols[symbol]);
        if (isThroughTable(type) && key !== undefined && !this.slots.has(key))
          this.slots.set(key, this.slots.size);
      }
    }
    const size = this.slots.size * SLOT;
    const section = {
      name: '.got',
      flags: loaded(),
      type: 'progbits',
      alignment: SLOT,
      data: new Uint8Array(size),
      size,
      entrySize: 0,
      relocations: [],
    } as const;
    this.object = { name: '<linker>', sections: size > 0 ? [section] : [], symbols: [], lines: [] };
  }

  address(layout: Layout): number {
    return layout.byObject.get(this.object)?.get(0)?.address ?? 0;
  }

  /** The address of a symbol's slot, which holds the symbol's value from now on. */
  fill(symbol: ObjectSymbol, value: bigint, layout: Layout): bigint {
    const placement = layout.byObject.get(this.object)?.get(0);
    const offset = (this.slots.get(keyOf(symbol) ?? '') ?? 0) * SLOT;
    if (!placement) return 0n;
    const { data } = placement.segment;
    new DataView(data.buffer).setBigUint64(
      placement.address - placement.segment.address + offset,
      BigInt.asUintN(64, value),
      true,
    );
    return BigInt(placement.address + offset);
  }
}

function keyOf(symbol: ObjectSymbol | undefined): string | ObjectSymbol | undefined {
  const isOwn = symbol?.binding === 'local' && symbol.place !== 'undefined';
  return isOwn ? symbol : symbol?.name;
}

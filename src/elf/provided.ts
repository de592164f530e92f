/** Symbols that the linker defines when a program asks for them and nobody else does, as ld does. */

import type { Layout } from './place.ts';

const init = /^\.init_array(?:\.|$)/;
const preinit = /^\.preinit_array(?:\.|$)/;
const fini = /^\.fini_array(?:\.|$)/;

const VALUES: Readonly<Record<string, (layout: Layout, got: number) => number>> = {
  etext: ({ ends }) => ends.text,
  _etext: ({ ends }) => ends.text,
  __etext: ({ ends }) => ends.text,
  edata: ({ ends }) => ends.data,
  _edata: ({ ends }) => ends.data,
  __bss_start: ({ ends }) => ends.data,
  end: ({ ends }) => ends.all,
  _end: ({ ends }) => ends.all,
  __executable_start: ({ segments }) => segments[0]?.address ?? 0,
  _GLOBAL_OFFSET_TABLE_: (_, got) => got,
  __preinit_array_start: (layout) => bounds(layout, preinit)[0],
  __preinit_array_end: (layout) => bounds(layout, preinit)[1],
  __init_array_start: (layout) => bounds(layout, init)[0],
  __init_array_end: (layout) => bounds(layout, init)[1],
  __fini_array_start: (layout) => bounds(layout, fini)[0],
  __fini_array_end: (layout) => bounds(layout, fini)[1],
};

/** From the first to the last section with such a name; 0 where there is none. */
function bounds({ placements }: Layout, name: RegExp): readonly [number, number] {
  const found = placements.filter(({ section }) => section.size > 0 && name.test(section.name));
  const starts = found.map(({ address }) => address);
  const ends = found.map(({ address, section }) => address + section.size);
  return [starts.reduce((a, b) => Math.min(a, b), starts[0] ?? 0), ends.reduce((a, b) => Math.max(a, b), 0)];
}

export function isProvided(name: string): boolean {
  return Object.hasOwn(VALUES, name);
}

/** Whether it is a place that people know by this name: the bounds of arrays are only asked for by start files. */
export function isShown(name: string): boolean {
  return !name.includes('_array_');
}

export function providedAddress(name: string, layout: Layout, got: number): number {
  return VALUES[name]?.(layout, got) ?? 0;
}

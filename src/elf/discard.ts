/** What an object can do without. */

import type { ObjectFile } from './object.ts';

/** An object without constants of its own that no relocation speaks of: what `.equ` has left behind. */
export function discardConstants(object: ObjectFile): ObjectFile {
  const { sections, symbols } = object;
  const spokenOf = new Set(sections.flatMap(({ relocations }) => relocations.map(({ symbol }) => symbol)));
  const kept = symbols.flatMap(({ place, binding, type }, index) =>
    place === 'absolute' && binding === 'local' && type === 'none' && !spokenOf.has(index) ? [] : [index],
  );
  const numbers = new Map(kept.map((index, number) => [index, number]));
  return {
    ...object,
    symbols: kept.flatMap((index) => symbols[index] ?? []),
    sections: sections.map((section) => ({
      ...section,
      relocations: section.relocations.map((relocation) => ({
        ...relocation,
        symbol: numbers.get(relocation.symbol) ?? relocation.symbol,
      })),
    })),
  };
}

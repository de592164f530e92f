/** COMDAT groups: what several objects bring along because each may need it, such as an inline function. */

import type { ObjectFile, ObjectSymbol, Section } from './object.ts';

/** The same objects, but of the groups with one signature only the first has its sections and its symbols. */
export function keepGroupsOnce(objects: readonly ObjectFile[]): readonly ObjectFile[] {
  const owners = new Map<string, ObjectFile>();
  return objects.map((object) => {
    if (object.sections.every(({ group }) => group === undefined)) return object;
    for (const { group } of object.sections)
      if (group !== undefined && !owners.has(group)) owners.set(group, object);
    const isDropped = ({ group }: Section): boolean => group !== undefined && owners.get(group) !== object;
    if (!object.sections.some(isDropped)) return object;
    return {
      ...object,
      sections: object.sections.map((section) => (isDropped(section) ? emptied(section) : section)),
      symbols: object.symbols.map((symbol) => {
        const section = typeof symbol.place === 'number' ? object.sections[symbol.place] : undefined;
        return section && isDropped(section) ? undefinedOne(symbol) : symbol;
      }),
      lines: object.lines.filter(({ section }) => !isDropped(object.sections[section]!)),
    };
  });
}

function emptied(section: Section): Section {
  return {
    ...section,
    flags: { ...section.flags, alloc: false },
    data: new Uint8Array(),
    size: 0,
    relocations: [],
  };
}

function undefinedOne(symbol: ObjectSymbol): ObjectSymbol {
  return { ...symbol, place: 'undefined', value: 0n, size: 0n };
}

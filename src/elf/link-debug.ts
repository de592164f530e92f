/** What compilers say to debuggers about objects, with the addresses that the linker has given them. */

import type { DebugReference } from './dwarf/write-debug.ts';
import type { ImageDebug } from './image.ts';
import type { ObjectFile, ObjectSymbol } from './object.ts';
import { isDebug, isDescribed } from './object.ts';
import type { Layout } from './place.ts';
import { applyRelocation } from './relocate.ts';
import type { Resolution } from './resolve.ts';

/** What others say better: frames are found in the code, and ranges stand with their units. */
const LEFT_OUT: readonly string[] = ['.debug_frame', '.debug_aranges'];

/** Of each object that has some. */
export function linkDebug(
  objects: readonly ObjectFile[],
  layout: Layout,
  resolution: Resolution,
): ImageDebug[] {
  return objects.filter(isDescribed).map((object) => ({
    file: object.name,
    sections: object.sections
      .filter((section) => isDebug(section) && !LEFT_OUT.includes(section.name))
      .map(({ name, data: unlinked, relocations }) => {
        const data = unlinked.slice();
        const references: DebugReference[] = [];
        for (const { offset, type, symbol, addend } of relocations) {
          const entry = object.symbols[symbol]!;
          const section = typeof entry.place === 'number' ? object.sections[entry.place] : undefined;
          if (section && isDebug(section)) {
            const size = type === 'R_X86_64_64' ? 8 : 4;
            references.push({ offset, size, target: section.name, addend: Number(entry.value + addend) });
          } else {
            // what does not fit is as good as not known
            const target = addressOf(object, entry, layout, resolution);
            applyRelocation(data, offset, 0n, type, target === undefined ? 0n : target + addend);
          }
        }
        return { name, data, references };
      }),
  }));
}

/** Undefined for what is not there: debuggers pass over code at 0. */
function addressOf(
  object: ObjectFile,
  { place, value, name, binding }: ObjectSymbol,
  layout: Layout,
  resolution: Resolution,
): bigint | undefined {
  if (place === 'absolute') return value;
  if (binding !== 'local') return resolution.global(name);
  const placement = typeof place === 'number' ? layout.byObject.get(object)?.get(place) : undefined;
  return placement && BigInt(placement.address) + value;
}

/** Commons that no other object knows: `.lcomm`, and `.comm` of a name that is `.local`. */

import type { Assembler } from './assembler.ts';

/** Gives them their places, behind all that has been put into `.bss` otherwise. */
export function placeLocalCommons({ sections, localCommons }: Assembler): void {
  if (localCommons.length === 0) return;
  const bss = sections.open('.bss');
  for (const entry of localCommons) {
    const { common, definition } = entry;
    if (!common || !definition) continue;
    const alignment = Number(common.alignment);
    bss.alignment = Math.max(bss.alignment, alignment);
    if (alignment > 1) {
      const part = { kind: 'align', size: 0, most: 0, fill: [0] } as const;
      bss.addPart({ ...part, at: bss.length, written: definition, alignment });
    }
    entry.position = bss.position();
    entry.type = 'object';
    entry.size = { kind: 'number', value: common.size };
    entry.common = undefined;
    bss.skip(Number(common.size), 0);
  }
}

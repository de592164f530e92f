/** Debug sections of several objects become those of one file: one of each name, references moved along. */

import type { DebugSection } from './write-debug.ts';

export function mergeDebug(
  objects: readonly (readonly DebugSection[])[],
): { readonly name: string; readonly data: Uint8Array }[] {
  const lengths = new Map<string, number>();
  const placed = objects.map((sections) => {
    // an object may have several of one name: the first one is meant by references
    const starts = new Map<string, number>();
    const parts = sections.map((section) => {
      const start = lengths.get(section.name) ?? 0;
      lengths.set(section.name, start + section.data.length);
      if (!starts.has(section.name)) starts.set(section.name, start);
      return { ...section, start };
    });
    return { starts, parts };
  });
  const merged = new Map(Array.from(lengths, ([name, length]) => [name, new Uint8Array(length)]));
  for (const { starts, parts } of placed) {
    for (const { name, data, references, start } of parts) {
      const bytes = merged.get(name)!.subarray(start, start + data.length);
      bytes.set(data);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      for (const { offset, size, target, addend } of references) {
        if (typeof target === 'number' || offset + size > bytes.length) continue;
        const value = BigInt((starts.get(target) ?? 0) + addend);
        if (size === 8) view.setBigUint64(offset, BigInt.asUintN(64, value), true);
        else view.setUint32(offset, Number(BigInt.asUintN(32, value)), true);
      }
    }
  }
  return Array.from(merged, ([name, data]) => ({ name, data }));
}

/** Debug sections of several objects become those of one file: one of each name, references moved along. */

import type { DebugSection } from './write-debug.ts';

export function mergeDebug(
  objects: readonly (readonly DebugSection[])[],
): { readonly name: string; readonly data: Uint8Array }[] {
  const lengths = new Map<string, number>();
  const starts = objects.map((sections) => {
    const own = new Map(lengths);
    for (const { name, data } of sections) lengths.set(name, (own.get(name) ?? 0) + data.length);
    return own;
  });
  const merged = new Map(Array.from(lengths, ([name, length]) => [name, new Uint8Array(length)]));
  for (const [index, sections] of objects.entries()) {
    const startOf = (name: string): number => starts[index]!.get(name) ?? 0;
    for (const { name, data, references } of sections) {
      const bytes = merged.get(name)!.subarray(startOf(name), startOf(name) + data.length);
      bytes.set(data);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      for (const { offset, size, target, addend } of references) {
        if (typeof target === 'number' || offset + size > bytes.length) continue;
        const value = BigInt(startOf(target) + addend);
        if (size === 8) view.setBigUint64(offset, value, true);
        else view.setUint32(offset, Number(BigInt.asUintN(32, value)), true);
      }
    }
  }
  return Array.from(merged, ([name, data]) => ({ name, data }));
}

/** Many small files in one, compressed: `objects/gcc-O2.bin.br` holds the objects of all programs. */

import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** By name, in order. */
export type Archive = ReadonlyMap<string, Uint8Array>;

const fileOf = (name: string): URL => new URL(`./objects/${name}.bin.br`, import.meta.url);

/**
 * Brotli of: u32 length of the index, the index as JSON ([name, bytes][]), the files one after the other.
 *
 * @returns the compressed size in bytes.
 */
export function writeArchive(name: string, files: Archive): number {
  const index = Buffer.from(JSON.stringify([...files].map(([file, bytes]) => [file, bytes.length])));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  const whole = Buffer.concat([length, index, ...files.values()]);
  const compressed = brotliCompressSync(whole, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length },
  });
  writeFileSync(fileOf(name), compressed);
  return compressed.length;
}

export function readArchive(name: string): Archive {
  const whole = brotliDecompressSync(readFileSync(fileOf(name)));
  const length = whole.readUInt32LE();
  const index = JSON.parse(whole.toString('utf8', 4, 4 + length)) as [string, number][];
  let at = 4 + length;
  return new Map(index.map(([file, size]) => [file, Uint8Array.from(whole.subarray(at, (at += size)))]));
}

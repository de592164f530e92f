/**
 * What Linux leaves on the stack of a new program (System V ABI, AMD64 supplement, section 3.4.1), from rsp upwards:
 *
 *   rsp   argc
 *         argc pointers to the arguments, 0
 *         pointers to the environment, 0
 *         the auxiliary vector: pairs of 8 bytes, (0, 0) last
 *         padding
 *         16 bytes that are random elsewhere, "x86_64", the arguments, the environment, the program's name
 *   top   8 zero bytes end here
 */

import { PAGE } from '../../elf/place.ts';
import { PROGRAM_HEADER_SIZE } from '../../elf/format.ts';
import type { Image } from '../../elf/image.ts';

/** Types of the auxiliary vector's entries. */
const AT = {
  NULL: 0,
  PHDR: 3,
  PHENT: 4,
  PHNUM: 5,
  PAGESZ: 6,
  BASE: 7,
  FLAGS: 8,
  ENTRY: 9,
  UID: 11,
  EUID: 12,
  GID: 13,
  EGID: 14,
  PLATFORM: 15,
  HWCAP: 16,
  CLKTCK: 17,
  SECURE: 23,
  RANDOM: 25,
  EXECFN: 31,
} as const;

/** What CPUID says in edx of leaf 1: the time-stamp counter, cmpxchg8b, cmov, SSE, SSE2. */
const FEATURES = (1 << 4) | (1 << 8) | (1 << 15) | (1 << 25) | (1 << 26);

/** A run depends on its inputs alone. */
const RANDOM = 'deterministic 16';

/** As on Linux, a quarter of the stack. */
const LARGEST = 2 << 20;

export interface InitialStack {
  /** Where `bytes` lie: the first rsp, a multiple of 16. */
  readonly rsp: number;
  readonly bytes: Uint8Array;
}

/**
 * @param args the arguments, the program's name first.
 * @throws RangeError when arguments and environment are too large.
 */
export function initialStack(
  top: number,
  image: Image,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): InitialStack {
  const strings = new Strings(top - 8);
  const name = strings.add(args[0] ?? '');
  const environment = Object.entries(env).map(([key, value]) => strings.add(`${key}=${value}`));
  const argv = args.map((text) => strings.add(text));
  const platform = strings.add('x86_64');
  const random = strings.add(RANDOM);
  const { programHeaders } = image;
  const headers = programHeaders && [
    [AT.PHDR, programHeaders.address],
    [AT.PHENT, PROGRAM_HEADER_SIZE],
    [AT.PHNUM, programHeaders.count],
  ];
  const vector = [
    [AT.HWCAP, FEATURES],
    [AT.PAGESZ, PAGE],
    [AT.CLKTCK, 100],
    ...(headers ?? []),
    [AT.BASE, 0],
    [AT.FLAGS, 0],
    [AT.ENTRY, image.entry],
    [AT.UID, 0],
    [AT.EUID, 0],
    [AT.GID, 0],
    [AT.EGID, 0],
    [AT.SECURE, 0],
    [AT.RANDOM, random],
    [AT.EXECFN, name],
    [AT.PLATFORM, platform],
    [AT.NULL, 0],
  ];
  const words = [argv.length, ...argv, 0, ...environment, 0, ...vector.flat()];
  const rsp = Math.floor((strings.lowest - words.length * 8) / 16) * 16;
  if (top - rsp > LARGEST) throw new RangeError(`arguments and environment take more than ${LARGEST} bytes`);
  const bytes = new Uint8Array(top - rsp);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) view.setBigUint64(index * 8, BigInt(word), true);
  for (const { address, text } of strings.list) bytes.set(text, address - rsp);
  return { rsp, bytes };
}

/** Texts from an address downwards, each with a zero behind it. */
class Strings {
  readonly list: { readonly address: number; readonly text: Uint8Array }[] = [];
  lowest: number;

  constructor(top: number) {
    this.lowest = top;
  }

  add(text: string): number {
    const bytes = new TextEncoder().encode(text);
    this.lowest -= bytes.length + 1;
    this.list.push({ address: this.lowest, text: bytes });
    return this.lowest;
  }
}

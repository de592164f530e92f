/** The one file that GDB may open here: the program, as an executable with symbols and lines. */

import type { Range } from './request.ts';
import { textOf } from './text.ts';

/** Numbers of errors for GDB's file packets. */
const ENOENT = 2;
const EBADF = 9;
const EACCES = 13;

const READ_ONLY = 0;
/** Only one file, and so only one number. */
const HANDLE = 3;
const LARGEST_READ = 0x2000;

export class ProgramFile {
  readonly path: string;
  readonly #make: () => Uint8Array;
  #bytes: Uint8Array | undefined;

  /** @param make the file's bytes, asked for when they are wanted. */
  constructor(path: string, make: () => Uint8Array) {
    this.path = path;
    this.#make = make;
  }

  open(path: string, flags: number): string {
    if (path !== this.path) return failed(ENOENT);
    return flags === READ_ONLY ? `F${HANDLE}` : failed(EACCES);
  }

  read(file: number, { offset, length }: Range): string {
    if (file !== HANDLE) return failed(EBADF);
    const bytes = this.#contents.subarray(offset, offset + Math.min(length, LARGEST_READ));
    return `F${bytes.length.toString(16)};${textOf(bytes)}`;
  }

  /** 64 bytes, most significant ones first: device, inode, mode, links, user, group, device, size, ... */
  status(file: number): string {
    if (file !== HANDLE) return failed(EBADF);
    const status = new DataView(new ArrayBuffer(64));
    status.setUint32(8, 0o100444);
    status.setUint32(12, 1);
    status.setBigUint64(28, BigInt(this.#contents.length));
    return `F40;${textOf(new Uint8Array(status.buffer))}`;
  }

  close(file: number): string {
    return file === HANDLE ? 'F0' : failed(EBADF);
  }

  get #contents(): Uint8Array {
    this.#bytes ??= this.#make();
    return this.#bytes;
  }
}

function failed(error: number): string {
  return `F-1,${error.toString(16)}`;
}

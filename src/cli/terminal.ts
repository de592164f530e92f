/** Where text goes, how wide it may be, and whether it may have colours. */

import { readSync, writeSync } from 'node:fs';
import { isatty, type WriteStream } from 'node:tty';
import { styleText } from 'node:util';

export type Stream = WriteStream;

type Format = Parameters<typeof styleText>[0];

/** Colours on a terminal, none in a pipe or with NO_COLOR; FORCE_COLOR asks for them anyway. */
function hasColors(stream: Stream): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY && stream.hasColors();
}

/** Text in a format, where the stream shows formats. */
export type Paint = (format: Format, text: string) => string;

export function painter(stream: Stream): Paint {
  const colors = hasColors(stream);
  return (format, text) => (colors && text ? styleText(format, text, { validateStream: false }) : text);
}

/** Columns of the stream; 80 where it has none, unless COLUMNS says otherwise. */
export function widthOf(stream: Stream): number {
  const wanted = Number(process.env['COLUMNS']);
  // a terminal that does not know its size has 0
  return stream.columns || (Number.isInteger(wanted) && wanted >= 40 ? wanted : 80);
}

/** Writes all of it before it returns, so that nothing is lost however the process ends. */
export function write(fd: 1 | 2, data: string | Uint8Array): void {
  let bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EPIPE') process.exit(128 + 13);
      if (code !== 'EAGAIN') throw error;
      // a pipe that is full: its reader is waited for without spinning
      pause(5);
    }
  }
}

/** All that there is on standard input, up to its end; nothing on a terminal, or where there is none. */
export function readInput(): Uint8Array {
  const pieces: Uint8Array[] = [];
  if (isatty(0)) return new Uint8Array(0);
  for (;;) {
    const piece = new Uint8Array(0x10000);
    try {
      const count = readSync(0, piece);
      if (count === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, count));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') return Buffer.concat(pieces);
      pause(5);
    }
  }
}

/** Does nothing for so long. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

export function print(text: string): void {
  write(1, `${text}\n`);
}

export function printError(text: string): void {
  write(2, `${text}\n`);
}

/** Files that a command makes. */

import { closeSync, openSync, renameSync, rmSync, statSync, writeSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InputError, UsageError } from './command.ts';
import { reason } from './files.ts';
import { write } from './terminal.ts';

/** What is to be written, in pieces of any size. */
export type Content = Iterable<string | Uint8Array>;

/** What `-o` calls the standard output. */
export const STDOUT = '-';

/**
 * For commands that take long before they write: what is known beforehand.
 *
 * @throws InputError when the file cannot be written, UsageError when it is one of the inputs
 */
export function checkOutput(path: string, inputs: readonly string[]): void {
  if (path === '') throw new UsageError('the name of the output is empty');
  if (inputs.some((input) => isSameFile(input, path)))
    throw new UsageError(`-o ${path} is one of the files to read, and would be lost`);
  if (entryAt(path)?.isDirectory()) throw new InputError(`${path}: is a folder`);
  const folder = dirname(path);
  if (!entryAt(folder)?.isDirectory()) throw new InputError(`${path}: there is no folder ${folder}`);
}

/**
 * Writes a file in one piece: whoever looks at it sees what was there before or all that is new. What is no plain
 * file, such as /dev/stdout, is written to as it is.
 *
 * @throws as `checkOutput` does
 */
export function writeOutput(
  path: string,
  content: Content,
  { inputs, mode }: { readonly inputs: readonly string[]; readonly mode: number },
): void {
  checkOutput(path, inputs);
  const existing = entryAt(path);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    if (existing && !existing.isFile()) {
      writeFile(path, 'w', mode, content);
      return;
    }
    try {
      writeFile(temporary, 'wx', mode, content);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    throw new InputError(`${path}: ${reason(error)}`);
  }
}

/** As `print` does, but for as much as there is. */
export function printContent(content: Content): void {
  for (const chunk of chunks(content)) write(1, chunk);
}

function writeFile(path: string, flag: 'w' | 'wx', mode: number, content: Content): void {
  const file = openSync(path, flag, mode);
  try {
    for (const chunk of chunks(content)) {
      for (let rest = chunk; rest.length > 0;) rest = rest.subarray(writeSync(file, rest));
    }
  } finally {
    closeSync(file);
  }
}

/** Characters that are written at once. */
const CHUNK = 1 << 16;

/** Small pieces together. */
function* chunks(content: Content): Generator<Uint8Array> {
  let text = '';
  for (const piece of content) {
    if (typeof piece === 'string') text += piece;
    if (typeof piece === 'string' && text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
    if (typeof piece !== 'string') yield piece;
  }
  yield Buffer.from(text);
}

function isSameFile(a: string, b: string): boolean {
  if (resolve(a) === resolve(b)) return true;
  const [one, other] = [a, b].map(entryAt);
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

/** Undefined when there is nothing. */
function entryAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new InputError(`${path}: ${reason(error)}`);
  }
}

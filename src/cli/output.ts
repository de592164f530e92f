/** Files that a command makes. */

import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError, UsageError } from './command.ts';
import { reason } from './files.ts';

/**
 * Writes a file in one piece: whoever looks at it sees what was there before or all that is new. What is no plain
 * file, such as /dev/stdout, is written to as it is.
 *
 * @throws InputError when it cannot be written, UsageError when it is one of the inputs
 */
export function writeOutput(
  path: string,
  bytes: Uint8Array,
  { inputs, mode }: { readonly inputs: readonly string[]; readonly mode: number },
): void {
  if (inputs.some((input) => isSameFile(input, path)))
    throw new UsageError(`-o ${path} is one of the files to read, and would be lost`);
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing?.isDirectory()) throw new InputError(`${path}: is a folder`);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    if (existing && !existing.isFile()) {
      writeFileSync(path, bytes);
      return;
    }
    try {
      writeFileSync(temporary, bytes, { mode, flag: 'wx' });
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    throw new InputError(`${path}: ${reason(error)}`);
  }
}

function isSameFile(a: string, b: string): boolean {
  if (resolve(a) === resolve(b)) return true;
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }));
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

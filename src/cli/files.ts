/** From the files that the user names to objects. */

import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { assemble, AssemblyError } from '../assembler/index.ts';
import type { ObjectFile } from '../elf/object.ts';
import { InputError, UsageError } from './command.ts';

/** Larger sources are a mistake or an attack. */
const LARGEST_SOURCE = 64 << 20;

/** Assembles each file; the errors of all of them are reported together. @throws InputError, UsageError */
export function assembleFiles(paths: readonly string[]): ObjectFile[] {
  if (paths.length === 0) throw new UsageError('no file is named');
  const problems: string[] = [];
  const objects: ObjectFile[] = [];
  for (const path of paths) {
    try {
      objects.push(assemble(readSource(path), { name: path, include: includeFrom(path) }));
    } catch (error) {
      if (!(error instanceof AssemblyError || error instanceof InputError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return objects;
}

/** The text of a source. @throws InputError when there is none, UsageError */
export function readSource(path: string): string {
  if (path === '') throw new UsageError('the name of a file is empty');
  const bytes = readBytes(path);
  if (bytes.length === 0) throw new InputError(`${path}: the file is empty`);
  if (bytes.includes(0)) throw new InputError(`${path}: not a text file`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${path}: not a text file: it is not valid UTF-8`);
  }
}

function readBytes(path: string): Uint8Array {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new InputError(`${path}: is a folder`);
    if (stat.size > LARGEST_SOURCE) throw new InputError(`${path}: larger than 64 MiB`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES') return 'permission denied';
  return error instanceof Error ? error.message : String(error);
}

/**
 * Reads what `.include` names: beside the including file, or in the current folder as GNU as does. A source reaches
 * only files below the folder of the file on the command line, or below the current one.
 */
function includeFrom(main: string): (path: string, from: string) => string | undefined {
  const roots = [dirname(resolve(main)), process.cwd()];
  const allowed = (path: string): boolean =>
    roots.some((root) => {
      const below = relative(root, path);
      return below !== '..' && !below.startsWith(`..${sep}`) && below !== path;
    });
  return (path, from) => {
    for (const candidate of [resolve(dirname(from), path), resolve(path)]) {
      if (!allowed(candidate)) continue;
      try {
        return readSource(candidate);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }
    return undefined;
  };
}

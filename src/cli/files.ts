/** From the files that the user names to objects. */

import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { assemble, AssemblyError, formatDiagnostic } from '../assembler/index.ts';
import { isElf, isFixedExecutable, isObject } from '../elf/format.ts';
import type { Image } from '../elf/image.ts';
import type { ObjectFile } from '../elf/object.ts';
import { ElfError } from '../elf/problem.ts';
import { readExecutable } from '../elf/read-executable.ts';
import { readObject, type ReadOptions } from '../elf/read-object.ts';
import { InputError, UsageError } from './command.ts';
import { compile } from './compile.ts';
import { printError } from './terminal.ts';

/** Larger sources are a mistake or an attack. */
const LARGEST_SOURCE = 64 << 20;

/** Larger objects and executables are read, with what debuggers need. */
const LARGEST_BINARY = 512 << 20;

/**
 * Each file, told apart by what is in it: an executable stands for itself; objects, sources and C sources are made
 * into objects. The errors of all of them are reported together.
 *
 * @throws InputError, UsageError
 */
export function readProgram(paths: readonly string[], options?: ReadOptions): readonly ObjectFile[] | Image {
  if (paths.length === 0) throw new UsageError('no file is named');
  const problems: string[] = [];
  const objects: ObjectFile[] = [];
  let executable: Image | undefined;
  for (const path of paths) {
    try {
      const read = readFile(path, options);
      if (!('segments' in read)) objects.push(read);
      else if (paths.length === 1) executable = read;
      else problems.push(`${path}: an executable, which is whole: it runs alone`);
    } catch (error) {
      if (!isAboutInput(error)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return executable ?? objects;
}

/** As `readProgram`, where an executable makes no sense. */
export function readObjects(paths: readonly string[]): readonly ObjectFile[] {
  const program = readProgram(paths);
  if (!('segments' in program)) return program;
  throw new InputError(`${paths[0]}: an executable already`);
}

function isAboutInput(error: unknown): error is Error {
  return error instanceof AssemblyError || error instanceof InputError || error instanceof ElfError;
}

function readFile(path: string, options?: ReadOptions): ObjectFile | Image {
  if (path === '') throw new UsageError('the name of a file is empty');
  if (path.endsWith('.c')) return readObject(compile(path), path, options);
  const bytes = readBytes(path);
  if (isObject(bytes)) return readObject(bytes, path, options);
  if (isElf(bytes)) return readExecutable(bytes, path);
  return assemble(sourceText(path, bytes), {
    name: path,
    include: includeFrom(path),
    warn: (diagnostic) => printError(formatDiagnostic(diagnostic)),
  });
}

/** The bytes of an executable that lies where its file says; undefined for any other file. */
export function readFixedExecutable(path: string): Uint8Array | undefined {
  const bytes = readBytes(path);
  return isFixedExecutable(bytes) ? bytes : undefined;
}

/** Whether a file is a source of the assembler's: text that has lines to show. */
export function isSource(path: string): boolean {
  return !path.endsWith('.c') && !isElf(readBytes(path));
}

/** The text of a source. @throws InputError when there is none, UsageError */
export function readSource(path: string): string {
  return sourceText(path, readBytes(path));
}

function sourceText(path: string, bytes: Uint8Array): string {
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
    if (stat.size > LARGEST_BINARY) throw new InputError(`${path}: larger than 512 MiB`);
    const bytes = readFileSync(path);
    if (bytes.length > LARGEST_SOURCE && !isElf(bytes)) throw new InputError(`${path}: larger than 64 MiB`);
    return bytes;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: ${reason(error)}`);
  }
}

/** Why a file cannot be used, in a few words. */
export function reason(error: unknown): string {
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

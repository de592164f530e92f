/** C sources: the system's compiler makes objects of them. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from './command.ts';
import { printError } from './terminal.ts';

/** Where fiberscope.h is, and the sources of the guest's half of the runtime. */
export const GUEST_FOLDER = fileURLToPath(new URL('../../asm/guest', import.meta.url));

/** No C library, no canary that one would set up, nothing that needs a place at run time; lines for reports. */
const FLAGS = [
  '-O2',
  '-g',
  '-ffreestanding',
  '-fno-stack-protector',
  '-fno-pic',
  '-I',
  GUEST_FOLDER,
  '-c',
] as const;

/** `$CC`, which may have options of its own, or what systems have. */
function compilers(): readonly (readonly string[])[] {
  const own = process.env['CC']?.split(/\s+/).filter(Boolean) ?? [];
  return own.length > 0 ? [own] : [['cc'], ['gcc'], ['clang']];
}

/** The bytes of the object. What the compiler has to say goes to stderr. @throws InputError */
export function compile(path: string): Uint8Array {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-'));
  try {
    const output = join(folder, 'out.o');
    for (const [command = '', ...options] of compilers()) {
      const args = [...options, ...FLAGS, '-o', output, path];
      const { error, status, stderr } = spawnSync(command, args, {
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
      });
      if (error && 'code' in error && error.code === 'ENOENT') continue;
      if (error) throw new InputError(`${path}: ${command} cannot be started: ${error.message}`);
      if (status !== 0) throw new InputError(stderr.trimEnd() || `${path}: ${command} ended with ${status}`);
      if (stderr !== '') printError(stderr.trimEnd());
      return readFileSync(output);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const names = compilers().map(([command]) => command);
  throw new InputError(
    `${path}: no C compiler (${names.join(', ')}): install gcc or clang, name one in CC, or compile it elsewhere to an .o file`,
  );
}

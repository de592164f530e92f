/** C programs for tests of stacks, compiled as the tests want them. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ObjectFile } from '../../../src/elf/object.ts';
import { readObject } from '../../../src/elf/read-object.ts';
import { temporaryFolder } from '../../elf/tools.ts';

const HEADERS = fileURLToPath(new URL('../../../asm/guest', import.meta.url));

/** The object that gcc makes of a file of this folder. */
export function compiler(): (name: string, ...flags: string[]) => ObjectFile {
  const folder = temporaryFolder();
  return (name, ...flags) => {
    const object = join(folder, 'program.o');
    const source = fileURLToPath(new URL(name, import.meta.url));
    execFileSync('gcc', ['-ffreestanding', '-I', HEADERS, ...flags, '-c', '-o', object, source]);
    return readObject(readFileSync(object), name);
  };
}

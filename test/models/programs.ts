/** The programs of asm/models/, as the command line reads them. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readProgram } from '../../src/cli/files.ts';
import type { Program } from '../../src/runtime/program/program.ts';

const folder = fileURLToPath(new URL('../../asm/models/', import.meta.url));

/** Their paths: `futures/join.s`. What others include is not among them. */
export const programs: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.s') && !path.includes('include/'))
  .sort();

export function read(path: string): Program {
  return readProgram([`${folder}${path}`]);
}

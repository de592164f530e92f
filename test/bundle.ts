/**
 * The command line as one bundle, where it finds what lies beside the sources. Tests start it hundreds of times, and the
 * sources alone take several times as long to start. It is made anew when something has changed.
 */

import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'build/cli');

export const BUNDLE = join(FOLDER, 'main.js');

export default async function bundle(): Promise<void> {
  if (isFresh(BUNDLE, 'rolldown.config.ts')) return;
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const { default: options } = await import('../rolldown.config.ts');
  const built = await rolldown({ ...options, input: { main: 'src/cli/main.ts' }, cwd: ROOT });
  await built.write({ dir: FOLDER, chunkFileNames: '[name].js' });
}

/** Whether a file has been made since anything changed that it is made of, its configuration included. */
export function isFresh(file: string, configuration: string): boolean {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['src', 'asm'].flatMap((folder) => [
    folder,
    ...readdirSync(join(ROOT, folder), { encoding: 'utf8', recursive: true }).map((name) =>
      join(folder, name),
    ),
  ]);
  return [...sources, configuration].every((name) => statSync(join(ROOT, name)).mtimeMs < made);
}

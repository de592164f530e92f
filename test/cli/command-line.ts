/** The command line as a user calls it. */

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { BUNDLE } from '../bundle.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Called {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export interface CallOptions {
  /** Default: the project's folder. */
  readonly cwd?: string;
  /** Beside PATH; by default 80 columns and nothing about colours. */
  readonly env?: Readonly<Record<string, string>>;
  /** What can be read from its standard input. Default: nothing. */
  readonly input?: string;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

export function start(
  args: readonly string[],
  { cwd = ROOT, env = {}, input = '' }: CallOptions = {},
): Child {
  const child = spawn(process.execPath, [BUNDLE, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', COLUMNS: '80', ...env },
    stdio: 'pipe',
  });
  // who does not read it may be gone before it is written
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return child;
}

/** Calls `fiberscope` with its output piped. */
export async function fiberscope(args: readonly string[], options?: CallOptions): Promise<Called> {
  const child = start(args, options);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { stdout, stderr, status };
}

/** A folder with these files, removed when the tests of the calling file are over. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Of the longest line, colours aside. */
export function widest(shown: string): number {
  return Math.max(
    ...plain(shown)
      .split('\n')
      .map(({ length }) => length),
  );
}

/** Without escape codes. */
export function plain(shown: string): string {
  // eslint-disable-next-line no-control-regex
  return shown.replaceAll(/\u001b\[\d+m/g, '');
}

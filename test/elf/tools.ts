/** The system's tools, where they are; tests that need one are skipped without it, and fail in CI. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export function isMissing(...commands: readonly string[]): boolean {
  if (process.env['CI']) return false;
  return commands.some((command) => spawnSync(command, ['--version']).error !== undefined);
}

/** Programs of ours are x86-64 Linux's too. */
export const isNative = process.platform === 'linux' && process.arch === 'x64';

/** A folder that is removed when the tests of the calling file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-elf-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a tool prints, stderr included; it must end with 0. */
export function output(cwd: string, command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** Runs a program on this computer. */
export function native(path: string, ...args: string[]): { stdout: string; status: number | null } {
  const { status, stdout, error } = spawnSync(path, args, { encoding: 'utf8', env: {} });
  if (error) throw error;
  return { stdout, status };
}

/** `as`'s object of a source in Intel's syntax. */
export function gnuAs(cwd: string, source: string, name: string): void {
  execFileSync('as', ['--64', '-o', name, '-'], { cwd, input: `.intel_syntax noprefix\n${source}` });
}

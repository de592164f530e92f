/** Other programs: whether they are there, and how long they take. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function hasTool(name: string): boolean {
  return spawnSync(name, ['--version']).status === 0;
}

/** Runs a command to its end and answers with what it printed. @throws when it fails */
export function output(command: string, args: readonly string[]): string {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return stdout;
  const why = error?.message ?? `${signal ?? `status ${status}`}\n${stderr}`;
  throw new Error(`${command} ${args.join(' ')}: ${why}`);
}

/** Seconds that a command takes, its start included. @throws when it prints something else */
export function seconds(command: string, args: readonly string[], expected: string): number {
  const began = performance.now();
  const printed = output(command, args);
  const taken = (performance.now() - began) / 1_000;
  if (printed === expected) return taken;
  throw new Error(`${command} ${args.join(' ')} printed '${printed.trim()}', not '${expected.trim()}'`);
}

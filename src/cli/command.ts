/** What a command is, and how its arguments are read. */

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../elf/nearest.ts';

export interface Command {
  /** The whole of `--help`. */
  readonly help: string;
  /** Returns the exit status. @throws UsageError, InputError */
  run(args: readonly string[]): Promise<number> | number;
}

/** Exit statuses of our own; otherwise a command ends with the program's. */
export const EXIT = {
  /** The input cannot be run, or the command line cannot be read. */
  input: 2,
  /** `--max-instructions` have been executed: as coreutils' `timeout` says it. */
  limit: 124,
} as const;

/** The command line makes no sense. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** A file or a program that cannot be used. The message may have several lines and is shown as it is. */
export class InputError extends Error {
  override name = 'InputError';
}

/** What stands before `--` is ours, what stands behind it the program's. */
export function splitArguments(args: readonly string[]): { ours: string[]; theirs: string[] } {
  const end = args.indexOf('--');
  return end === -1
    ? { ours: [...args], theirs: [] }
    : { ours: args.slice(0, end), theirs: args.slice(end + 1) };
}

/** `node:util`'s parseArgs with complaints of our own. `--help` never comes here. @throws UsageError */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(complaint(error, config.options ?? {}));
  }
}

function complaint(error: unknown, options: NonNullable<ParseArgsConfig['options']>): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, dashes = '', name = ''] = /'(?:-\w, )?(--?)([^' ]+)/.exec(message) ?? [];
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option) return `--${name} ${option.type === 'string' ? 'wants a value' : 'takes no value'}`;
  if (!dashes) return message;
  const close = nearest(name, Object.keys(options));
  return `no option '${dashes}${name}'${close === undefined ? '' : ` (did you mean '--${close}'?)`}`;
}

export interface NumberOptions {
  /** `K`, `M` and `G` behind the number multiply by 1024s. */
  readonly bytes?: boolean;
  readonly least?: number;
  readonly most?: number;
}

/** A whole number, decimal or 0x. @throws UsageError */
export function readNumber(
  option: string,
  text: string,
  { bytes = false, least = 0, most = Infinity }: NumberOptions = {},
): number {
  const [, digits = '', unit = ''] = /^(\d+|0x[0-9a-f]+)([KMG]?)$/i.exec(text) ?? [];
  const factor = 1024 ** ' KMG'.indexOf(unit.toUpperCase() || ' ');
  const value = Number(digits) * factor;
  if (!digits || (unit && !bytes)) {
    throw new UsageError(
      `${option} wants a whole number${bytes ? ', such as 64K or 2M' : ''}, not '${text}'`,
    );
  }
  if (value < least) throw new UsageError(`${option} wants at least ${least}, not ${text}`);
  if (value > most) throw new UsageError(`${option} wants at most ${most}, not ${text}`);
  if (!Number.isSafeInteger(value)) throw new UsageError(`${option}: ${text} is too large`);
  return value;
}

/** What a command is, and how its arguments are read. */

import { parseArgs, type ParseArgsConfig } from 'node:util';

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

/** `node:util`'s parseArgs with its complaints as UsageError. `--help` never comes here. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
}

/** A whole number, decimal or 0x; `K`, `M` and `G` behind it multiply by 1024s when `bytes` is set. */
export function readNumber(option: string, text: string, { bytes = false } = {}): number {
  const [, digits = '', unit = ''] = /^(\d+|0x[0-9a-f]+)([KMG]?)$/i.exec(text) ?? [];
  const factor = 1024 ** ' KMG'.indexOf(unit.toUpperCase() || ' ');
  const value = Number(digits) * factor;
  if (!digits || (unit && !bytes) || !Number.isSafeInteger(value)) {
    throw new UsageError(`${option} wants a whole number${bytes ? ', such as 64K or 2M' : ''}, not '${text}'`);
  }
  return value;
}

/** The options and the steps that commands which run programs share. */

import { Runtime, type Outcome, type RuntimeOptions } from '../runtime/index.ts';
import { EXIT, InputError, readNumber, UsageError } from './command.ts';
import { readProgram } from './files.ts';
import { painter, printError, widthOf } from './terminal.ts';
import { count } from './words.ts';

/** For parseArgs. */
export const PROGRAM_OPTIONS = {
  'max-instructions': { type: 'string' },
  'max-threads': { type: 'string' },
  'stack-size': { type: 'string' },
  memory: { type: 'string' },
  env: { type: 'string', multiple: true },
} as const;

export const PROGRAM_HELP = `  --max-instructions N  stop after so many, with status 124 (default: none)
  --max-threads N       slots for threads, the base thread included (4)
  --stack-size N        bytes of each thread's stack, such as 64K (2M)
  --memory N            bytes of memory (what is needed, at least 64M)
  --env NAME=VALUE      of the program's environment, which else is empty
  -- ARG ...            the program's arguments`;

interface ProgramValues {
  readonly 'max-instructions'?: string | undefined;
  readonly 'max-threads'?: string | undefined;
  readonly 'stack-size'?: string | undefined;
  readonly memory?: string | undefined;
  readonly env?: string[] | undefined;
}

function environment(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--env wants NAME=VALUE, not '${text}'`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

type OnWrite = NonNullable<RuntimeOptions['onWrite']>;

/** Reads, links and loads; `theirs` are the program's arguments. @throws InputError, UsageError, and what the linker and the runtime throw */
export function load(
  paths: readonly string[],
  theirs: readonly string[],
  values: ProgramValues,
  onWrite: OnWrite,
): Runtime {
  return loader(paths, theirs, values)(onWrite);
}

/** The same for a program that is run more than once: each runtime begins at its beginning. */
export function loader(
  paths: readonly string[],
  theirs: readonly string[],
  values: ProgramValues,
): (onWrite: OnWrite) => Runtime {
  const sizes: RuntimeOptions = {
    ...(values['max-threads'] === undefined
      ? {}
      : { maxThreads: readNumber('--max-threads', values['max-threads'], { least: 1 }) }),
    ...(values['stack-size'] === undefined
      ? {}
      : { stackSize: readNumber('--stack-size', values['stack-size'], { bytes: true, least: 1 }) }),
    ...(values.memory === undefined
      ? {}
      : { memory: readNumber('--memory', values.memory, { bytes: true, least: 1 }) }),
  };
  const env = environment(values.env ?? []);
  const program = readProgram(paths);
  return (onWrite) => {
    try {
      return new Runtime(program, { ...sizes, args: [...paths.slice(0, 1), ...theirs], env, onWrite });
    } catch (error) {
      if (error instanceof RangeError) throw new InputError(`fiberscope: ${error.message}`);
      throw error;
    }
  };
}

/** Infinity without the option. */
export function instructionLimit(values: ProgramValues): number {
  const text = values['max-instructions'];
  return text === undefined ? Infinity : readNumber('--max-instructions', text);
}

/** Says on stderr how a run has ended, unless it ended as it should; returns the exit status. */
export async function conclude(runtime: Runtime, outcome: Outcome): Promise<number> {
  switch (outcome.kind) {
    case 'exit':
      return outcome.status;
    case 'fault':
    case 'halt': {
      const { faultText } = await import('./fault-text.ts');
      printError(faultText(runtime, outcome, painter(process.stderr), widthOf(process.stderr)));
      return outcome.status;
    }
    case 'limit':
      printError(`stopped after ${count(runtime.instructions, 'instruction')}: --max-instructions`);
      return EXIT.limit;
    case 'stopped':
      return 0;
  }
}

/** The options and the steps that commands which run programs share. */

import { nearest } from '../elf/nearest.ts';
import type { ReadOptions } from '../elf/read-object.ts';
import { Runtime, STACK_MODES, type Outcome, type RuntimeOptions, type StackMode } from '../runtime/index.ts';
import { waiting } from '../scope/index.ts';
import { EXIT, InputError, readNumber, UsageError } from './command.ts';
import { readProgram } from './files.ts';
import { Progress } from './progress.ts';
import { SCHEDULING_HELP, SCHEDULING_OPTIONS, schedulingOf } from './scheduling.ts';
import { painter, pause, printError, readInput, widthOf, write } from './terminal.ts';
import { count } from './words.ts';

/** For parseArgs. */
export const PROGRAM_OPTIONS = {
  'max-instructions': { type: 'string' },
  'max-threads': { type: 'string' },
  'stack-size': { type: 'string' },
  stack: { type: 'string' },
  memory: { type: 'string' },
  env: { type: 'string', multiple: true },
  realtime: { type: 'boolean' },
  ...SCHEDULING_OPTIONS,
} as const;

export const PROGRAM_HELP = `  --max-instructions N  stop after so many, with status 124 (default: none)
  --max-threads N       slots for threads, the base thread included (4)
  --stack-size N        bytes of each thread's stack, such as 64K (2M)
  --stack MODE          fixed; commit: a page more when its guard is touched, up
                        to that size; copy, segments: they begin with that size
                        (4K) and grow where a function asks for room, as gcc's
                        -fsplit-stack has them do (fixed)
  --memory N            bytes of memory (what is needed, at least 64M)
  --env NAME=VALUE      of the program's environment, which else is empty
${SCHEDULING_HELP}
  --realtime            wait where the program's clock jumps (it is virtual)
  -- ARG ...            the program's arguments`;

interface ProgramValues {
  readonly 'max-instructions'?: string | undefined;
  readonly 'max-threads'?: string | undefined;
  readonly 'stack-size'?: string | undefined;
  readonly stack?: string | undefined;
  readonly memory?: string | undefined;
  readonly env?: string[] | undefined;
  readonly realtime?: boolean | undefined;
  readonly policy?: string | undefined;
  readonly quantum?: string | undefined;
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

function stackMode(text: string): StackMode {
  const mode = STACK_MODES.find((one) => one === text);
  if (mode) return mode;
  const close = nearest(text, STACK_MODES);
  const hint = close === undefined ? '' : ` (did you mean '${close}'?)`;
  throw new UsageError(`--stack wants one of ${STACK_MODES.join(', ')}, not '${text}'${hint}`);
}

type OnWrite = NonNullable<RuntimeOptions['onWrite']>;

/** Reads, links and loads; `theirs` are the program's arguments. @throws InputError, UsageError, and what the linker and the runtime throw */
export function load(
  paths: readonly string[],
  theirs: readonly string[],
  values: ProgramValues,
  onWrite: OnWrite,
  recordEvents = 0,
): Runtime {
  return loader(paths, theirs, values)(onWrite, recordEvents);
}

/**
 * The same for a program that is run more than once: each runtime begins at its beginning.
 *
 * @param read what of the files is wanted beside what runs
 */
export function loader(
  paths: readonly string[],
  theirs: readonly string[],
  values: ProgramValues,
  read?: ReadOptions,
): (onWrite: OnWrite, recordEvents?: number) => Runtime {
  const options: RuntimeOptions = {
    stdin: readInput,
    ...schedulingOf(values),
    ...(values.realtime ? { onJump: (nanoseconds: number) => pause(nanoseconds / 1e6) } : {}),
    ...(values['max-threads'] === undefined
      ? {}
      : { maxThreads: readNumber('--max-threads', values['max-threads'], { least: 1 }) }),
    ...(values['stack-size'] === undefined
      ? {}
      : { stackSize: readNumber('--stack-size', values['stack-size'], { bytes: true, least: 1 }) }),
    ...(values.stack === undefined ? {} : { stack: stackMode(values.stack) }),
    ...(values.memory === undefined
      ? {}
      : { memory: readNumber('--memory', values.memory, { bytes: true, least: 1 }) }),
  };
  const env = environment(values.env ?? []);
  const program = readProgram(paths, read);
  return (onWrite, recordEvents = 0) => {
    try {
      const args = [...paths.slice(0, 1), ...theirs];
      return new Runtime(program, { ...options, args, env, onWrite, recordEvents });
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

export interface Executed {
  readonly runtime: Runtime;
  readonly outcome: Outcome;
  /** What the run has taken, the loading aside. */
  readonly seconds: number;
}

/**
 * Loads a program and runs it to its end. What it writes to its standard output goes to `stdout`; on a terminal a long
 * run shows how far it has come.
 *
 * @throws as `load` does
 */
export function execute(
  paths: readonly string[],
  theirs: readonly string[],
  values: ProgramValues,
  { stdout = 1, recordEvents }: { readonly stdout?: 1 | 2; readonly recordEvents?: number } = {},
): Executed {
  const maxInstructions = instructionLimit(values);
  // it asks late whether it is seen: making process.stderr takes longer than most programs
  const progress = new Progress((text) => {
    if (process.stderr.isTTY) write(2, text);
  });
  const onWrite = (fd: number, bytes: Uint8Array): void => {
    progress.erase();
    write(fd === 2 ? 2 : stdout, bytes);
  };
  const runtime = load(paths, theirs, values, onWrite, recordEvents);
  const began = process.hrtime.bigint();
  const outcome = progress.run(runtime, maxInstructions);
  return { runtime, outcome, seconds: Number(process.hrtime.bigint() - began) / 1e9 };
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
    case 'deadlock': {
      const { deadlockText } = await import('./waiting-text.ts');
      printError(deadlockText(waiting(runtime), painter(process.stderr)));
      return outcome.status;
    }
    case 'limit':
      printError(`stopped after ${count(runtime.instructions, 'instruction')}: --max-instructions`);
      return EXIT.limit;
    case 'stopped':
      return 0;
  }
}

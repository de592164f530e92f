/** The options and the steps that commands which run programs share. */

import { Runtime, type Outcome, type RuntimeOptions } from '../runtime/index.ts';
import { faultReport } from '../scope/index.ts';
import { EXIT, InputError, readNumber } from './command.ts';
import { faultText } from './fault-text.ts';
import { assembleFiles } from './files.ts';
import { painter, printError, widthOf } from './terminal.ts';
import { count } from './words.ts';

/** For parseArgs. */
export const PROGRAM_OPTIONS = {
  'max-instructions': { type: 'string' },
  'max-threads': { type: 'string' },
  'stack-size': { type: 'string' },
  memory: { type: 'string' },
} as const;

export const PROGRAM_HELP = `  --max-instructions N  stop after so many, with status 124 (default: none)
  --max-threads N       slots for threads, the base thread included (4)
  --stack-size N        bytes of each thread's stack, such as 64K (2M)
  --memory N            bytes of memory (what is needed, at least 64M)`;

interface ProgramValues {
  readonly 'max-instructions'?: string | undefined;
  readonly 'max-threads'?: string | undefined;
  readonly 'stack-size'?: string | undefined;
  readonly memory?: string | undefined;
}

/** Assembles, links and loads. @throws InputError, UsageError, and what the linker and the runtime throw */
export function load(
  paths: readonly string[],
  values: ProgramValues,
  onWrite: NonNullable<RuntimeOptions['onWrite']>,
): Runtime {
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
  const objects = assembleFiles(paths);
  try {
    return new Runtime(objects, { ...sizes, onWrite });
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`fiberscope: ${error.message}`);
    throw error;
  }
}

/** Infinity without the option. */
export function instructionLimit(values: ProgramValues): number {
  const text = values['max-instructions'];
  return text === undefined ? Infinity : readNumber('--max-instructions', text);
}

/** Says on stderr how a run has ended, unless it ended as it should; returns the exit status. */
export function conclude(runtime: Runtime, outcome: Outcome): number {
  const paint = painter(process.stderr);
  switch (outcome.kind) {
    case 'exit':
      return outcome.status;
    case 'fault':
    case 'halt':
      printError(faultText(faultReport(runtime, outcome), paint, widthOf(process.stderr)));
      return outcome.status;
    case 'limit':
      printError(`stopped after ${count(runtime.instructions, 'instruction')}: --max-instructions`);
      return EXIT.limit;
    case 'stopped':
      return 0;
  }
}

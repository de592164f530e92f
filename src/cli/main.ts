#!/usr/bin/env node
/** The command line: finds the command and turns errors into messages and exit statuses. */

import { AssemblyError } from '../assembler/index.ts';
import { LinkError } from '../elf/link.ts';
import { ElfError } from '../elf/problem.ts';
import { ProgramError, UnknownLabel } from '../runtime/errors.ts';
import { nearest } from '../elf/nearest.ts';
import { EXIT, InputError, splitArguments, UsageError, type Command } from './command.ts';
import { painter, print, printError } from './terminal.ts';

/** Commands load what they need when they are called: `asm` makes no machine. */
const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  run: {
    summary: 'run a program; --switches shows every context switch',
    load: async () => (await import('./run.ts')).run,
  },
  contexts: {
    summary: 'stop at a moment: all contexts, who runs next, what has changed',
    load: async () => (await import('./contexts.ts')).contexts,
  },
  stacks: {
    summary: 'stop at a moment: what lies on each stack, call by call',
    load: async () => (await import('./stacks.ts')).stacks,
  },
  trace: {
    summary: 'who ran when: a file for trace viewers, lanes, a picture',
    load: async () => (await import('./trace.ts')).trace,
  },
  check: {
    summary: 'say what is wrong with switches, stacks and calls, and where',
    load: async () => (await import('./check.ts')).check,
  },
  models: {
    summary: 'the same job as threads, callbacks, promises, futures, generators',
    load: async () => (await import('./models.ts')).models,
  },
  grade: {
    summary: "say which properties of an exercise a student's routine has",
    load: async () => (await import('./grade.ts')).grade,
  },
  gdb: {
    summary: 'let gdb attach: threads, backtraces, stepping both ways',
    load: async () => (await import('./gdb.ts')).gdb,
  },
  web: {
    summary: 'serve the page: a classroom in the browser',
    load: async () => (await import('./web.ts')).web,
  },
  asm: {
    summary: 'show addresses, bytes and source; -o writes objects and programs',
    load: async () => (await import('./asm.ts')).asm,
  },
  demo: {
    summary: 'the green-thread demo of the book, and what made it happen',
    load: async () => (await import('./demo.ts')).demo,
  },
};

function usage(): string {
  const list = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`);
  return `fiberscope: an instrument for looking inside green threads

usage: fiberscope COMMAND [options] [files]

${list.join('\n')}

'fiberscope COMMAND --help' says more. --version prints the version.

Exit status: that of the program that ran; 2 when the input can't be run,
124 when --max-instructions stopped it, 125 when all of its threads waited for
ever, 132 to 139 when it faulted. That of check: 0 when it finds nothing, 1
when it does; of grade: 0 passed, 1 not.`;
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  for (const up of ['../../package.json', '../../../package.json']) {
    const text = await readFile(new URL(up, import.meta.url), 'utf8').catch(() => undefined);
    if (text !== undefined) return (JSON.parse(text) as { version: string }).version;
  }
  throw new InputError('package.json is missing');
}

/** @throws UsageError when there is none */
async function commandNamed(name: string): Promise<Command> {
  const found = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (found) return found.load();
  const close = nearest(name, Object.keys(COMMANDS));
  throw new UsageError(
    `no ${name.startsWith('-') ? 'option' : 'command'} '${name}'${close ? ` (did you mean '${close}'?)` : ''}`,
  );
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError('no command is named');
  if (name === '--help' || name === '-h' || name === 'help') {
    print(rest[0] === undefined ? usage() : (await commandNamed(rest[0])).help);
    return 0;
  }
  if (name === '--version' || name === '-V') {
    print(await version());
    return 0;
  }
  const command = await commandNamed(name);
  const { ours } = splitArguments(rest);
  if (ours.includes('--help') || ours.includes('-h')) {
    print(command.help);
    return 0;
  }
  return command.run(rest);
}

function isAboutInput(error: unknown): error is Error {
  return [AssemblyError, InputError, ElfError, LinkError].some((kind) => error instanceof kind);
}

/** What a user can do something about; anything else is a defect of ours and says so. */
function report(error: unknown): void {
  const paint = painter(process.stderr);
  if (error instanceof UsageError) {
    const name = process.argv[2] ?? '';
    const wanted = Object.hasOwn(COMMANDS, name) ? `${name} ` : '';
    printError(`${paint('red', 'fiberscope:')} ${error.message}\nTry 'fiberscope ${wanted}--help'.`);
  } else if (isAboutInput(error)) {
    printError(error.message);
  } else if (error instanceof ProgramError || error instanceof UnknownLabel) {
    printError(`${paint('red', 'fiberscope:')} ${error.message}`);
  } else {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    printError(`${paint('red', 'fiberscope:')} a defect of fiberscope itself: ${message}`);
    if (process.env['FIBERSCOPE_DEBUG'] && error instanceof Error) printError(error.stack ?? '');
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  report(error);
  process.exitCode = EXIT.input;
}

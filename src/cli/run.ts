/** `fiberscope run`: the program's output on stdout and nothing else, its exit status the command's. */

import { bigintAsHex, switchTable } from '../scope/index.ts';
import { readArguments, splitArguments, type Command } from './command.ts';
import { conclude, instructionLimit, load, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { switchesText } from './tables.ts';
import { painter, printError, widthOf, write } from './terminal.ts';

const HELP = `usage: fiberscope run [options] FILE ... [-- ARG ...]

Runs a program. One that defines main gets the runtime for green threads; one
that defines _start runs as it is. What it writes goes to stdout and stderr,
and its exit status is the command's.

FILE is assembly, an object (.o) or C source (.c, compiled by $CC, cc, gcc or
clang), any mix of which is linked; or one static x86-64 executable.

  --switches            then show the table of switches, on stderr
  --json                the table of switches as JSON, on stderr
${PROGRAM_HELP}

A fault ends it with Linux's status (139 page fault, 136 divide error,
132 invalid opcode, 133 breakpoint trap) and a report on stderr.`;

export const run: Command = {
  help: HELP,
  run(args) {
    const { ours, theirs } = splitArguments(args);
    const { values, positionals } = readArguments({
      args: ours,
      allowPositionals: true,
      options: { ...PROGRAM_OPTIONS, switches: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const maxInstructions = instructionLimit(values);
    const runtime = load(positionals, theirs, values, (fd, bytes) => write(fd === 2 ? 2 : 1, bytes));
    const outcome = runtime.run({ maxInstructions });
    if (values.json) printError(JSON.stringify(switchTable(runtime), bigintAsHex, 2));
    else if (values.switches) {
      printError(switchesText(switchTable(runtime), painter(process.stderr), widthOf(process.stderr)));
    }
    return conclude(runtime, outcome);
  },
};

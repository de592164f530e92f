/** `fiberscope run`: the program's output on stdout and nothing else, its exit status the command's. */

import { bigintAsHex, statistics, switchTable } from '../scope/index.ts';
import { readArguments, splitArguments, type Command } from './command.ts';
import { conclude, execute, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { statisticsReport, statisticsText } from './statistics.ts';
import { switchesText } from './tables.ts';
import { painter, printError, widthOf } from './terminal.ts';

const HELP = `usage: fiberscope run [options] FILE ... [-- ARG ...]

Runs a program. One that defines main gets the runtime for green threads; one
that defines _start runs as it is. What it writes goes to stdout and stderr,
and its exit status is the command's.

FILE is assembly, an object (.o) or C source (.c, compiled by $CC, cc, gcc or
clang), any mix of which is linked; or one static x86-64 executable.

  --switches            then show the table of switches, on stderr
  --stats               then show how many instructions, switches and threads
                        there were, and what they took, on stderr
  --json                the same as JSON: the switches, the statistics, or both
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
      options: {
        ...PROGRAM_OPTIONS,
        switches: { type: 'boolean' },
        stats: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const { runtime, outcome, seconds } = execute(positionals, theirs, values);
    const measured = { seconds, resident: process.resourceUsage().maxRSS * 1_024 };
    if (values.json) {
      const report = {
        ...(values.switches || !values.stats ? switchTable(runtime) : {}),
        ...(values.stats ? { statistics: statisticsReport(statistics(runtime), measured) } : {}),
      };
      printError(JSON.stringify(report, bigintAsHex, 2));
    } else {
      const paint = painter(process.stderr);
      if (values.switches) printError(switchesText(switchTable(runtime), paint, widthOf(process.stderr)));
      if (values.stats) printError(statisticsText(statistics(runtime), measured, paint));
    }
    return conclude(runtime, outcome);
  },
};

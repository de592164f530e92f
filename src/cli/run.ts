/** `fiberscope run`: the program's output on stdout and nothing else, its exit status the command's. */

import { readArguments, splitArguments, type Command } from './command.ts';
import { conclude, execute, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';

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
  async run(args) {
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
    if (values.switches || values.stats || values.json) {
      const { reportRun } = await import('./run-report.ts');
      reportRun(runtime, measured, values);
    }
    return conclude(runtime, outcome);
  },
};

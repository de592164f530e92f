/** `fiberscope stacks`: each thread's stack at one moment. */

import { bigintAsHex, stacks as stacksOf } from '../scope/index.ts';
import { readArguments, readNumber, splitArguments, type Command } from './command.ts';
import { MOMENT_HELP, MOMENT_OPTIONS, momentOf, runTo, statusOf } from './moment.ts';
import { instructionLimit, load, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { stacksText } from './stacks-text.ts';
import { painter, print, write } from './terminal.ts';
import { THREAD_OPTIONS, threadsOf } from './threads.ts';

const HELP = `usage: fiberscope stacks [options] FILE ... [-- ARG ...]

Runs a program up to a moment and shows the stack of every thread there: its
guard, what was never touched, what is in use; the calls that have not
returned, and how rsp was aligned at each; what every slot above and below rsp
is. What the program has written by then goes to stderr.

${MOMENT_HELP}
  --thread N            of this thread alone; may be given more than once
                        (all that are alive)
  --slots N             so many slots from rsp upwards (16)
  --below N             so many slots below rsp (4)
  --json                as data
${PROGRAM_HELP}

A program that ends before that moment is shown as it ended, with status 2.`;

export const stacks: Command = {
  help: HELP,
  async run(args) {
    const { ours, theirs } = splitArguments(args);
    const { values, positionals } = readArguments({
      args: ours,
      allowPositionals: true,
      options: {
        ...PROGRAM_OPTIONS,
        ...MOMENT_OPTIONS,
        ...THREAD_OPTIONS,
        slots: { type: 'string' },
        below: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const until = momentOf(values);
    const above = values.slots === undefined ? 16 : readNumber('--slots', values.slots);
    const below = values.below === undefined ? 4 : readNumber('--below', values.below);
    const runtime = load(positionals, theirs, values, (_fd, bytes) => write(2, bytes));
    const threads = threadsOf(values, runtime);
    const outcome = runTo(runtime, until, instructionLimit(values));

    const report = stacksOf(runtime, { above, below, ...(threads && { threads }) });
    if (values.json) print(JSON.stringify({ ...report, outcome }, bigintAsHex, 2));
    else print(stacksText(report, painter(process.stdout)));
    return statusOf(runtime, until, outcome);
  },
};

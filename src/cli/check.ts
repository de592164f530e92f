/** `fiberscope check`: what is wrong with a program, though it may seem to work. */

import { bigintAsHex, Checker } from '../scope/index.ts';
import { EXIT, readArguments, splitArguments, type Command } from './command.ts';
import { findingText, summaryText } from './finding-text.ts';
import { instructionLimit, load, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { Progress } from './progress.ts';
import { painter, print, widthOf, write } from './terminal.ts';

const HELP = `usage: fiberscope check [options] FILE ... [-- ARG ...]

Runs a program and watches every instruction: whether calls and switches keep
what they must keep, whether return addresses are those that calls have
pushed, whether stacks are aligned, large enough, and left alone by others.
Threads may be the runtime's, or the program's own with a switch of its own.
What the program writes goes to stderr.

  --poison              fill the registers that no call preserves with garbage
                        after each switch: what relies on them then fails
  --json                the findings as data
${PROGRAM_HELP}

Exit status: 0 nothing found, 1 findings, 2 the program can't be run,
124 nothing found until --max-instructions.`;

/** Instructions between two looks at the clock. */
const CHUNK = 100_000;

export const check: Command = {
  help: HELP,
  run(args) {
    const { ours, theirs } = splitArguments(args);
    const { values, positionals } = readArguments({
      args: ours,
      allowPositionals: true,
      options: { ...PROGRAM_OPTIONS, poison: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const maxInstructions = instructionLimit(values);
    const progress = process.stderr.isTTY ? new Progress((text) => write(2, text)) : undefined;
    const runtime = load(positionals, theirs, values, (_fd, bytes) => {
      progress?.erase();
      write(2, bytes);
    });
    const checker = new Checker(runtime, { poison: values.poison ?? false });
    const outcome = progress?.run(checker, maxInstructions, CHUNK) ?? checker.run({ maxInstructions });
    const { findings } = checker;
    if (values.json) {
      const { instructions } = runtime;
      print(JSON.stringify({ findings, instructions, outcome }, bigintAsHex, 2));
    } else {
      const paint = painter(process.stdout);
      for (const finding of findings) print(`${findingText(finding, paint, widthOf(process.stdout))}\n`);
      print(summaryText(findings, outcome, runtime.instructions));
    }
    if (findings.length > 0) return 1;
    return outcome.kind === 'limit' ? EXIT.limit : 0;
  },
};

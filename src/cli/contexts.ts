/** `fiberscope contexts`: every thread at one moment. */

import type { Runtime, Until } from '../runtime/index.ts';
import { bigintAsHex, contexts as contextsOf, nameOfValue } from '../scope/index.ts';
import {
  InputError,
  readArguments,
  readNumber,
  UsageError,
  splitArguments,
  type Command,
} from './command.ts';
import { conclude, instructionLimit, load, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { contextsText, stacksText } from './tables.ts';
import { painter, print, widthOf, write } from './terminal.ts';
import { count } from './words.ts';

const HELP = `usage: fiberscope contexts [options] FILE ... [-- ARG ...]

Runs a program up to a moment and shows every thread there: its saved context
(the running one's live registers) beside all others, and what lies on its
stack. What the program has written by then goes to stderr.

  --at-switch N         when switch N has been carried out
  --at-instruction N    when N instructions have been executed
  --at LABEL            when LABEL is about to be executed (or an 0x address)
                        (default: when the program ends or faults)
  --slots N             of each stack, so many slots are explained (16)
  --json                as data
${PROGRAM_HELP}

A program that ends before that moment is shown as it ended, with status 2.`;

type Moment = { 'at-switch'?: string; 'at-instruction'?: string; at?: string };

function untilOf(values: Moment): Until | undefined {
  const given = (['at-switch', 'at-instruction', 'at'] as const).filter((name) => values[name] !== undefined);
  if (given.length > 1) throw new UsageError(`--${given[0]} and --${given[1]} name two moments`);
  const [name] = given;
  const text = name === undefined ? '' : values[name]!;
  if (name === undefined) return undefined;
  if (name === 'at-switch') return { switch: readNumber('--at-switch', text) };
  if (name === 'at-instruction') return { instruction: readNumber('--at-instruction', text) };
  return { address: /^0x[0-9a-f]+$/i.test(text) ? BigInt(text) : text };
}

/** The whole picture, for a terminal of some width. */
function pictureText(runtime: Runtime, slots: number): string {
  const paint = painter(process.stdout);
  const report = contextsOf(runtime, { slots });
  const name = (value: bigint): string | undefined => nameOfValue(runtime, value);
  const stacks = stacksText(report, paint);
  return `${contextsText(report, name, paint, widthOf(process.stdout))}${stacks && `\n\n${stacks}`}`;
}

export const contexts: Command = {
  help: HELP,
  async run(args) {
    const { ours, theirs } = splitArguments(args);
    const { values, positionals } = readArguments({
      args: ours,
      allowPositionals: true,
      options: {
        ...PROGRAM_OPTIONS,
        'at-switch': { type: 'string' },
        'at-instruction': { type: 'string' },
        at: { type: 'string' },
        slots: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const until = untilOf(values);
    const slots = values.slots === undefined ? 16 : readNumber('--slots', values.slots);
    const maxInstructions = instructionLimit(values);
    const runtime = load(positionals, theirs, values, (_fd, bytes) => write(2, bytes));
    const outcome = runtime.run(until ? { maxInstructions, until } : { maxInstructions });

    if (values.json) print(JSON.stringify(contextsOf(runtime, { slots }), bigintAsHex, 2));
    else {
      const paint = painter(process.stdout);
      const moment = `after ${count(runtime.instructions, 'instruction')}, ${count(runtime.switchCount, 'switch', 'switches')}`;
      print(`${paint('dim', moment)}\n\n${pictureText(runtime, slots)}`);
    }
    if (outcome.kind === 'stopped') return 0;
    const status = await conclude(runtime, outcome);
    if (until && outcome.kind === 'exit') {
      throw new InputError('the program ended before that moment; this is how it ended');
    }
    return outcome.kind === 'exit' ? 0 : status;
  },
};

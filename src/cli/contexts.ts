/** `fiberscope contexts`: every thread at one moment. */

import type { Runtime, Until } from '../runtime/index.ts';
import {
  bigintAsHex,
  changes,
  contexts as contextsOf,
  followSwitch,
  nameOfValue,
  type Change,
  type ContextsReport,
  type Transfer,
} from '../scope/index.ts';
import { InputError, readArguments, readNumber, splitArguments, type Command } from './command.ts';
import { changesText, transferText } from './diff-text.ts';
import { MOMENT_HELP, MOMENT_OPTIONS, momentOf, readMoment, runTo, statusOf } from './moment.ts';
import { momentText } from './moment-text.ts';
import { instructionLimit, loader, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { contextsText, slotsText } from './tables.ts';
import { painter, print, widthOf, write } from './terminal.ts';
import { THREAD_OPTIONS, threadsOf } from './threads.ts';

const HELP = `usage: fiberscope contexts [options] FILE ... [-- ARG ...]

Runs a program up to a moment and shows every thread there: its saved context
(the running one's live registers) beside all others, where it goes on, and
what lies on its stack. What the program has written by then goes to stderr.

${MOMENT_HELP}
  --diff                what the last switch saved and loaded, field by field,
                        and all that has changed since it was asked for
  --since MOMENT        all that has changed since then instead
  --thread N            of this thread alone; may be given more than once
  --slots N             of each stack, so many slots are explained (16)
  --json                as data
${PROGRAM_HELP}

A program that ends before that moment is shown as it ended, with status 2.`;

interface Difference {
  /** Instructions retired at the earlier moment. */
  readonly since: number;
  readonly changes: readonly Change[];
  /** The last switch; null when there was none. */
  readonly transfer: Transfer | null;
}

/** Since when, and across the last switch if that is asked for, which `twin` carries out once more. */
function differenceOf(
  report: ContextsReport,
  earlier: ContextsReport | undefined,
  last: number | undefined,
  twin: () => Runtime,
): Difference | undefined {
  const runtime = last === undefined ? undefined : twin();
  runtime?.run({ until: { instruction: last! - 1 } });
  const from = earlier ?? (runtime && contextsOf(runtime, { slots: 0 }));
  const transfer = (runtime && followSwitch(runtime)) ?? null;
  return from && { since: from.instructions, changes: changes(from, report), transfer };
}

/** The picture as it was at an earlier moment. */
function earlierReport(runtime: Runtime, text: string, limit: number): ContextsReport {
  const until: Until = readMoment('--since', text);
  if (runTo(runtime, until, limit).kind !== 'stopped')
    throw new InputError(`the program has ended before --since ${text}`);
  return contextsOf(runtime, { slots: 0 });
}

function onlyThreads(report: ContextsReport, ids: readonly number[]): ContextsReport {
  return { ...report, threads: report.threads.filter(({ id }) => ids.includes(id)) };
}

/** The tables, for a terminal of some width. */
function tablesText(runtime: Runtime, report: ContextsReport, difference: Difference | undefined): string {
  const paint = painter(process.stdout);
  const width = widthOf(process.stdout);
  const name = (value: bigint): string | undefined => nameOfValue(runtime, value);
  const parts = [contextsText(report, name, paint, width)];
  if (difference?.transfer) parts.push(transferText(difference.transfer, name, paint, width));
  if (difference) parts.push(changesText(difference.changes, difference.since, name, paint, width));
  return [...parts, slotsText(report, paint)].filter(Boolean).join('\n\n');
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
        ...MOMENT_OPTIONS,
        ...THREAD_OPTIONS,
        diff: { type: 'boolean' },
        since: { type: 'string' },
        slots: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const until = momentOf(values);
    const slots = values.slots === undefined ? 16 : readNumber('--slots', values.slots);
    const limit = instructionLimit(values);
    const load = loader(positionals, theirs, values);
    const runtime = load((_fd, bytes) => write(2, bytes));
    const threads = threadsOf(values, runtime);
    const earlier = values.since === undefined ? undefined : earlierReport(runtime, values.since, limit);
    const outcome = runTo(runtime, until, limit);

    const report = contextsOf(runtime, { slots });
    const shown = threads ? onlyThreads(report, threads) : report;
    const last = values.diff ? runtime.lastSwitch?.instruction : undefined;
    const difference = differenceOf(shown, earlier, last, () => load(() => {}));
    if (values.json) {
      print(JSON.stringify({ ...shown, outcome, ...(difference && { difference }) }, bigintAsHex, 2));
    } else {
      const moment = momentText(report, outcome, painter(process.stdout));
      print(`${moment}\n\n${tablesText(runtime, shown, difference)}`);
    }
    return statusOf(runtime, until, outcome);
  },
};

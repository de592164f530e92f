/** `fiberscope models`: the same job under every model of concurrency, and what each takes. */

import { compare, QUOTED, type Row } from '../models/index.ts';
import { readArguments, readNumber, UsageError, type Command } from './command.ts';
import { modelsText } from './models-text.ts';
import { painter, print, widthOf } from './terminal.ts';

const HELP = `usage: fiberscope models [options]

Runs the book's nested timers, tasks that each wait three times and count, and
such that each let the others run, as threads of an operating system, green
threads, callbacks, promises, futures and generators, and shows what each model
takes. The programs are those of asm/models/; all figures but the quoted ones
are read off the machine.

  --threads N           so many tasks (100)
  --json                as data`;

/** A timer is a file, of which a program has 65,536; and the jobs of this many last less than a wait. */
const TASKS = { least: 1, most: 10_000 };

export const models: Command = {
  help: HELP,
  run(args) {
    const { values, positionals } = readArguments({
      args: [...args],
      allowPositionals: true,
      options: { threads: { type: 'string' }, json: { type: 'boolean' } },
    });
    if (positionals.length > 0) throw new UsageError("models takes no files; 'run' does");
    const tasks = readNumber('--threads', values.threads ?? '100', TASKS);
    const rows = compare(tasks);
    if (values.json) print(JSON.stringify({ tasks, models: rows.map(rowReport), quoted: QUOTED }, null, 2));
    else print(modelsText(rows, tasks, QUOTED, painter(process.stdout), widthOf(process.stdout)));
    return 0;
  },
};

/** As data. */
function rowReport({ model, measured, refusal }: Row): object {
  const { name, resumption } = model;
  return refusal === undefined ? { model: name, resumption, ...measured } : { model: name, refusal };
}

/** `npm run bench`: what the machine and its threads cost, beside what else there is. */

import { parseArgs } from 'node:util';
import { GROUPS, measure } from './groups.ts';
import { writeReport } from './readme.ts';
import { FULL, TINY } from './sizes.ts';
import { table } from './table.ts';

const HELP = `usage: npm run -s bench -- [--only NAME] [--runs N] [--json] [--write]

Measures, and prints one table. All that stands in a row is measured in turns,
so that ratios hold on a busy computer too.

  --only NAME   one group of rows, or several when given several times:
                ${Object.keys(GROUPS).join(', ')}
  --runs N      measurements of each, of which the median counts (5)
  --json        all numbers as data
  --write       also writes the table into README.md and the curve to
                docs/bench.svg
  --tiny        hardly measures anything: to see whether it works`;

/** On a terminal, one line that says what is being measured. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      runs: { type: 'string', default: '5' },
      json: { type: 'boolean' },
      write: { type: 'boolean' },
      tiny: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const groups = values.only ?? Object.keys(GROUPS);
  const unknown = groups.find((group) => !Object.hasOwn(GROUPS, group));
  if (unknown !== undefined) throw new RangeError(`--only ${unknown}: there is no such group`);
  const runs = Number(values.runs);
  if (!(Number.isInteger(runs) && runs > 0))
    throw new RangeError(`--runs wants a number, not ${values.runs}`);
  if (values.write && values.only) throw new RangeError('--write wants all groups, without --only');

  const report = await measure(groups, values.tiny ? TINY : FULL, { runs, onProgress: showProgress });
  showProgress('');
  console.log(values.json ? JSON.stringify(report, null, 2) : table(report));
  if (values.write) writeReport(report);
}

try {
  await main();
} catch (error) {
  showProgress('');
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

/**
 * Runs random programs on this computer's processor and on the machine until they differ:
 * `npx tsx test/differential/run.ts --minutes 10 --seed 1`. Each program has a seed of its own, counting up from that
 * one. The smallest program that still shows a difference is printed, and the status is 1. Needs gcc on x86-64 Linux.
 */

import { parseArgs } from 'node:util';
import { Comparison, sourceOf } from './compare.ts';
import { generate, type Program } from './generate.ts';
import { minimise } from './minimise.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
const first = Number(values.seed ?? Date.now() % 1_000_000_007);
if (!(minutes > 0) || !Number.isSafeInteger(first)) {
  console.error('--minutes takes a number above 0, --seed a whole number');
  process.exit(2);
}

const BATCH = 200;
const STARTS = 4;

const comparison = new Comparison();

/** What is different in one program, as text; undefined if nothing. */
function differenceOf(seed: number): string | undefined {
  const { body, starts } = generate(seed, STARTS);
  const differs = (one: Program): boolean => comparison.difference(one) !== undefined;
  const start = starts.find((one) => differs({ body, starts: [one] }));
  if (!start) return undefined;
  const least = minimise({ body, starts: [start] }, differs);
  const { vector, lines } = comparison.difference(least)!;
  return report(seed, sourceOf(least), vector, lines, comparison.machine);
}

function run(): number {
  const end = Date.now() + minutes * 60_000;
  let seed = first;
  let programs = 0;
  const retired = (): string => Number(comparison.machine.retired).toLocaleString('en');
  while (Date.now() < end) {
    const batch = Array.from({ length: BATCH }, (_, index) => generate(seed + index, STARTS));
    const records = comparison.record(batch);
    programs += records.length;
    const different = records.find(({ recording }) => comparison.replay(recording) !== undefined);
    if (different) {
      console.log(differenceOf(seed + batch.indexOf(different.program)));
      return 1;
    }
    seed += BATCH;
    console.error(`${programs} programs, ${retired()} instructions, up to seed ${seed - 1}`);
  }
  console.log(`no difference in ${programs} programs, from seed ${first} on`);
  return 0;
}

try {
  process.exitCode = run();
} finally {
  comparison.close();
}

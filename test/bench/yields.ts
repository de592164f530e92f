/** One yield, between few and many threads, beside what JavaScript has. */

import { grouped } from '../../src/cli/words.ts';
import { medians, type Contestant, type Effort } from './contest.ts';
import { yieldTime } from './guest.ts';
import { row, type Findings, type Named } from './report.ts';
import { awaits, generators, workers } from './rivals.ts';
import type { Sizes } from './sizes.ts';

/** Of each thread. */
const STACK_SIZE = 2 << 10;
/** Of a generator's switch with two of them, as the goal has it. */
const FACTOR = 1.5;
const LIMIT = 'a yield is twenty instructions, rflags and a record: see docs/speed.md';

export async function yields(
  { yields: { total, threads }, handovers }: Sizes,
  effort: Effort,
): Promise<Findings> {
  const name = (who: string, size: number): string => `${who}, ${grouped(size)} threads`;
  const contestants: Record<string, Contestant> = {};
  for (const size of threads) {
    contestants[name('yield', size)] = () => yieldTime(size, total, STACK_SIZE);
    contestants[name('generator', size)] = () => generators(size, total);
    contestants[name('await null', size)] = () => awaits(size, total);
    if (size === 2) contestants[name('Worker', size)] = () => workers(handovers);
  }
  const found = await medians(contestants, effort);
  const smallest = found[name('generator', 2)] ?? Infinity;
  return {
    rows: threads.map((size) => {
      const beside = ['generator', 'await null', 'Worker'].flatMap((who): Named[] => {
        const value = found[name(who, size)];
        return value === undefined ? [] : [{ name: who, value, unit: 'ns' }];
      });
      const most = Math.min(smallest * FACTOR, found[name('await null', size)]!);
      return row(name('yield', size), 'ns', found[name('yield', size)]!, { most }, beside, LIMIT);
    }),
  };
}

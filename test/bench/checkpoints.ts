/** What it costs that a run can be gone back along, and how long a step back takes. */

import { Debugger } from '../../src/debugger/index.ts';
import { programOf } from '../runtime/program.ts';
import { medians, timed, type Effort } from './contest.ts';
import { row, type Findings } from './report.ts';
import type { Sizes } from './sizes.ts';

const CHECKPOINTS = 1_000;
/** Percent of the run without them. */
const MOST_COST = 10;
const LIMIT = 'each copies what was written since the one before, the first with code not yet compiled';
/** Milliseconds. */
const MOST_BACK = 100;

export async function checkpoints(
  { programs, history: instructions }: Sizes,
  effort: Effort,
): Promise<Findings> {
  const options = { checkpointInterval: Math.ceil(instructions / CHECKPOINTS) };
  let debug: Debugger | undefined;
  const found = await medians(
    {
      without: () => {
        const runtime = programOf('fib', programs.fib);
        return timed(() => runtime.run({ until: { instruction: instructions } }));
      },
      with: () => {
        debug = new Debugger(programOf('fib', programs.fib), options);
        return timed(() => debug!.runTo({ instruction: instructions }));
      },
      back: () => timed(() => debug!.stepBack()),
    },
    effort,
  );
  const cost = (found.with / found.without - 1) * 100;
  return {
    rows: [
      row(
        'cost of 1,000 checkpoints',
        '%',
        cost,
        { most: MOST_COST },
        [
          { name: 'with', value: found.with, unit: 'ms' },
          { name: 'without', value: found.without, unit: 'ms' },
        ],
        LIMIT,
      ),
      row('a step back', 'ms', found.back, { most: MOST_BACK }),
    ],
  };
}

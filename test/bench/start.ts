/** From the command line to the first instruction. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, seconds } from './children.ts';
import { medians, type Effort } from './contest.ts';
import { row, type Findings } from './report.ts';
import type { Sizes } from './sizes.ts';

const BUILT = join(ROOT, 'dist/src/cli/main.js');
const PROGRAM = fileURLToPath(new URL('programs/exits.s', import.meta.url));
/** Milliseconds. */
const MOST = 150;

/** A program that exits at once, the end of the process included: the first instruction comes earlier. */
export async function start(_sizes: Sizes, effort: Effort): Promise<Findings> {
  if (!existsSync(BUILT)) return { rows: [], notes: ["start: there is no dist/; 'npm run build' makes it"] };
  const found = await medians(
    {
      'fiberscope run': () => seconds(process.execPath, [BUILT, 'run', PROGRAM], '') * 1_000,
      'node alone': () => seconds(process.execPath, ['-e', '0'], '') * 1_000,
    },
    effort,
  );
  const alone = { name: 'node alone', value: found['node alone'], unit: 'ms' } as const;
  return {
    rows: [row('fiberscope run, start to end', 'ms', found['fiberscope run'], { most: MOST }, [alone])],
  };
}

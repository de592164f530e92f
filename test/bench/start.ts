/** From the command line to the first instruction. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './children.ts';
import { medians, type Effort } from './contest.ts';
import { row, type Findings } from './report.ts';
import type { Sizes } from './sizes.ts';

const BUILT = join(ROOT, 'dist/src/cli/main.js');
const PROGRAM = fileURLToPath(new URL('programs/says.s', import.meta.url));
const LIMIT = 'Node 20 itself takes half of a start; under Node 24 it is met: see docs/speed.md';
/** Milliseconds. */
const MOST = 150;

/** What a program writes with its first instructions. */
export async function start(_sizes: Sizes, effort: Effort): Promise<Findings> {
  if (!existsSync(BUILT)) return { rows: [], notes: ["start: there is no dist/; 'npm run build' makes it"] };
  const found = await medians(
    {
      'fiberscope run': () => firstByte([BUILT, 'run', PROGRAM]),
      'node alone': () => firstByte(['-e', 'process.stdout.write("!")']),
    },
    effort,
  );
  const alone = { name: 'node alone', value: found['node alone'], unit: 'ms' } as const;
  return {
    rows: [
      row('fiberscope run to first write', 'ms', found['fiberscope run'], { most: MOST }, [alone], LIMIT),
    ],
  };
}

/** Milliseconds until Node has something from a process of its own. */
function firstByte(args: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let taken: number | undefined;
    child.stdout.once('data', () => (taken = performance.now() - began));
    child.once('error', reject);
    child.once('close', () => {
      if (taken === undefined) reject(new Error(`${args.join(' ')} has written nothing`));
      else resolve(taken);
    });
  });
}

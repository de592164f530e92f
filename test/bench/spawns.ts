/** The life of a thread that does nothing: spawn, first run, finish. */

import { grouped } from '../../src/cli/words.ts';
import { median, type Effort } from './contest.ts';
import { runMarked } from './guest.ts';
import { row, type Findings } from './report.ts';
import { generatorLives, newPages } from './rivals.ts';
import type { Sizes } from './sizes.ts';

const PHASES = ['spawn', 'first', 'finish'] as const;
type Lives = Readonly<Record<(typeof PHASES)[number], number>>;

const NAMES: Readonly<Record<keyof Lives, string>> = { spawn: 'spawn', first: 'first run', finish: 'finish' };

const STACK_SIZE = 2 << 10;
/** Nanoseconds of each phase. */
const MOST = 300;
const LIMIT = 'a new stack begins with a page that the system gives, a used one is zeroed';

/** Nanoseconds a thread: with stacks that nobody has touched, and with used ones. */
function threadLives(threads: number): { fresh: Lives; used: Lives } {
  const { samples } = runMarked(
    'spawns',
    { THREADS: threads },
    { maxThreads: threads + 1, stackSize: STACK_SIZE },
    () => performance.now(),
  );
  const each = (phase: number): number => ((samples[phase + 1]! - samples[phase]!) * 1e6) / threads;
  return {
    fresh: { spawn: each(0), first: each(1), finish: each(2) },
    used: { spawn: each(3), first: each(4), finish: each(5) },
  };
}

export function spawns({ spawns: threads }: Sizes, { runs, onProgress }: Effort): Findings {
  const found: Record<'fresh' | 'used' | 'generator', Lives>[] = [];
  const pages: number[] = [];
  for (let run = 0; run <= runs; run++) {
    onProgress(`spawn, first run, finish, ${run === 0 ? 'warming up' : `run ${run} of ${runs}`}`);
    const lives = { ...threadLives(threads), generator: generatorLives(threads) };
    const page = newPages(threads);
    if (run === 0) continue;
    found.push(lives);
    pages.push(page);
  }
  return {
    rows: PHASES.map((phase) => {
      const of = (who: 'fresh' | 'used' | 'generator'): number => median(found.map((one) => one[who][phase]));
      const what = `${NAMES[phase]}, ${grouped(threads)} threads`;
      // a stack that nobody has touched begins with a page that the system has to give
      const page =
        phase === 'spawn'
          ? [{ name: "the system's new page", value: median(pages), unit: 'ns' } as const]
          : [];
      return row(
        what,
        'ns',
        of('fresh'),
        { most: MOST },
        [
          { name: 'used stacks', value: of('used'), unit: 'ns' },
          ...page,
          { name: 'generator', value: of('generator'), unit: 'ns' },
        ],
        LIMIT,
      );
    }),
  };
}

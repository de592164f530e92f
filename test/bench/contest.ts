/** Measuring several things so that their ratios mean something. */

/** Measures once. */
export type Contestant = () => number | Promise<number>;

export interface Effort {
  readonly runs: number;
  /** Told what is about to be measured. */
  readonly onProgress: (what: string) => void;
}

/**
 * The median of each contestant. They take turns, so that whatever else the computer does meets them all alike; a
 * first round, in which the engine gets to know them, does not count.
 */
export async function medians<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  { runs, onProgress }: Effort,
): Promise<Record<Name, number>> {
  const entries = Object.entries<Contestant>(contestants) as [Name, Contestant][];
  const found = new Map<Name, number[]>(entries.map(([name]) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const [name, measure] of entries) {
      onProgress(`${name}, ${run === 0 ? 'warming up' : `run ${run} of ${runs}`}`);
      const value = await measure();
      if (run > 0) found.get(name)!.push(value);
    }
  }
  return Object.fromEntries(entries.map(([name]) => [name, median(found.get(name)!)])) as Record<
    Name,
    number
  >;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

/** Milliseconds that something takes. */
export function timed(action: () => void): number {
  const began = performance.now();
  action();
  return performance.now() - began;
}

/** How much work each measurement does. */

export interface Sizes {
  /** Constants of the programs in asm/programs/ and of their equivalents in C. */
  readonly programs: Readonly<Record<'fib' | 'sieve' | 'pingpong', Readonly<Record<string, number>>>>;
  /** Yields of one measurement, and the numbers of threads between which they are shared. */
  readonly yields: { readonly total: number; readonly threads: readonly number[] };
  /** Times that two Workers hand over to each other; they are slow. */
  readonly handovers: number;
  readonly spawns: number;
  /** Instructions of the run that is gone back along. */
  readonly history: number;
  /** Numbers of threads of the curve, and whether to look for the most that one machine holds. */
  readonly crowd: { readonly threads: readonly number[]; readonly most: boolean };
  /** Of each source that is assembled, at most about so many. */
  readonly lines: number;
}

export const FULL: Sizes = {
  programs: {
    fib: { N: 35 },
    sieve: { SIZE: 4 << 20, TIMES: 10 },
    pingpong: { SWITCHES: 20_000_000 },
  },
  yields: { total: 8_000_000, threads: [2, 1_000, 100_000] },
  handovers: 20_000,
  spawns: 100_000,
  history: 100_000_000,
  crowd: { threads: [10, 100, 1_000, 10_000, 100_000, 1_000_000], most: true },
  lines: 100_000,
};

/** For the test of the bench itself. */
export const TINY: Sizes = {
  programs: { fib: { N: 15 }, sieve: { SIZE: 1_000, TIMES: 2 }, pingpong: { SWITCHES: 1_000 } },
  yields: { total: 1_000, threads: [2, 10] },
  handovers: 100,
  spawns: 100,
  history: 10_000,
  crowd: { threads: [10, 100], most: false },
  lines: 1_000,
};

/** What the bench finds, as data. */

export type Unit = 's' | 'ms' | 'ns' | 'MIPS' | 'bytes' | 'threads' | 'lines/s' | '%';

export interface Quantity {
  readonly value: number;
  readonly unit: Unit;
}

export interface Named extends Quantity {
  readonly name: string;
}

/** Inclusive. */
export type Goal = { readonly least: number } | { readonly most: number };

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  /** Of Fiberscope; null when it could not be measured. */
  readonly value: number | null;
  readonly goal: Goal | null;
  readonly met: boolean | null;
  /** What else was measured in the same run. */
  readonly beside: readonly Named[];
  /** What keeps it from its goal where it misses it; docs/speed.md says more. */
  readonly limit: string | null;
}

/** One number of threads, in a machine of its own. */
export interface Point {
  readonly threads: number;
  /** Nanoseconds; null when so many do not fit. */
  readonly yield: number | null;
  /** Bytes of each thread, all included. */
  readonly bytes: number | null;
}

export interface Findings {
  readonly rows: readonly Row[];
  readonly curve?: readonly Point[];
  /** What was left out, and why. */
  readonly notes?: readonly string[];
}

export interface Report {
  /** ISO 8601, the day alone. */
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  /** Of each measurement; all numbers are medians. */
  readonly runs: number;
  readonly rows: readonly Row[];
  readonly curve: readonly Point[];
  readonly notes: readonly string[];
}

export function row(
  what: string,
  unit: Unit,
  value: number | null,
  goal: Goal | null = null,
  beside: readonly Named[] = [],
  limit: string | null = null,
): Row {
  return { what, unit, value, goal, met: goal && isMet(value, goal), beside, limit };
}

function isMet(value: number | null, goal: Goal): boolean {
  if (value === null) return false;
  return 'least' in goal ? value >= goal.least : value <= goal.most;
}

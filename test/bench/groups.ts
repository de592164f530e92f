/** What the bench measures, in the order of the table. */

import { cpus } from 'node:os';
import { assembling } from './assembling.ts';
import { checkpoints } from './checkpoints.ts';
import type { Effort } from './contest.ts';
import { crowds } from './crowd.ts';
import { programs } from './programs.ts';
import type { Findings, Report } from './report.ts';
import type { Sizes } from './sizes.ts';
import { spawns } from './spawns.ts';
import { start } from './start.ts';
import { yields } from './yields.ts';

export const GROUPS: Readonly<
  Record<string, (sizes: Sizes, effort: Effort) => Findings | Promise<Findings>>
> = {
  programs,
  checkpoints,
  yields,
  spawns,
  crowd: crowds,
  start,
  assembling,
};

/** Measures these groups, one after the other. */
export async function measure(groups: readonly string[], sizes: Sizes, effort: Effort): Promise<Report> {
  const found: Findings[] = [];
  for (const group of groups) found.push(await GROUPS[group]!(sizes, effort));
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    node: process.versions.node,
    runs: effort.runs,
    rows: found.flatMap(({ rows }) => rows),
    curve: found.flatMap(({ curve = [] }) => curve),
    notes: found.flatMap(({ notes = [] }) => notes),
  };
}

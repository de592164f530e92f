/** The findings as one table of at most 100 columns. */

import { columns } from '../../src/cli/grid.ts';
import type { Goal, Named, Quantity, Report, Row, Unit } from './report.ts';

/** Of the last column, in characters. */
const BESIDE = 31;

/** How a unit is shown, and what it counts in. */
const UNITS: Readonly<
  Record<Unit, { readonly text: string; readonly scale: number; readonly whole?: true }>
> = {
  s: { text: ' s', scale: 1 },
  ms: { text: ' ms', scale: 1 },
  ns: { text: ' ns', scale: 1 },
  MIPS: { text: ' MIPS', scale: 1 },
  bytes: { text: ' B', scale: 1, whole: true },
  threads: { text: '', scale: 1, whole: true },
  '%': { text: ' %', scale: 1 },
  'lines/s': { text: 'k lines/s', scale: 1e-3 },
};

/** `764 MIPS`, `45.2 ns`, `0.39 s`. */
export function quantity({ value, unit }: Quantity): string {
  const { text, scale, whole } = UNITS[unit];
  const shown = value * scale;
  const digits = whole || shown >= 100 ? 0 : shown >= 10 ? 1 : 2;
  return `${shown.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}${text}`;
}

function goalText(goal: Goal, unit: Unit): string {
  return 'least' in goal
    ? `≥ ${quantity({ value: goal.least, unit })}`
    : `≤ ${quantity({ value: goal.most, unit })}`;
}

/** Side by side where there is room, below each other where there is none. */
function besideText(beside: readonly Named[]): string {
  const lines: string[] = [];
  for (const { name, ...rest } of beside) {
    const text = `${name} ${quantity(rest)}`;
    const last = lines.at(-1);
    if (last !== undefined && `${last}, ${text}`.length <= BESIDE)
      lines[lines.length - 1] = `${last}, ${text}`;
    else lines.push(text);
  }
  return lines.join(',\n');
}

function cells({ what, unit, value, goal, met, beside }: Row): string[] {
  return [
    what,
    value === null ? '-' : quantity({ value, unit }),
    goal ? goalText(goal, unit) : '',
    met === null ? '' : met ? 'yes' : 'no',
    besideText(beside),
  ];
}

/** Where and when it was measured. */
function headline({ date, cpu, cores, node, runs }: Report): string {
  return `${date}, ${cpu}, ${cores} cores, Node ${node}; medians of ${runs} runs`;
}

export function table(report: Report): string {
  const head = ['what', 'Fiberscope', 'goal', 'met', 'beside it'];
  const grid = columns([head, ...report.rows.map(cells)], ['left', 'right', 'right']);
  const limits = report.rows.flatMap(({ met, limit }) => (met === false && limit !== null ? [limit] : []));
  const missed = [...new Set(limits)].map((limit) => `missed: ${limit}`);
  const notes = [...missed, ...report.notes.map((note) => `left out: ${note}`)];
  return [headline(report), '', grid, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

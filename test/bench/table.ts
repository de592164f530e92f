/** The findings as one table of at most 100 columns. */

import { columns } from '../../src/cli/grid.ts';
import type { Goal, Named, Quantity, Report, Row } from './report.ts';

/** Of the last column, in characters. */
const BESIDE = 34;

/** `764 MIPS`, `45.2 ns`, `0.39 s`. */
export function quantity({ value, unit }: Quantity): string {
  const digits = unit === 'threads' || unit === 'bytes' || Math.abs(value) >= 100 ? 0 : value < 10 ? 2 : 1;
  const shown = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return unit === 'threads' ? shown : `${shown} ${unit}`;
}

function goalText(goal: Goal, unit: Row['unit']): string {
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
    if (last !== undefined && `${last}, ${text}`.length < BESIDE)
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
export function headline({ date, cpu, cores, node, runs }: Report): string {
  return `${date}, ${cpu}, ${cores} cores, Node ${node}; medians of ${runs} runs`;
}

export function table(report: Report): string {
  const head = ['what', 'Fiberscope', 'goal', 'met', 'beside it'];
  const grid = columns([head, ...report.rows.map(cells)], ['left', 'right', 'right']);
  const notes = report.notes.map((note) => `left out: ${note}`);
  return [headline(report), '', grid, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

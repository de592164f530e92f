/** The table of `models`. */

import type { Quoted, Row } from '../models/index.ts';
import { formatSize } from '../scope/index.ts';
import { columns, firstThatFits, wrapped, type Align } from './grid.ts';
import type { Paint } from './terminal.ts';
import { grouped } from './words.ts';

export interface Column {
  readonly title: string;
  /** Left out where there is not enough room. */
  readonly wide?: true;
  readonly cell: (row: Measured) => string;
}

type Measured = Pick<Row, 'model'> & NonNullable<Row['measured']>;

/** All that is the same in every run. */
export const STEADY: readonly Column[] = [
  { title: 'stacks', cell: ({ held }) => stacksText(held.stacks, held.stackSize) },
  { title: 'stack', cell: ({ held }) => rounded(held.stack) },
  { title: 'ctx', cell: ({ held }) => rounded(held.record) },
  { title: 'heap', cell: ({ held }) => rounded(held.heap) },
  { title: 'instr', cell: ({ yields }) => rounded(yields.instructions) },
  { title: 'bytes', cell: ({ yields }) => rounded(yields.bytes) },
  { title: 'wait', wide: true, cell: ({ waits }) => rounded(waits.instructions) },
  { title: 'calls', cell: ({ waits }) => rounded(waits.calls) },
  { title: 'by', cell: ({ waits }) => rounded(waits.resumptions) },
  { title: 'nested', cell: ({ time }) => milliseconds(time['nested-timers']) },
  { title: 'tasks', cell: ({ time }) => milliseconds(time.tasks) },
];

const OWN: Column = { title: 'own', cell: ({ seconds }) => milliseconds(seconds * 1e9) };

const LEGEND: readonly (readonly [what: string, text: string])[] = [
  ['stacks', 'in use when all tasks wait, and what is set aside for each but that of main'],
  ['stack, ctx, heap', 'bytes held for a task that waits: what it has touched of a stack of its own, its Thread with the ThreadContext, what is taken on the heap'],
  ['instr, bytes', "a switch: from where one task lets the others run to where the next goes on, without the tasks' own code: instructions, and bytes written to memory"],
  ['wait, calls', 'the same where one waits: instructions, if there is room to show them, and calls to the host, which is the kernel here'],
  ['nested, tasks', 'the virtual clock at the end, in ms'],
  ['own', "what the tasks have taken of this computer's time, in ms"],
]; // prettier-ignore

/** For a terminal of some width, without the last newline. */
export function modelsText(
  rows: readonly Row[],
  tasks: number,
  quoted: readonly Quoted[],
  paint: Paint,
  width: number,
): string {
  const title = `${grouped(tasks)} tasks that each wait 10 ms three times, and the nested timers`;
  const refusals = rows.flatMap(({ model, refusal }) =>
    refusal === undefined ? [] : [entry(model.name, refusal, paint, width)],
  );
  return [
    paint('bold', title),
    modelsTable(rows, [...STEADY, OWN], paint, width),
    ...(refusals.length > 0 ? [refusals.join('\n')] : []),
    [...LEGEND, ['by', `how often a task is resumed after a wait: ${wordsOf(rows)}`] as const].map(([what, text]) => entry(what, text, paint, width)).join('\n'),
    ...quoted.map((figures) => quotedText(figures, paint)),
  ].join('\n\n'); // prettier-ignore
}

/** A row a model. */
export function modelsTable(
  rows: readonly Row[],
  shown: readonly Column[],
  paint: Paint,
  width: number,
): string {
  const layout = (titles: readonly Column[], gap: number) => (): string => {
    const cells = [
      ['model', ...titles.map(({ title }) => title)].map((title) => paint('bold', title)),
      ...rows.map(({ model, measured }) => [
        paint('cyan', model.name),
        ...titles.map(({ cell }) => (measured ? cell({ model, ...measured }) : '-')),
      ]),
    ];
    const align: Align[] = ['left', ...titles.map((): Align => 'right')];
    return columns(cells, align, gap);
  };
  const narrow = shown.filter(({ wide }) => !wide);
  return firstThatFits(width, [layout(shown, 2), layout(narrow, 2), layout(narrow, 1)]);
}

/** What resumes the tasks of the models, in their order. */
function wordsOf(rows: readonly Row[]): string {
  return [...new Set(rows.map(({ model }) => model.resumption))].join(', ');
}

function quotedText({ source, figures }: Quoted, paint: Paint): string {
  const widest = Math.max(...figures.map(([what]) => what.length));
  const lines = figures.map(([what, figure]) => `  ${paint('cyan', what.padEnd(widest))}  ${figure}`);
  return [paint('dim', `quoted: ${source}`), ...lines].join('\n');
}

const INDENT = 21;

function entry(what: string, text: string, paint: Paint, width: number): string {
  const [first = '', ...rest] = wrapped(text, width - INDENT);
  const head = `${paint('cyan', what)}${' '.repeat(Math.max(1, INDENT - what.length))}${first}`;
  return [head, ...rest.map((line) => ' '.repeat(INDENT) + line)].join('\n');
}

function stacksText(stacks: number, size: number): string {
  return stacks === 1 ? '1' : `${stacks}x${formatSize(size).replace(' MiB', 'M')}`;
}

function rounded(number: number): string {
  return grouped(Math.round(number));
}

function milliseconds(nanoseconds: number): string {
  return (nanoseconds / 1e6).toFixed(1);
}

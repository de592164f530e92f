/** The scope's data as tables that fit the terminal. */

import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import type { ContextsReport, NamedAddress, SwitchTable, ThreadReport } from '../scope/index.ts';
import { formatSize } from '../scope/index.ts';
import type { Paint } from './terminal.ts';

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};

type Align = 'left' | 'right';

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[],
  paint: Paint,
  gap = '  ',
): string {
  const grid = new Table({
    chars: { ...NO_LINES, middle: gap },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: [...align],
  });
  grid.push(head.map((text) => paint('bold', text)), ...rows.map((row) => [...row]));
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** A colour for each thread, the same in every table. */
const THREAD_COLORS = ['white', 'green', 'yellow', 'cyan', 'magenta', 'blue'] as const;

export function threadColor(id: number): (typeof THREAD_COLORS)[number] {
  return THREAD_COLORS[id % THREAD_COLORS.length]!;
}

/** One row a switch; the rsp columns by name where there is room, as numbers where there is not. */
export function switchesText({ rows, dropped }: SwitchTable, paint: Paint, width: number): string {
  const wide = width >= 110;
  const rsp = ({ address, name }: NamedAddress): string => (wide ? name : hex(address));
  const thread = ({ id, name }: { id: number; name: string }): string => paint(threadColor(id), `${id} ${name}`);
  const note = dropped > 0 ? `${paint('dim', `(${dropped} earlier switches are not recorded)`)}\n` : '';
  if (rows.length === 0) return `${note}no switches`;
  const text = table(
    ['#', 'instruction', 'at', 'from', '', 'to', 'why', 'rsp before', 'rsp after'],
    rows.map((row) => [
      String(row.number),
      String(row.instruction),
      row.at.name,
      thread(row.from),
      '->',
      thread(row.to),
      row.why,
      rsp(row.rspBefore),
      rsp(row.rspAfter),
    ]),
    ['right', 'right', 'left', 'left', 'left', 'left', 'left', 'left', 'left'],
    paint,
  );
  return note + text;
}

const FIELDS = ['rsp', 'r15', 'r14', 'r13', 'r12', 'rbx', 'rbp', 'thread_ptr'] as const;

/** What a value points at, if at anything. */
export type NameOf = (value: bigint) => string | undefined;

/**
 * Every thread a column, each value with what it means below it. Where the terminal is too narrow for all threads
 * side by side, names lose their blanks; where that is not enough, the columns go on below.
 */
export function contextsText(report: ContextsReport, nameOf: NameOf, paint: Paint, width: number): string {
  const { threads } = report;
  const roomy = contextTable(threads, nameOf, paint);
  if (widest(roomy) <= width) return roomy;
  const dense: NameOf = (value) => nameOf(value)?.replaceAll(' + ', '+');
  let columns = threads.length;
  while (columns > 1 && widest(contextTable(threads.slice(0, columns), dense, paint, ' ')) > width) columns--;
  const groups: string[] = [];
  for (let first = 0; first < threads.length; first += columns) {
    groups.push(contextTable(threads.slice(first, first + columns), dense, paint, ' '));
  }
  return groups.join('\n\n');
}

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => stripVTControlCharacters(line).length));
}

function contextTable(threads: readonly ThreadReport[], nameOf: NameOf, paint: Paint, gap = '  '): string {
  const cell = (value: bigint): string => {
    const name = nameOf(value);
    return name === undefined ? hex(value) : `${hex(value)}\n${paint('dim', name)}`;
  };
  const line = (label: string, text: (thread: ThreadReport) => string): string[] => [
    paint('cyan', label),
    ...threads.map(text),
  ];
  const size = (bytes: number | null): string => (bytes === null ? 'elsewhere' : formatSize(bytes));
  const rows = [
    line('state', ({ state }) => (state === 'Running' ? paint('bold', state) : state)),
    line('stack', ({ stack }) => `${hex(stack.base)}\n${paint('dim', formatSize(stack.size))}`),
    line('  used', ({ stack }) => size(stack.used)),
    line('  most', ({ stack }) => size(stack.highWater)),
    line('resumes', ({ resume }) => resume?.name ?? '-'),
    ...FIELDS.map((field) => line(field, ({ context }) => cell(context[field]))),
  ];
  const head = ['', ...threads.map(({ id, name }) => paint(threadColor(id), `${id} ${name}`.trimEnd()))];
  return table(head, rows, ['left'], paint, gap);
}

/** The top slots of each thread that has a stack to go on with. */
export function stacksText({ threads, current }: ContextsReport, paint: Paint): string {
  return threads
    .filter(({ slots }) => slots.length > 0)
    .map(({ id, name, slots }) => {
      const title = paint(threadColor(id), `stack of thread ${id} ${name}`.trimEnd());
      const from = id === current ? 'from its rsp up' : 'from its saved rsp up';
      const rows = slots.map(({ place, value, text }) => [place, hex(value), text]);
      return `${title} ${paint('dim', from)}\n${table(['at', 'value', 'what it is'], rows, ['left', 'left', 'left'], paint)}`;
    })
    .join('\n\n');
}

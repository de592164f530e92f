/** The scope's data as tables that fit the terminal. */

import { formatSize } from '../scope/index.ts';
import type { ContextsReport, NamedAddress, SwitchTable, ThreadReport } from '../scope/index.ts';
import { columns, firstThatFits, widest } from './grid.ts';
import type { Paint } from './terminal.ts';
import { dense, hex, pointee, threadTitle } from './words.ts';

/** A format for each thread, the same in every table; neither cyan, which labels have, nor red, which faults have. */
const THREAD_FORMATS = ['bold', 'green', 'yellow', 'magenta', 'blue'] as const;

function paintThread(id: number, text: string, paint: Paint): string {
  return paint(THREAD_FORMATS[id % THREAD_FORMATS.length]!, text);
}

interface SwitchLayout {
  /** Whether the system calls are shown where they are. */
  readonly at: boolean;
  readonly rsp: (address: NamedAddress) => string;
  readonly gap: number;
}

const SWITCH_LAYOUTS: readonly SwitchLayout[] = [
  { at: true, rsp: ({ name }) => name, gap: 2 },
  { at: true, rsp: ({ address }) => hex(address), gap: 2 },
  { at: false, rsp: ({ address }) => hex(address), gap: 2 },
  { at: false, rsp: ({ address }) => hex(address), gap: 1 },
];

/** One row a switch; what is shown of rsp and of the place depends on the room. */
export function switchesText({ rows, dropped }: SwitchTable, paint: Paint, width: number): string {
  const note = dropped > 0 ? `${paint('dim', `(${dropped} earlier switches are not recorded)`)}\n` : '';
  if (rows.length === 0) return `${note}no switches`;
  const from = Math.max(...rows.map((row) => threadTitle(row.from).length));
  const head = (text: string): string => paint('bold', text);
  const layouts = SWITCH_LAYOUTS.map(({ at, rsp, gap }) => (): string => {
    const titles = [
      '#',
      'instruction',
      ...(at ? ['at'] : []),
      `${'from'.padEnd(from)}    to`,
      'why',
      'rsp before',
      'rsp after',
    ];
    const cells = rows.map((row) => [
      String(row.number),
      String(row.instruction),
      ...(at ? [row.at.name] : []),
      `${paintThread(row.from.id, threadTitle(row.from).padEnd(from), paint)} ${paint('dim', '->')} ${paintThread(row.to.id, threadTitle(row.to), paint)}`,
      row.why,
      rsp(row.rspBefore),
      rsp(row.rspAfter),
    ]);
    return columns([titles.map(head), ...cells], ['right', 'right'], gap);
  });
  return note + firstThatFits(width, layouts);
}

const FIELDS = ['rsp', 'r15', 'r14', 'r13', 'r12', 'rbx', 'rbp', 'thread_ptr'] as const;

/** What a value points at, if at anything. */
export type NameOf = (value: bigint) => string | undefined;

/**
 * Every thread a column, each value with what it means below it. Where the terminal is too narrow for all threads
 * side by side, names lose their blanks and columns come closer; where that is not enough, they go on below.
 */
export function contextsText(report: ContextsReport, nameOf: NameOf, paint: Paint, width: number): string {
  const { threads } = report;
  const layout = (shown: readonly ThreadReport[], shorten: (name: string) => string, gap: number): string => {
    const shortened: NameOf = (value) => {
      const name = nameOf(value);
      return name === undefined ? undefined : shorten(name);
    };
    return contextTable(shown, shortened, paint, gap);
  };
  const inGroups = (): string => {
    const labels = Math.max(...FIELDS.map(({ length }) => length));
    const column = Math.max(...threads.map((thread) => widest(layout([thread], dense, 2)))) - labels;
    const most = Math.max(1, Math.floor((width - labels) / column));
    const size = Math.ceil(threads.length / Math.ceil(threads.length / most));
    const groups: string[] = [];
    for (let first = 0; first < threads.length; first += size) {
      groups.push(layout(threads.slice(first, first + size), dense, 2));
    }
    return groups.join('\n\n');
  };
  return firstThatFits(width, [
    () => layout(threads, pointee, 2),
    () => layout(threads, dense, 2),
    () => layout(threads, dense, 1),
    inGroups,
  ]);
}

function contextTable(threads: readonly ThreadReport[], nameOf: NameOf, paint: Paint, gap: number): string {
  const cell = (value: bigint): string => {
    const name = nameOf(value);
    return name === undefined ? hex(value) : `${hex(value)}\n${paint('dim', name)}`;
  };
  const row = (label: string, text: (thread: ThreadReport) => string): string[] => [
    paint('cyan', label),
    ...threads.map(text),
  ];
  const size = (bytes: number | null): string => (bytes === null ? 'elsewhere' : formatSize(bytes));
  const rows = [
    ['', ...threads.map((thread) => paintThread(thread.id, threadTitle(thread), paint))],
    row('state', ({ state }) => (state === 'Running' ? paint('bold', state) : state)),
    row('stack', ({ stack }) => `${hex(stack.base)}\n${paint('dim', formatSize(stack.size))}`),
    row('  used', ({ stack }) => size(stack.used)),
    row('  most', ({ stack }) => size(stack.highWater)),
    row('resumes', ({ resume }) => resume?.name ?? '-'),
    ...FIELDS.map((field) => row(field, ({ context }) => cell(context[field]))),
  ];
  return columns(rows, ['left'], gap);
}

/** The top slots of each thread that has a stack to go on with. */
export function stacksText({ threads, current }: ContextsReport, paint: Paint): string {
  return threads
    .filter(({ slots }) => slots.length > 0)
    .map((thread) => {
      const { id, slots } = thread;
      const title = paintThread(id, `stack of thread ${threadTitle(thread)}`, paint);
      const from = id === current ? 'from its rsp up' : 'from its saved rsp up';
      const head = ['at', 'value', 'what it is'].map((text) => paint('bold', text));
      const rows = slots.map(({ place, value, text }) => [place, hex(value), text]);
      return `${title} ${paint('dim', from)}\n${columns([head, ...rows], ['left'])}`;
    })
    .join('\n\n');
}

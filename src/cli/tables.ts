/** The scope's data as tables that fit the terminal. */

import { formatSize } from '../scope/index.ts';
import type {
  CodeAddress,
  ContextsReport,
  NamedAddress,
  Slot,
  SwitchTable,
  ThreadReport,
} from '../scope/index.ts';
import { columns, firstThatFits, widest } from './grid.ts';
import type { Paint } from './terminal.ts';
import { shortWait } from './waiting-text.ts';
import { dense, hex, lineName, pointee, threadTitle } from './words.ts';

/** A format for each thread, the same in every table; neither cyan, which labels have, nor red, which faults have. */
const THREAD_FORMATS = ['bold', 'green', 'yellow', 'magenta', 'blue'] as const;

export function paintThread(id: number, text: string, paint: Paint): string {
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
  const all = columnsOf(report, paint);
  const layout = (shown: readonly Column[], shorten: (name: string) => string, gap: number): string => {
    const shortened: NameOf = (value) => {
      const name = nameOf(value);
      return name === undefined ? undefined : shorten(name);
    };
    return contextTable(shown, shortened, paint, gap);
  };
  const inGroups = (): string => {
    const labels = Math.max(...FIELDS.map(({ length }) => length));
    const column = Math.max(...all.map((one) => widest(layout([one], dense, 2)))) - labels;
    const most = Math.max(1, Math.floor((width - labels) / column));
    const size = Math.ceil(all.length / Math.ceil(all.length / most));
    const groups: string[] = [];
    for (let first = 0; first < all.length; first += size) {
      groups.push(layout(all.slice(first, first + size), dense, 2));
    }
    return groups.join('\n\n');
  };
  return firstThatFits(width, [
    () => layout(all, pointee, 2),
    () => layout(all, dense, 2),
    () => layout(all, dense, 1),
    inGroups,
  ]);
}

/** A thread, or in the middle of a switch the registers, which are nobody's then. */
interface Column {
  readonly title: string;
  readonly thread?: ThreadReport;
  readonly values: Readonly<Partial<ThreadReport['context']>>;
}

function columnsOf({ threads, switching }: ContextsReport, paint: Paint): Column[] {
  const saved = threads.map((thread) => ({
    title: paintThread(thread.id, threadTitle(thread), paint),
    thread,
    values: thread.context,
  }));
  if (!switching) return saved;
  const { from, to, registers } = switching;
  const order = [from, to];
  const isInvolved = ({ thread }: (typeof saved)[number]): boolean => order.includes(thread.id);
  return [
    { title: paint('bold', 'registers'), values: registers },
    ...saved.filter(isInvolved).sort((a, b) => order.indexOf(a.thread.id) - order.indexOf(b.thread.id)),
    ...saved.filter((one) => !isInvolved(one)),
  ];
}

function contextTable(shown: readonly Column[], nameOf: NameOf, paint: Paint, gap: number): string {
  const cell = (value: bigint | undefined): string => {
    if (value === undefined) return '';
    const name = nameOf(value);
    return name === undefined ? hex(value) : `${hex(value)}\n${paint('dim', name)}`;
  };
  const row = (label: string, text: (thread: ThreadReport) => string): string[] => [
    paint('cyan', label),
    ...shown.map(({ thread }) => (thread ? text(thread) : '')),
  ];
  const size = (bytes: number | null): string => (bytes === null ? 'elsewhere' : formatSize(bytes));
  const rows = [
    ['', ...shown.map(({ title }) => title)],
    row('state', ({ state }) => (state === 'Running' ? paint('bold', state) : state)),
    ...(shown.some(({ thread }) => thread?.wait)
      ? [row('waits', ({ wait }) => (wait ? shortWait(wait) : '-'))]
      : []),
    row('left', ({ left }) => (left ? `${left.why}\n${paint('dim', `switch ${left.number}`)}` : '-')),
    row('resumes', ({ resume }) => (resume ? resumeText(resume, paint) : '-')),
    row('stack', ({ stack }) => `${hex(stack.base)}\n${paint('dim', formatSize(stack.size))}`),
    row('  used', ({ stack }) => size(stack.used)),
    row('  most', ({ stack }) => size(stack.highWater)),
    ...FIELDS.map((field) => [paint('cyan', field), ...shown.map(({ values }) => cell(values[field]))]),
  ];
  return columns(rows, ['left'], gap);
}

function resumeText({ name, line }: CodeAddress, paint: Paint): string {
  return line ? `${name}\n${paint('dim', lineName(line))}` : name;
}

/** The top slots of each thread that has a stack to go on with. */
export function slotsText({ threads, current }: ContextsReport, paint: Paint): string {
  return threads
    .filter(({ slots }) => slots.length > 0)
    .map((thread) => {
      const title = paintThread(thread.id, `stack of thread ${threadTitle(thread)}`, paint);
      const from = thread.id === current ? 'from its rsp up' : 'from its saved rsp up';
      return `${title} ${paint('dim', from)}\n${columns(
        slotRows(thread.slots, paint, (_, place) => place),
        ['left'],
      )}`;
    })
    .join('\n\n');
}

/** For `columns`: where each slot lies, what it holds, what that is. */
export function slotRows(
  slots: readonly Slot[],
  paint: Paint,
  where: (address: bigint, place: string) => string,
): string[][] {
  const head = ['at', 'value', 'what it is'].map((text) => paint('bold', text));
  return [head, ...slots.map(({ address, place, value, text }) => [where(address, place), hex(value), text])];
}

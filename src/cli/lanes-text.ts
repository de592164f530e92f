/** A timeline as lanes of characters. */

import { lanesOf, Scale, ticks, type Lane, type Mark, type Timeline } from '../scope/index.ts';
import type { Paint } from './terminal.ts';
import { grouped } from './words.ts';

/** By quarters of a column. */
const RUNNING = ' ░▒▓█';
const READY = '·';
const WAITING = '-';

/** What a column shows of its marks: the first of these kinds. */
const MARKS: readonly (readonly [kind: Mark['kind'], character: string])[] = [
  ['fault', '!'],
  ['deadlock', 'd'],
  ['exit', 'x'],
  ['spawn', 's'],
  ['write', 'w'],
  ['block', 'b'],
  ['wake', 'u'],
];

/** In terminals that are narrower, lines run over. */
const LEAST_COLUMNS = 20;

/** Longer titles are cut. */
const LONGEST_TITLE = 24;

/** Some lines without the last newline; no more lanes than `most`. */
export function lanesText(timeline: Timeline, most: number, paint: Paint, width: number): string {
  const lanes = lanesOf(timeline, most);
  const titles = lanes.map(({ title }) => fit(title));
  const margin = Math.max(...titles.map(({ length }) => length)) + 2;
  const scale = new Scale(timeline.end, Math.max(width - margin, LEAST_COLUMNS));
  const blank = ' '.repeat(margin);
  return [
    ...axis(timeline.end, scale).map((line) => paint('dim', `${blank}${line}`)),
    ...lanes.flatMap((lane, row) => {
      const title = paint('cyan', titles[row]!.padEnd(margin));
      const marks = marksText(lane, scale);
      return [
        `${title}${spansText(lane, scale, paint)}`,
        ...(marks ? [`${blank}${paint('yellow', marks)}`] : []),
      ];
    }),
    '',
    ...legend(timeline, scale, paint, width),
  ].join('\n');
}

function fit(title: string): string {
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 3)}...` : title;
}

/** Numbers of instructions, and below each a mark at its column. */
function axis(end: number, scale: Scale): readonly string[] {
  let numbers = '';
  let marks = '';
  for (const tick of ticks(end).filter((one) => one <= end && Number.isInteger(one))) {
    const text = grouped(tick);
    const at = scale.columnOf(tick);
    if (at + text.length > scale.columns || (at > 0 && at <= numbers.length)) continue;
    numbers = numbers.padEnd(at) + text;
    marks = `${marks.padEnd(at)}|`;
  }
  return [numbers, marks];
}

function spansText({ spans }: Lane, scale: Scale, paint: Paint): string {
  const { running, ready, waiting } = scale.columnsOf(spans);
  const cells = Array.from(running, (quarters, at) => {
    if (quarters > 0) return RUNNING[quarters]!;
    if (ready[at]) return READY;
    return waiting[at] ? WAITING : ' ';
  });
  return cells
    .join('')
    .trimEnd()
    .replaceAll(/[░▒▓█]+/g, (text) => paint('green', text))
    .replaceAll(/[·-]+/g, (text) => paint('dim', text));
}

function marksText({ marks }: Lane, scale: Scale): string {
  const cells = Array.from({ length: scale.columns }, () => ' ');
  const order = MARKS.map(([kind]) => kind);
  const shown = new Map<number, Mark['kind']>();
  for (const { kind, instruction } of marks) {
    const at = scale.columnOf(instruction);
    const before = shown.get(at);
    if (before === undefined || order.indexOf(kind) < order.indexOf(before)) shown.set(at, kind);
  }
  for (const [at, kind] of shown) cells[at] = MARKS[order.indexOf(kind)]![1];
  return cells.join('').trimEnd();
}

function legend(
  { end, marks, spans }: Timeline,
  { step }: Scale,
  paint: Paint,
  width: number,
): readonly string[] {
  const kinds = new Set(marks.map(({ kind }) => kind));
  const isWaiting = spans.some(({ state }) => state === 'Blocked' || state === 'Sleeping');
  const bars: readonly (readonly [sign: string, format: 'green' | 'dim', meaning: string])[] = [
    ['█', 'green', 'running'],
    ['▓▒░', 'green', 'part of the time'],
    [READY, 'dim', 'ready'],
    ...(isWaiting ? [[WAITING, 'dim', 'waiting'] as const] : []),
  ];
  const letters = MARKS.filter(([kind]) => kinds.has(kind)).map(([kind, sign]) => `${sign} ${kind}`);
  const long = [...bars.map(([sign, , meaning]) => `${sign} ${meaning}`), ...letters].join('  ').length;
  const each = step < 10 ? step.toFixed(1) : grouped(Math.round(step));
  const shownBars = bars.map(([sign, format, meaning]) => `${paint(format, sign)} ${meaning}`).join('  ');
  const shownLetters = letters.map((text) => paint('yellow', text)).join('  ');
  return [
    ...(long <= width && letters.length > 0
      ? [`${shownBars}  ${shownLetters}`]
      : [shownBars, shownLetters].filter(Boolean)),
    paint('dim', `${grouped(end)} instructions; a column is ${each} of them`),
  ];
}

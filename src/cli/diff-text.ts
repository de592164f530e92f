/** What has changed, and what a switch has moved, as tables. */

import type { Change, Moved, Transfer } from '../scope/index.ts';
import { columns, firstThatFits } from './grid.ts';
import { placeText } from './moment-text.ts';
import { paintThread, type NameOf } from './tables.ts';
import type { Paint } from './terminal.ts';
import { dense, hex, threadTitle } from './words.ts';

/** A value with what it means, if it means anything. */
function valueText(value: bigint, nameOf: NameOf): string {
  const name = nameOf(value);
  return name === undefined ? hex(value) : `${hex(value)} ${dense(name)}`;
}

/** Field by field: what was saved to the one context, and what was loaded from the other. */
export function transferText(transfer: Transfer, nameOf: NameOf, paint: Paint, width: number): string {
  const { number, from, to, why, at, began, ended, fields } = transfer;
  const title = `switch ${number}: ${threadTitle(from)} -> ${threadTitle(to)}`;
  const when = `${why} at ${placeText(at)}, instructions ${began} to ${ended}`;
  const moved = (one: Moved | null, text: (value: bigint) => string): string[] =>
    one ? [text(one.value), paint('dim', one.by.name)] : [paint('red', 'nothing'), ''];
  const head = ['', `saved to thread ${from.id}`, 'by', `loaded from thread ${to.id}`, 'by'];
  const table = (text: (value: bigint) => string): string =>
    columns(
      [
        head.map((one) => paint('bold', one)),
        ...fields.map(({ field, saved, loaded }) => [
          paint('cyan', field),
          // nobody saves thread_ptr: it never changes
          ...(field === 'thread_ptr' && !saved ? ['', ''] : moved(saved, text)),
          ...moved(loaded, text),
        ]),
      ],
      ['left'],
    );
  const rows = firstThatFits(width, [() => table((value) => valueText(value, nameOf)), () => table(hex)]);
  return `${paint('bold', title)}\n${when}\n${rows}`;
}

/** One row a change. */
export function changesText(
  changes: readonly Change[],
  since: number,
  nameOf: NameOf,
  paint: Paint,
  width: number,
): string {
  const title = paint('bold', `what has changed since instruction ${since}`);
  if (changes.length === 0) return `${title}\nnothing`;
  const cell = (value: Change['before'], text: (value: bigint) => string): string =>
    typeof value === 'bigint' ? text(value) : value || '-';
  const table = (text: (value: bigint) => string): string =>
    columns(
      [
        ['thread', '', 'before', 'now'].map((one) => paint('bold', one)),
        ...changes.map(({ thread, what, before, after }) => [
          paintThread(thread.id, threadTitle(thread), paint),
          paint('cyan', LABELS[what] ?? what),
          cell(before, text),
          cell(after, text),
        ]),
      ],
      ['left'],
    );
  const rows = firstThatFits(width, [() => table((value) => valueText(value, nameOf)), () => table(hex)]);
  return `${title}\n${rows}`;
}

const LABELS: Readonly<Record<string, string>> = { name: 'task', resume: 'resumes' };

/** Columns of text, and which of several layouts fits the terminal. */

import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';

export type Align = 'left' | 'right';

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

/** Columns with a gap of so many blanks between them; a cell may have several lines and colours. */
export function columns(rows: readonly (readonly string[])[], align: readonly Align[], gap = 2): string {
  const table = new Table({
    chars: { ...NO_LINES, middle: ' '.repeat(gap) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: [...align],
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Of the longest line, as it is seen. */
export function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => stripVTControlCharacters(line).length));
}

/** The first layout that is no wider; the last one where none is. */
export function firstThatFits(width: number, layouts: readonly (() => string)[]): string {
  let text = '';
  for (const layout of layouts) {
    text = layout();
    if (widest(text) <= width) break;
  }
  return text;
}

/** The lines of a text that fit a width; a word that is longer has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The board as a picture for slides: the saved contexts beside the live registers, as SVG. */

import { CONTEXT_FIELDS } from '../../runtime/threads/thread.ts';
import { cellsOf, registerOf, type CellState } from '../board/columns.ts';
import type { View } from '../protocol.ts';
import { grouped } from '../words.tsx';

const ROW = 34;
const TOP = 118;
const LEFT = 24;
const NAMES = 70;
const COLUMN = 270;
const GAP = 14;

const HUES = ['#1c5bbd', '#006e57', '#a11f72', '#75511f'] as const;

const STYLE = `
text { font: 17px "IBM Plex Mono", ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #10191b }
.words { font-family: "IBM Plex Sans", system-ui, sans-serif; font-size: 15px; fill: #43545a }
.title { font-family: "IBM Plex Sans", system-ui, sans-serif; font-size: 22px; font-weight: 700 }
.zero { fill: #546469 }
.line { stroke: #c9d2cd }
.light { fill: #ffd23f; stroke: #7d5f00 }
`;

const MARKS: Readonly<Partial<Record<CellState, (hue: string) => string>>> = {
  done: (hue) => `fill="${hue}"`,
  now: () => 'fill="#171204"',
  todo: () => 'fill="none" stroke="#546469" stroke-width="1.5"',
};

export function boardSvg(view: View, title: string): string {
  const threads = view.threads.filter(({ id }) => view.pair.includes(id));
  const width = LEFT + NAMES + (threads.length + 1) * (COLUMN + GAP) + LEFT;
  const height = TOP + CONTEXT_FIELDS.length * ROW + 24;
  const x = (column: number): number => LEFT + NAMES + column * (COLUMN + GAP);
  const when = view.transfer ? `, switch ${grouped(view.transfer.number)}` : '';
  const rows = CONTEXT_FIELDS.map((field, row) => {
    const y = TOP + row * ROW;
    return [
      `<line class="line" x1="${LEFT}" x2="${width - LEFT}" y1="${y}" y2="${y}"/>`,
      `<text x="${LEFT}" y="${y + 23}" font-weight="700">${registerOf(field)}</text>`,
      digits(view.registers[registerOf(field)], x(0) + 6, y + 23),
    ].join('');
  });
  const columns = threads.map((thread, index) => {
    const hue = HUES[thread.id % HUES.length]!;
    const at = x(index + 1);
    const head =
      `<rect x="${at}" y="64" width="${COLUMN}" height="5" fill="${hue}"/>` +
      `<rect x="${at}" y="69" width="${COLUMN}" height="${height - 80}" fill="${hue}" fill-opacity="0.08"/>` +
      `<text class="words" x="${at + 8}" y="94" style="fill:${hue};font-weight:700">${escape(`${thread.id} ${thread.name}`)}</text>` +
      `<text class="words" x="${at + COLUMN - 8}" y="94" text-anchor="end">${thread.state}</text>`;
    const cells = cellsOf(view, thread).map(({ value, state, word }, row) => {
      const y = TOP + row * ROW;
      const now =
        state === 'now'
          ? `<rect class="light" x="${at}" y="${y + 1}" width="${COLUMN}" height="${ROW - 2}"/>`
          : '';
      const mark = MARKS[state]?.(hue);
      const dot = mark ? `<circle cx="${at + 12}" cy="${y + 17}" r="5" ${mark}/>` : '';
      const said = word
        ? `<text class="words" x="${at + COLUMN - 8}" y="${y + 23}" text-anchor="end">${word}</text>`
        : '';
      return now + dot + digits(value, at + 24, y + 23) + said;
    });
    return head + cells.join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<style>${STYLE}</style><rect width="${width}" height="${height}" fill="#f6f8f5"/>`,
    `<text class="title" x="${LEFT}" y="42">${escape(title)}, instruction ${grouped(view.at)}${when}</text>`,
    `<text class="words" x="${x(0) + 6}" y="94" style="font-weight:700">live registers</text>`,
    ...columns,
    ...rows,
    '</svg>',
  ].join('\n');
}

/** The lower half where the upper is 0, its zeros dimmed. */
function digits(value: bigint, x: number, y: number): string {
  const text = value.toString(16).padStart(value >> 32n ? 16 : 8, '0');
  const zeros = Math.min(text.length - 1, text.search(/[^0]|$/));
  return `<text x="${x}" y="${y}"><tspan class="zero">${text.slice(0, zeros)}</tspan>${text.slice(zeros)}</text>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

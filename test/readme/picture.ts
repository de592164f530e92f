/** Draws the README's picture from the coloured output of the demo: `npx tsx test/readme/picture.ts`. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PICTURE = new URL('../../docs/demo.svg', import.meta.url);

const COLUMNS = 80;
const CHARACTER = { width: 8.4, height: 18 };
const MARGIN = 20;
const COLORS: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#f2cc60',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
  37: '#f0f6fc',
};
const PLAIN = '#c9d1d9';
const DIM = '#8b949e';
const BACKGROUND = '#161b22';

interface Style {
  color: string;
  bold: boolean;
  underline: boolean;
}

/** The effect of one SGR code (ECMA-48, section 8.3.117) of those that the terminal gets from us. */
function apply(style: Style, code: number): Style {
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, color: DIM };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, color: style.color === DIM ? PLAIN : style.color };
  if (code === 24) return { ...style, underline: false };
  if (code === 39) return { ...style, color: PLAIN };
  const color = COLORS[code];
  if (color === undefined) throw new Error(`the picture does not know SGR ${code}`);
  return { ...style, color };
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function span(text: string, column: number, { color, bold, underline }: Style): string {
  const weight = bold ? ' font-weight="bold"' : '';
  const line = underline ? ' text-decoration="underline"' : '';
  const x = (MARGIN + column * CHARACTER.width).toFixed(1);
  return `<tspan x="${x}" fill="${color}"${weight}${line}>${escape(text)}</tspan>`;
}

/** One line of terminal output as SVG text; blanks are places, not characters. */
function drawLine(line: string, row: number): string {
  let style: Style = { color: PLAIN, bold: false, underline: false };
  let column = 0;
  const spans: string[] = [];
  // oxlint-disable-next-line no-control-regex -- escape sequences are what this reads
  for (const [, code, text = ''] of line.matchAll(/\u001b\[(\d+)m|([^\u001b]+)/g)) {
    if (code !== undefined) style = apply(style, Number(code));
    for (const word of text.matchAll(/\S+(?: \S+)*/g)) spans.push(span(word[0], column + word.index, style));
    column += text.length;
  }
  if (spans.length === 0) return '';
  const y = MARGIN + (row + 0.8) * CHARACTER.height;
  return `<text y="${y.toFixed(1)}">${spans.join('')}</text>`;
}

/** What `fiberscope demo` shows on a terminal of 80 columns, as SVG. */
export function draw(): string {
  const output = execFileSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'demo'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: '', COLUMNS: String(COLUMNS) },
  });
  const lines = output.trimEnd().split('\n');
  const width = Math.ceil(COLUMNS * CHARACTER.width + 2 * MARGIN);
  const height = Math.ceil(lines.length * CHARACTER.height + 2 * MARGIN);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The output of fiberscope demo">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">',
    ...lines.map(drawLine).filter(Boolean),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(new URL('.', PICTURE), { recursive: true });
  writeFileSync(PICTURE, draw());
}

/** The curve as a picture: what a yield and what a thread cost, against the number of threads. */

import { ticks } from '../../src/scope/ticks.ts';
import type { Point } from './report.ts';

const WIDTH = 720;
const PANEL = { width: 270, height: 180 };
const TOP = 44;
const LEFT = 62;
const GAP = 92;
const HEIGHT = TOP + PANEL.height + 54;

/** Colours that have enough contrast on GitHub's light background, and on its dark one. */
const STYLE = `
text { font: 12px -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #57606a }
.title { font-size: 13px; font-weight: 600; fill: #1f2328 }
.grid { stroke: #d0d7de; stroke-width: 1 }
.line { fill: none; stroke-width: 2 }
.yield { stroke: #0969da; fill: #0969da }
.bytes { stroke: #bc4c00; fill: #bc4c00 }
@media (prefers-color-scheme: dark) {
  text { fill: #9198a1 }
  .title { fill: #f0f6fc }
  .grid { stroke: #3d444d }
  .yield { stroke: #4493f8; fill: #4493f8 }
  .bytes { stroke: #f0883e; fill: #f0883e }
}
`;

interface Panel {
  readonly title: string;
  readonly kind: 'yield' | 'bytes';
  readonly left: number;
}

/** `10`, `1k`, `1M`. */
function short(threads: number): string {
  if (threads >= 1e6) return `${threads / 1e6}M`;
  return threads >= 1e3 ? `${threads / 1e3}k` : String(threads);
}

function drawPanel({ title, kind, left }: Panel, curve: readonly Point[]): string[] {
  const first = Math.log10(curve[0]!.threads);
  const decades = Math.log10(curve.at(-1)!.threads) - first;
  const measured = curve.flatMap((point) => {
    const value = point[kind];
    return value === null ? [] : [{ threads: point.threads, value }];
  });
  const scale = ticks(Math.max(0, ...measured.map(({ value }) => value)));
  const bottom = TOP + PANEL.height;
  const x = (threads: number): number =>
    left + ((Math.log10(threads) - first) / (decades || 1)) * PANEL.width;
  const y = (value: number): number => bottom - (value / scale.at(-1)!) * PANEL.height;
  const places = measured.map(({ threads, value }) => `${x(threads).toFixed(1)},${y(value).toFixed(1)}`);
  return [
    `<text class="title" x="${left}" y="${TOP - 20}">${title}</text>`,
    ...scale.flatMap((value) => [
      `<line class="grid" x1="${left}" x2="${left + PANEL.width}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>`,
      `<text text-anchor="end" x="${left - 8}" y="${(y(value) + 4).toFixed(1)}">${value.toLocaleString('en-US')}</text>`,
    ]),
    ...curve.map(
      ({ threads }) =>
        `<text text-anchor="middle" x="${x(threads).toFixed(1)}" y="${bottom + 18}">${short(threads)}</text>`,
    ),
    `<text text-anchor="middle" x="${left + PANEL.width / 2}" y="${bottom + 40}">threads</text>`,
    `<polyline class="line ${kind}" style="fill: none" points="${places.join(' ')}"/>`,
    ...places.map((place) => {
      const [cx, cy] = place.split(',');
      return `<circle class="${kind}" cx="${cx}" cy="${cy}" r="3.5"/>`;
    }),
  ];
}

/** As SVG. */
export function plot(curve: readonly Point[]): string {
  const panels: readonly Panel[] = [
    { title: 'one yield, ns', kind: 'yield', left: LEFT },
    {
      title: 'memory a thread, all of it, bytes',
      kind: 'bytes',
      left: LEFT + PANEL.width + GAP,
    },
  ];
  const label = 'The cost of a yield and the memory of a thread, against the number of threads';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">`,
    `<style>${STYLE}</style>`,
    ...panels.flatMap((panel) => drawPanel(panel, curve)),
    '</svg>',
    '',
  ].join('\n');
}

/** A timeline as a picture for slides. */

import { lanesOf, Scale, type Lane } from './lanes.ts';
import { grouped } from './numbers.ts';
import { ticks } from './ticks.ts';
import type { Mark, Span, Timeline } from './timeline.ts';
import { textOf } from './trace-events.ts';

const WIDTH = 1200;
const MARGIN = 24;
const TITLES = 210;
const TOP = 64;
/** Where time is drawn: a column is a pixel. */
const COLUMNS = WIDTH - MARGIN - TITLES - MARGIN;
const LEFT = MARGIN + TITLES;
/** Lanes fill about so much when there are many, but none is thinner or thicker than it looks well. */
const HEIGHT = 600;
const LANE = { least: 20, most: 48 };
const LEGEND = 64;
/** Characters that fit beside a lane. */
const LONGEST_TITLE = 24;
/** More lines between lanes than this show nothing. */
const MOST_LINES = 300;

/** Large and of high contrast, on light slides and on dark ones. */
const STYLE = `
text { font: 16px -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.small { font-size: 14px; fill: #57606a }
.title { font-size: 20px; font-weight: 600 }
.paper { fill: #ffffff }
.grid { stroke: #d0d7de }
.running { fill: #0969da }
.q1 { fill-opacity: 0.4 }
.q2 { fill-opacity: 0.6 }
.q3 { fill-opacity: 0.8 }
.ready { fill: #afb8c1 }
.waiting { fill: #d4a72c }
.switch { stroke: #8c959f; stroke-width: 1.5 }
.spawn { stroke: #1a7f37; fill: #1a7f37; stroke-width: 2 }
.wake { stroke: #9a6700; fill: #9a6700; stroke-width: 2 }
.write { fill: #bc4c00 }
.exit { fill: #1f2328 }
.fault, .deadlock { fill: #cf222e }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .small { fill: #9198a1 }
  .paper { fill: #0d1117 }
  .grid { stroke: #3d444d }
  .running { fill: #4493f8 }
  .ready { fill: #59636e }
  .waiting { fill: #bb8009 }
  .switch { stroke: #9198a1 }
  .spawn { stroke: #3fb950; fill: #3fb950 }
  .wake { stroke: #d29922; fill: #d29922 }
  .write { fill: #f0883e }
  .exit { fill: #f0f6fc }
  .fault, .deadlock { fill: #ff7b72 }
}
`;

/** Where lanes lie, from the top down. */
class Rows {
  readonly height: number;
  readonly #rowOf: ReadonlyMap<number, number>;

  constructor(lanes: readonly Lane[]) {
    this.height = Math.min(Math.max(Math.floor(HEIGHT / lanes.length), LANE.least), LANE.most);
    this.#rowOf = new Map(lanes.flatMap(({ threads }, row) => [...threads].map((id) => [id, row] as const)));
  }

  /** Of the bars of those who run. */
  get thick(): number {
    return this.height * 0.56;
  }

  /** Of the lane's middle. */
  y(thread: number): number {
    return TOP + (this.#rowOf.get(thread)! + 0.5) * this.height;
  }
}

/** `title` says what ran; no more lanes than `most`. */
export function lanesSvg(timeline: Timeline, title: string, most: number): string {
  const lanes = lanesOf(timeline, most);
  const scale = new Scale(timeline.end, COLUMNS);
  const rows = new Rows(lanes);
  const bottom = TOP + lanes.length * rows.height;
  const height = bottom + LEGEND;
  const x = (instruction: number): number => LEFT + instruction / scale.step;
  const label = escape(`Timeline of the green threads of ${title}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="${MARGIN}" y="${TOP - 32}">${escape(fit(title))}</text>`,
    ...axis(timeline.end, x, bottom),
    ...switchLines(timeline.spans, rows, x),
    ...lanes.flatMap((lane) => drawLane(lane, scale, rows, x)),
    ...arrows(timeline.marks, rows, x),
    ...legend(timeline, bottom),
    '</svg>',
    '',
  ].join('\n');
}

function fit(title: string): string {
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title;
}

/** Characters that XML gives a meaning, and those that it does not have. */
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

const round = (place: number): number => Math.round(place * 10) / 10;

type Place = (instruction: number) => number;

function axis(end: number, x: Place, bottom: number): string[] {
  return ticks(end)
    .filter((tick) => tick <= end && Number.isInteger(tick))
    .flatMap((tick) => {
      const at = round(x(tick));
      return [
        `<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 4}" y2="${bottom}"/>`,
        `<text class="small" text-anchor="middle" x="${at}" y="${TOP - 12}">${grouped(tick)}</text>`,
      ];
    });
}

/** Neighbouring columns that look alike are one rectangle. */
function drawLane({ title, threads, spans, marks }: Lane, scale: Scale, rows: Rows, x: Place): string[] {
  const [first = 0] = threads;
  const y = rows.y(first);
  const { running, ready, waiting } = scale.columnsOf(spans);
  const { thick } = rows;
  const looks = Array.from(running, (quarters, at) => {
    if (quarters > 0) return `running q${quarters}`;
    if (ready[at]) return 'ready';
    return waiting[at] ? 'waiting' : '';
  });
  const bars: string[] = [];
  for (let at = 0, next; at < looks.length; at = next) {
    const look = looks[at]!;
    next = looks.findIndex((other, column) => column > at && other !== look);
    if (next === -1) next = looks.length;
    if (look === '') continue;
    const high = look.startsWith('running') ? thick : 4;
    bars.push(
      `<rect class="${look}" x="${LEFT + at}" y="${round(y - high / 2)}" width="${next - at}" height="${round(high)}"/>`,
    );
  }
  return [
    `<text x="${MARGIN}" y="${round(y + 5)}">${escape(fit(title))}</text>`,
    ...bars,
    ...drawMarks(marks, scale, x, y, thick),
  ];
}

/** One of each kind a column; what was written appears where the pointer rests. */
function drawMarks(marks: readonly Mark[], scale: Scale, x: Place, y: number, thick: number): string[] {
  const seen = new Set<string>();
  return marks.flatMap((mark) => {
    const key = `${mark.kind} ${scale.columnOf(mark.instruction)}`;
    if (isArrow(mark) || mark.kind === 'block' || seen.has(key)) return [];
    seen.add(key);
    const hint = `<title>${escape(wordsFor(mark))}</title>`;
    return [sign(mark.kind, x(mark.instruction), y, thick, hint)];
  });
}

/** A mark that is drawn as one, from thread to thread. */
function isArrow(mark: Mark): mark is Extract<Mark, { kind: 'spawn' | 'wake' }> {
  return mark.kind === 'spawn' || mark.kind === 'wake';
}

/** Output is a triangle that points up to the bar, an end a line across it. */
function sign(kind: Mark['kind'], x: number, y: number, thick: number, hint = ''): string {
  const path =
    kind === 'write'
      ? `m0,${round(thick / 2)}l-5,8h10z`
      : `m-2,${-round(thick / 2 + 4)}h4v${round(thick + 8)}h-4z`;
  return `<path class="${kind}" d="M${round(x)},${round(y)}${path}">${hint}</path>`;
}

function wordsFor(mark: Mark): string {
  const at = `instruction ${grouped(mark.instruction)}`;
  switch (mark.kind) {
    case 'write':
      return `${at}: writes ${textOf(mark)}`;
    case 'fault':
      return `${at}: ${mark.signal}`;
    case 'exit':
      return `${at}: exit ${mark.status}`;
    case 'deadlock':
      return `${at}: deadlock`;
    case 'block':
      return `${at}: waits`;
    case 'wake':
      return `${at}: wakes ${mark.woken}`;
    case 'spawn':
      return `${at}: spawns ${mark.spawned} ${mark.name}`;
  }
}

/** From who ran to who runs next. */
function switchLines(spans: readonly Span[], rows: Rows, x: Place): string[] {
  const runs = spans.filter(({ state }) => state === 'Running');
  if (runs.length > MOST_LINES) return [];
  return runs.slice(1).flatMap(({ thread, begin }, before) => {
    const at = round(x(begin));
    const [from, to] = [rows.y(runs[before]!.thread), rows.y(thread)];
    if (from === to) return [];
    return [`<line class="switch" x1="${at}" x2="${at}" y1="${round(from)}" y2="${round(to)}"/>`];
  });
}

/** From who spawned to who was, and from who woke a thread to that thread. */
function arrows(marks: readonly Mark[], rows: Rows, x: Place): string[] {
  const drawn = marks.filter(isArrow).filter((mark) => mark.kind === 'spawn' || mark.by === 'thread');
  if (drawn.length > MOST_LINES) return [];
  return drawn.map((mark) => {
    const [from, to] = [rows.y(mark.thread), rows.y(mark.kind === 'spawn' ? mark.spawned : mark.woken)];
    const edge = from + Math.sign(to - from) * (rows.thick / 2);
    return arrow(mark.kind, x(mark.instruction), edge, to, `<title>${escape(wordsFor(mark))}</title>`);
  });
}

function arrow(kind: 'spawn' | 'wake', x: number, from: number, to: number, hint = ''): string {
  const head = Math.sign(to - from) * 10;
  const at = round(x);
  const line = `<line x1="${at}" x2="${at}" y1="${round(from)}" y2="${round(to - head)}"/>`;
  const path = `<path stroke="none" d="M${at},${round(to)}l-5,${-head}h10z"/>`;
  return `<g class="${kind}">${line}${path}${hint}</g>`;
}

function legend({ end, marks, spans, dropped }: Timeline, bottom: number): string[] {
  const kinds = new Set(marks.map(({ kind }) => kind));
  const y = bottom + 31;
  const entries: readonly (readonly [show: boolean, text: string, draw: (x: number) => string])[] = [
    [true, 'running', (x) => `<rect class="running" x="${x - 12}" y="${y - 7}" width="24" height="14"/>`],
    [true, 'ready', (x) => `<rect class="ready" x="${x - 12}" y="${y - 2}" width="24" height="4"/>`],
    [
      spans.some(({ state }) => state === 'Blocked' || state === 'Sleeping'),
      'waiting',
      (x) => `<rect class="waiting" x="${x - 12}" y="${y - 2}" width="24" height="4"/>`,
    ],
    [kinds.has('spawn'), 'spawn', (x) => arrow('spawn', x, y - 11, y + 9)],
    [
      marks.some((mark) => mark.kind === 'wake' && mark.by === 'thread'),
      'wake',
      (x) => arrow('wake', x, y - 11, y + 9),
    ],
    [kinds.has('write'), 'write', (x) => sign('write', x, y - 4, 0)],
    [kinds.has('exit'), 'exit', (x) => sign('exit', x, y, 8)],
    [kinds.has('fault'), 'fault', (x) => sign('fault', x, y, 8)],
    [kinds.has('deadlock'), 'deadlock', (x) => sign('deadlock', x, y, 8)],
  ];
  const drawn = entries
    .filter(([show]) => show)
    .flatMap(([, text, draw], place) => {
      const x = MARGIN + 12 + place * 110;
      return [draw(x), `<text class="small" x="${x + 20}" y="${y + 5}">${text}</text>`];
    });
  const left = dropped > 0 ? `; ${grouped(dropped)} later events left out` : '';
  const total = `${grouped(end)} instructions${left}`;
  return [
    ...drawn,
    `<text class="small" text-anchor="end" x="${WIDTH - MARGIN}" y="${y + 5}">${total}</text>`,
  ];
}

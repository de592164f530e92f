/** Draws the lanes: who ran, who was Ready, where the switches were. What lies behind the playhead is hollow. */

import type { Transfer } from '../../scope/index.ts';
import { LANE_STATES, type LanesView, type LaneView } from '../protocol.ts';
import type { Paint } from './paint.ts';

export interface Drawing {
  readonly lanes: LanesView;
  /** What is to be seen; the lanes may still be of another part. */
  readonly window: { readonly begin: number; readonly end: number };
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of a lane, and of what is above the first. */
  readonly lane: number;
  readonly above: number;
  readonly transfer: Transfer | null;
}

/** So much the numbers of the switches need above the lanes. */
const NUMBERS = 16;
const BAR = 0.58;

export function draw(canvas: HTMLCanvasElement, paint: Paint, drawing: Drawing): void {
  const { width, height } = drawing;
  const context = canvas.getContext('2d');
  if (!context || width === 0) return;
  const ratio = devicePixelRatio;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  new Sheet(context, paint, drawing).draw();
}

class Sheet {
  readonly #context: CanvasRenderingContext2D;
  readonly #paint: Paint;
  readonly #drawing: Drawing;

  constructor(context: CanvasRenderingContext2D, paint: Paint, drawing: Drawing) {
    this.#context = context;
    this.#paint = paint;
    this.#drawing = drawing;
  }

  draw(): void {
    const { lanes } = this.#drawing;
    this.#zones();
    lanes.lanes.forEach((one, row) => this.#lane(one, row));
    this.#drops();
  }

  #x(instruction: number): number {
    const { window, width } = this.#drawing;
    return ((instruction - window.begin) / (window.end - window.begin)) * width;
  }

  #y(row: number): number {
    return this.#drawing.above + (row + 0.5) * this.#drawing.lane;
  }

  /** Grey bands from the decision to the `ret`, with the switch's number. */
  #zones(): void {
    const { lanes, transfer } = this.#drawing;
    const context = this.#context;
    const bottom = this.#y(lanes.lanes.length - 0.5);
    for (const { number, began, ended } of lanes.switches ?? []) {
      if (ended === null) continue;
      const [from, to] = [this.#x(began), this.#x(ended)];
      const isNow = transfer?.number === number;
      context.fillStyle = isNow ? this.#paint.wash : this.#paint.zone;
      context.fillRect(from, 0, to - from, bottom);
      context.fillStyle = isNow ? this.#paint.edge : this.#paint.strong;
      context.fillRect(from, 0, 1, bottom);
      if (to - from < 14 || this.#drawing.above < NUMBERS) continue;
      context.font = `600 11px ${this.#paint.sans}`;
      context.textAlign = 'right';
      context.fillStyle = isNow ? this.#paint.ink : this.#paint.ink2;
      context.fillText(String(number), to - 4, 12);
    }
  }

  #lane(lane: LaneView, row: number): void {
    const { lane: height, width } = this.#drawing;
    const context = this.#context;
    const y = this.#y(row);
    context.fillStyle = this.#paint.line;
    context.fillRect(0, Math.round(y), width, 1);
    const bar = Math.max(2, Math.round(height * BAR));
    const top = Math.round(y - bar / 2) + 0.5;
    if (lane.spans) this.#spans(lane.spans, lane.thread, y, top, bar);
    else if (lane.columns) this.#columns(lane.columns, lane.thread, y, top, bar);
  }

  #spans(spans: Float64Array, thread: number, y: number, top: number, bar: number): void {
    const { at } = this.#drawing;
    const color = this.#paint.thread(thread);
    for (let index = 0; index < spans.length; index += 3) {
      const [begin, end] = [spans[index]!, spans[index + 1]!];
      const [from, to] = [this.#x(begin), this.#x(end)];
      const state = LANE_STATES[spans[index + 2]!];
      if (state !== 'Running') {
        this.#idle(color, from, to, y, state === 'waiting');
        continue;
      }
      const now = Math.max(from, Math.min(to, this.#x(at)));
      if (now > from) this.#bar(thread, from, top, Math.max(1, now - from), bar, true);
      if (to > now) this.#bar(thread, now, top, Math.max(1, to - now), bar, false);
    }
  }

  /** A thin line; dashes for who waits. */
  #idle(color: string, from: number, to: number, y: number, isWaiting: boolean): void {
    const context = this.#context;
    context.globalAlpha = 0.55;
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.setLineDash(isWaiting ? [4, 4] : []);
    context.beginPath();
    context.moveTo(from, Math.round(y) + 0.5);
    context.lineTo(to, Math.round(y) + 0.5);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  #bar(thread: number, x: number, y: number, width: number, height: number, isPast: boolean): void {
    const context = this.#context;
    context.fillStyle = isPast ? this.#paint.thread(thread) : this.#paint.hollow(thread);
    context.fillRect(x, y, width, height);
    const pattern = isPast ? this.#paint.pattern(context, thread) : null;
    if (pattern) {
      context.fillStyle = pattern;
      context.fillRect(x, y, width, height);
    }
    if (width < 3) return;
    context.strokeStyle = this.#paint.thread(thread);
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, y, width - 1, height);
  }

  /** The columns may be of another part of the run than is to be seen: they are stretched then. */
  #columns(columns: Uint8Array, thread: number, y: number, top: number, bar: number): void {
    const { lanes, at } = this.#drawing;
    const context = this.#context;
    const step = (lanes.end - lanes.begin) / columns.length;
    context.fillStyle = this.#paint.thread(thread);
    for (let index = 0; index < columns.length; index++) {
      const value = columns[index]!;
      if (value === 0) continue;
      const begin = lanes.begin + index * step;
      const x = this.#x(begin);
      const wide = Math.max(1, this.#x(begin + step) - x);
      const quarters = value & 7;
      context.globalAlpha = quarters > 0 ? (0.25 + quarters * 0.1875) * (begin > at ? 0.4 : 1) : 0.4;
      if (quarters > 0) context.fillRect(x, top, wide, bar);
      else context.fillRect(x, Math.round(y) - 0.5, wide, 2);
    }
    context.globalAlpha = 1;
  }

  /** From who was left down or up to who runs. */
  #drops(): void {
    const { lanes, at } = this.#drawing;
    const rows = new Map(lanes.lanes.map(({ thread }, row) => [thread, row]));
    for (const { began, from, to } of lanes.switches ?? []) {
      const [one, other] = [rows.get(from), rows.get(to)];
      if (one === undefined || other === undefined || one === other) continue;
      const x = Math.round(this.#x(began));
      const [high, low] = [this.#y(Math.min(one, other)), this.#y(Math.max(one, other))];
      this.#context.fillStyle = began > at ? this.#paint.strong : this.#paint.ink;
      this.#context.fillRect(x - (began > at ? 0 : 1), high, began > at ? 1 : 2, low - high);
    }
  }
}

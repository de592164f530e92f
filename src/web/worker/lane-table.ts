/**
 * The timeline for drawing: every span of every lane in columns of numbers, so that any part of millions of them is
 * found and summed in milliseconds.
 *
 *   starts   lane 0, lane 1, ...          where the lane's spans begin in the others
 *   begins   ... in order of time ...
 *   ends
 *   runs     1 for Running, 0 for Ready
 */

import { Scale, type Timeline } from '../../scope/index.ts';
import type { LanesQuery, LaneView } from '../protocol.ts';

/** With more spans in a lane's window than this, columns say it as well. */
const MOST_SPANS = 600;

export class LaneTable {
  /** By lane. */
  readonly threads: readonly number[];
  readonly #names: readonly string[];
  readonly #starts: Uint32Array;
  readonly #begins: Float64Array;
  readonly #ends: Float64Array;
  readonly #runs: Uint8Array;

  constructor({ spans }: Timeline) {
    const counts = new Map<number, number>();
    const names = new Map<number, string>();
    for (const { thread, name } of spans) {
      counts.set(thread, (counts.get(thread) ?? 0) + 1);
      names.set(thread, name);
    }
    this.threads = [...counts.keys()].sort((a, b) => a - b);
    this.#names = this.threads.map((thread) => names.get(thread)!);
    this.#starts = new Uint32Array(this.threads.length + 1);
    this.threads.forEach((thread, lane) => {
      this.#starts[lane + 1] = this.#starts[lane]! + counts.get(thread)!;
    });
    this.#begins = new Float64Array(spans.length);
    this.#ends = new Float64Array(spans.length);
    this.#runs = new Uint8Array(spans.length);
    const next = new Map(this.threads.map((thread, lane) => [thread, this.#starts[lane]!]));
    for (const { thread, begin, end, state } of spans) {
      const at = next.get(thread)!;
      next.set(thread, at + 1);
      this.#begins[at] = begin;
      this.#ends[at] = end;
      this.#runs[at] = state === 'Running' ? 1 : 0;
    }
  }

  view({ begin, end, columns, first, count }: LanesQuery): LaneView[] {
    const last = Math.min(first + count, this.threads.length);
    const scale = new Scale(end, columns, begin);
    return Array.from({ length: Math.max(0, last - first) }, (_, row) =>
      this.#lane(first + row, begin, end, scale),
    );
  }

  #lane(lane: number, begin: number, end: number, scale: Scale): LaneView {
    const [low, high] = [this.#starts[lane]!, this.#starts[lane + 1]!];
    const from = firstFrom(this.#ends, begin, low, high);
    const to = firstFrom(this.#begins, end, from, high);
    const named = { thread: this.threads[lane]!, name: this.#names[lane]! };
    if (to - from > MOST_SPANS) return { ...named, spans: null, columns: this.#columns(from, to, scale) };
    const spans = new Float64Array((to - from) * 3);
    for (let at = from; at < to; at++) {
      spans.set([this.#begins[at]!, this.#ends[at]!, this.#runs[at]!], (at - from) * 3);
    }
    return { ...named, spans, columns: null };
  }

  #columns(from: number, to: number, scale: Scale): Uint8Array {
    const spans = function* (
      table: LaneTable,
    ): Generator<{ begin: number; end: number; state: 'Running' | 'Ready' }> {
      for (let at = from; at < to; at++) {
        const state = table.#runs[at] ? 'Running' : 'Ready';
        yield { begin: table.#begins[at]!, end: table.#ends[at]!, state };
      }
    };
    const { running, ready } = scale.columnsOf(spans(this));
    return running.map((quarters, column) => quarters + 8 * ready[column]!);
  }
}

/** In a part of a sorted list, the index of the first element that is above a value. */
function firstFrom(sorted: Float64Array, value: number, low: number, high: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * The timeline for drawing: every span of every lane in columns of numbers, so that any part of millions of them is
 * found and summed in milliseconds.
 *
 *   starts   lane 0, lane 1, ...          where the lane's spans begin in the others
 *   begins   ... in order of time ...
 *   ends
 *   states   as `LANE_STATES` numbers them
 *   sums     how long the lane has been in each of the states before the span, a list a state
 */

import type { Timeline } from '../../scope/index.ts';
import { LANE_STATES, type LanesQuery, type LaneView } from '../protocol.ts';

/** With more spans in a lane's window than this, columns say it as well. */
const MOST_SPANS = 600;

export class LaneTable {
  /** By lane. */
  readonly threads: readonly number[];
  readonly #names: readonly string[];
  readonly #starts: Uint32Array;
  readonly #begins: Float64Array;
  readonly #ends: Float64Array;
  readonly #states: Uint8Array;
  readonly #sums: readonly Float64Array[];

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
    this.#states = new Uint8Array(spans.length);
    this.#sums = LANE_STATES.map(() => new Float64Array(spans.length));
    const next = new Map(this.threads.map((thread, lane) => [thread, this.#starts[lane]!]));
    for (const { thread, begin, end, state } of spans) {
      const at = next.get(thread)!;
      next.set(thread, at + 1);
      this.#begins[at] = begin;
      this.#ends[at] = end;
      this.#states[at] = state === 'Running' ? RUNNING : state === 'Ready' ? READY : WAITING;
    }
    this.#sum();
  }

  view({ begin, end, columns, first, count }: LanesQuery): LaneView[] {
    const last = Math.min(first + count, this.threads.length);
    return Array.from({ length: Math.max(0, last - first) }, (_, row) => {
      const lane = first + row;
      const [low, high] = [this.#starts[lane]!, this.#starts[lane + 1]!];
      const from = firstAbove(this.#ends, begin, low, high);
      const to = firstAbove(this.#begins, end, from, high);
      const named = { thread: this.threads[lane]!, name: this.#names[lane]! };
      if (to - from <= MOST_SPANS) return { ...named, spans: this.#spans(from, to), columns: null };
      return { ...named, spans: null, columns: this.#columns(low, high, begin, end, columns) };
    });
  }

  #sum(): void {
    for (let lane = 0; lane < this.threads.length; lane++) {
      const sums = LANE_STATES.map(() => 0);
      for (let at = this.#starts[lane]!; at < this.#starts[lane + 1]!; at++) {
        this.#sums.forEach((list, state) => (list[at] = sums[state]!));
        sums[this.#states[at]!]! += this.#ends[at]! - this.#begins[at]!;
      }
    }
  }

  #spans(from: number, to: number): Float64Array {
    const spans = new Float64Array((to - from) * 3);
    for (let at = from; at < to; at++) {
      spans.set([this.#begins[at]!, this.#ends[at]!, this.#states[at]!], (at - from) * 3);
    }
    return spans;
  }

  /** As `Scale.columnsOf` counts them, without looking at each span. */
  #columns(low: number, high: number, begin: number, end: number, columns: number): Uint8Array {
    const step = (end - begin) / columns;
    let before = this.#until(begin, low, high);
    return Uint8Array.from({ length: columns }, (_, column) => {
      const now = this.#until(begin + (column + 1) * step, low, high);
      const [ready = 0, ran = 0, waited = 0] = now.map((sum, state) => (sum - before[state]!) / step);
      before = now;
      const quarters = Math.min(4, Math.ceil(ran * 4 - ROUNDING));
      return quarters + (ready > ROUNDING ? 8 : 0) + (waited > ROUNDING ? 16 : 0);
    });
  }

  /** How long a lane has been in each of the states up to a moment. */
  #until(moment: number, low: number, high: number): number[] {
    const at = firstAbove(this.#begins, moment, low, high) - 1;
    if (at < low) return LANE_STATES.map(() => 0);
    const size = Math.min(moment, this.#ends[at]!) - this.#begins[at]!;
    return this.#sums.map((list, state) => list[at]! + (this.#states[at] === state ? size : 0));
  }
}

const READY = LANE_STATES.indexOf('Ready');
const RUNNING = LANE_STATES.indexOf('Running');
const WAITING = LANE_STATES.indexOf('waiting');
/** Sums of shares are not exact. */
const ROUNDING = 1e-6;

/** In a part of a sorted list, the index of the first element that is above a value. */
function firstAbove(sorted: Float64Array, value: number, low: number, high: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

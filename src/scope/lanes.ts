/** A timeline as lanes to be drawn: a lane a thread, its time in columns of one width. */

import { State } from '../runtime/index.ts';
import type { Mark, Span, Timeline } from './timeline.ts';

/** A thread from its first moment to its last; whoever has its slot later is in the same lane. */
export interface Lane {
  /** `2 worker`, `3 reader, writer`, or `12 others`. */
  readonly title: string;
  /** The ids of the threads that share it. */
  readonly threads: ReadonlySet<number>;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
}

/** So many names of one slot are told. */
const MOST_NAMES = 3;

/** In order of ids; where there are more than `most`, the last lane is that of all others. */
export function lanesOf({ spans, marks }: Timeline, most = Infinity): readonly Lane[] {
  const ids = [...new Set(spans.map(({ thread }) => thread))].sort((a, b) => a - b);
  const alone = ids.length <= most ? ids : ids.slice(0, most - 1);
  const groups = alone.map((id) => [id]);
  if (alone.length < ids.length) groups.push(ids.slice(alone.length));

  const laneOf = new Map(groups.flatMap((group, lane) => group.map((id) => [id, lane] as const)));
  const of = <T extends { readonly thread: number }>(all: readonly T[]): T[][] => {
    const lanes = groups.map((): T[] => []);
    for (const one of all) lanes[laneOf.get(one.thread)!]!.push(one);
    return lanes;
  };
  const spansOf = of(spans);
  const marksOf = of(marks);
  return groups.map((group, lane) => ({
    title: group.length > 1 ? `${group.length} others` : titleOf(group[0]!, spansOf[lane]!),
    threads: new Set(group),
    spans: spansOf[lane]!,
    marks: marksOf[lane]!,
  }));
}

function titleOf(id: number, spans: readonly Span[]): string {
  const names = [...new Set(spans.map(({ name }) => name))];
  const more = names.length > MOST_NAMES ? ', ...' : '';
  return `${id} ${names.slice(0, MOST_NAMES).join(', ')}${more}`.trimEnd();
}

/** Sums of shares are not exact. */
const ROUNDING = 1e-9;

/** What a lane shows in each column. */
export interface Columns {
  /** How much of the column someone of the lane ran: in quarters, rounded up, so that nothing disappears. */
  readonly running: Uint8Array;
  /** 1 where someone was Ready. */
  readonly ready: Uint8Array;
  /** 1 where someone was Blocked or Sleeping. */
  readonly waiting: Uint8Array;
}

/** Cuts the time from 0 to `end` into columns. */
export class Scale {
  readonly columns: number;
  /** Instructions a column. */
  readonly step: number;

  constructor(end: number, columns: number) {
    this.columns = columns;
    this.step = Math.max(end, 1) / columns;
  }

  /** The column of a moment; the last one has the end of time. */
  columnOf(instruction: number): number {
    return Math.min(Math.floor(instruction / this.step), this.columns - 1);
  }

  columnsOf(spans: readonly Span[]): Columns {
    const shares = new Float64Array(this.columns);
    const ready = new Uint8Array(this.columns);
    const waiting = new Uint8Array(this.columns);
    for (const { state, begin, end } of spans) {
      const first = this.columnOf(begin);
      // Where a column begins with the end, it has nothing of the span.
      const last = this.columnOf(end);
      if (state !== State.Running) {
        const idle = state === State.Ready ? ready : waiting;
        idle.fill(1, first, this.#overlap(last, begin, end) > ROUNDING ? last + 1 : last);
        continue;
      }
      for (let at = first; at <= last; at++) shares[at]! += this.#overlap(at, begin, end);
    }
    return { running: Uint8Array.from(shares, quarters), ready, waiting };
  }

  /** How much of a column lies between two moments. */
  #overlap(column: number, begin: number, end: number): number {
    const from = Math.max(begin, column * this.step);
    const to = Math.min(end, (column + 1) * this.step);
    return (to - from) / this.step;
  }
}

function quarters(share: number): number {
  return Math.ceil(share * 4 - ROUNDING);
}

/** The run ahead of everybody: a second runtime of the same program, which says what is to come. */

import { Runtime, type Outcome } from '../../runtime/index.ts';
import { Printed, timelineOf, type Timeline } from '../../scope/index.ts';
import type { Program } from '../../runtime/program/program.ts';
import type { LanesQuery, LanesView, Recorded, Settings, SwitchMark } from '../protocol.ts';
import { optionsOf } from './options.ts';
import { LaneTable } from './lane-table.ts';
import { Pace, pause } from './tasks.ts';

/** Endless programs are known as far as this, and then as far again. */
const MOST_INSTRUCTIONS = 200_000_000;
const MOST_EVENTS = 3_000_000;
const MOST_OUTPUT = 16 << 20;
const MOST_LINES = 10_000;
/** Of so many switches the end is found out, which takes a stop at each. */
const FOLLOWED = 4_096;
const MOST_SLICE = 4_000_000;
/** Switches and printed lines that can be told apart in a window. */
const MOST_MARKS = 400;

export class Recorder {
  readonly runtime: Runtime;
  readonly printed = new Printed(MOST_LINES);
  /** How the run ended; undefined while nobody knows. */
  outcome: Outcome | undefined;
  /** Where each of the first switches was over. */
  readonly #ends: number[] = [];
  /** Instructions at each decision, and who left whom to whom. */
  #switches: { began: number; from: number; to: number }[] = [];
  #read = 0;
  #limit = MOST_INSTRUCTIONS;
  #outputLimit = MOST_OUTPUT;
  #output = 0;
  #table: { readonly events: number; readonly end: number; readonly lanes: LaneTable } | undefined;
  #isRunning = false;

  constructor(program: Program, settings: Settings) {
    const onWrite = (_fd: number, { length }: Uint8Array): void => {
      this.#output += length;
    };
    this.runtime = new Runtime(program, {
      ...optionsOf(settings, () => this.runtime.switchCount),
      onWrite,
      recordEvents: MOST_EVENTS,
      recordSwitches: 16,
    });
  }

  /** As far as anyone may go. */
  get limit(): number {
    return this.outcome ? this.runtime.instructions : this.#limit;
  }

  get #isFull(): boolean {
    return (
      this.runtime.instructions >= this.#limit ||
      this.#output >= this.#outputLimit ||
      this.runtime.eventCount >= MOST_EVENTS
    );
  }

  /** Allows as much again. */
  extend(): void {
    this.#limit = this.runtime.instructions + MOST_INSTRUCTIONS;
    this.#outputLimit = this.#output + MOST_OUTPUT;
  }

  /** Runs to the end or the limit, and tells now and then how far it has come. */
  async run(signal: AbortSignal, tell: () => void): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      const pace = new Pace(10, 10_000, MOST_SLICE);
      let told = performance.now();
      while (!this.outcome && !this.#isFull) {
        pace.measure(() => this.#slice(pace.size));
        this.#readEvents();
        if (performance.now() - told > PROGRESS) {
          told = performance.now();
          tell();
        }
        await pause(signal);
      }
    } finally {
      this.#isRunning = false;
    }
    tell();
  }

  recorded(): Recorded {
    const { runtime, printed, outcome } = this;
    return {
      end: runtime.instructions,
      switches: runtime.switchCount,
      threads: this.#lanes().threads.length,
      done: outcome !== undefined || this.#isFull,
      how: this.#how(),
      isOver: outcome !== undefined,
      outputSize: this.#output,
      printed: printed.all(),
      printedTotal: printed.total,
    };
  }

  #how(): string {
    if (this.outcome?.kind === 'exit') return `ended with status ${this.outcome.status}`;
    if (this.outcome?.kind === 'deadlock') return 'ended by a deadlock';
    if (this.outcome) return 'ended by a fault';
    if (this.#output >= this.#outputLimit) return `it has printed ${this.#output >> 20} MiB, and goes on`;
    if (this.runtime.eventCount >= MOST_EVENTS) return 'more switches than are recorded: it goes on';
    if (this.#isFull) return 'it goes on';
    return 'running ahead';
  }

  timeline(): Timeline {
    const { events, eventCount, instructions } = this.runtime;
    const base = this.runtime.thread(0).name;
    return timelineOf({ events, base, end: instructions, dropped: eventCount - events.length });
  }

  lanes(query: LanesQuery): LanesView {
    const lanes = this.#lanes();
    return {
      ...query,
      lanes: lanes.view(query),
      total: lanes.threads.length,
      switches: this.#switchesIn(query),
      printed: this.#printedIn(query),
    };
  }

  #slice(size: number): void {
    const { runtime } = this;
    const maxInstructions = Math.min(size, this.#limit - runtime.instructions);
    const next = this.#ends.length + 1;
    if (next > FOLLOWED) {
      this.#note(runtime.run({ maxInstructions }));
      return;
    }
    const last = runtime.instructions + maxInstructions;
    for (let number = next; number <= FOLLOWED && runtime.instructions < last; number++) {
      const outcome = runtime.run({
        until: { switch: number },
        maxInstructions: last - runtime.instructions,
      });
      if (outcome.kind !== 'stopped') {
        this.#note(outcome);
        return;
      }
      this.#ends.push(runtime.instructions);
      if (this.#output >= this.#outputLimit) return;
    }
  }

  #note(outcome: Outcome): void {
    if (outcome.kind !== 'limit' && outcome.kind !== 'stopped') this.outcome = outcome;
  }

  #readEvents(): void {
    const { events } = this.runtime;
    for (; this.#read < events.length; this.#read++) {
      const event = events[this.#read]!;
      this.printed.add(event);
      if (event.kind === 'switch') {
        this.#switches.push({ began: event.instruction, from: event.thread, to: event.to });
      }
    }
  }

  /** Made anew when much has come to it. */
  #lanes(): LaneTable {
    const { events, instructions } = this.runtime;
    const isOld =
      !this.#table ||
      (this.outcome || this.#isFull ? instructions > this.#table.end : false) ||
      events.length > this.#table.events * 2;
    if (isOld) {
      this.#table = { events: events.length, end: instructions, lanes: new LaneTable(this.timeline()) };
    }
    return this.#table!.lanes;
  }

  #switchesIn({ begin, end }: LanesQuery): SwitchMark[] | null {
    const first = Math.max(0, lowerBound(this.#switches, ({ began }) => began, begin) - 1);
    const last = lowerBound(this.#switches, ({ began }) => began, end);
    if (last - first > MOST_MARKS) return null;
    return this.#switches
      .slice(first, last)
      .map((one, index) => ({ ...one, number: first + index + 1, ended: this.#ends[first + index] ?? null }));
  }

  #printedIn({ begin, end }: LanesQuery): LanesView['printed'] {
    const lines = this.printed.all();
    const first = Math.max(0, lowerBound(lines, ({ at }) => at, begin) - 1);
    const last = lowerBound(lines, ({ at }) => at, end);
    return last - first > MOST_MARKS ? [] : lines.slice(first, last);
  }
}

/** In milliseconds. */
const PROGRESS = 200;

/** In a list sorted by a key, the index of the first element whose key is not below a value. */
function lowerBound<T>(sorted: readonly T[], key: (element: T) => number, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (key(sorted[middle]!) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

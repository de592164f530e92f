/** One program, which can be gone along; its other run, which is ahead; and what is wrong with it. */

import { Debugger, type DebuggerStop } from '../../debugger/index.ts';
import { Runtime, type Outcome } from '../../runtime/index.ts';
import type { CheckedRuntime } from '../../scope/checks/checked-runtime.ts';
import type { Program } from '../../runtime/program/program.ts';
import { followSwitch, watchStep, type StepReport, type Transfer } from '../../scope/index.ts';
import type { Direction, Found, LabelPlace, Settings, View } from '../protocol.ts';
import { viewOf } from './moment.ts';
import { optionsOf } from './options.ts';
import { Recorder } from './recorder.ts';
import { Pace, pause } from './tasks.ts';

/** Instructions between two looks at what has been asked meanwhile: some milliseconds. */
const SLICE = 4_000_000;
/** As far as the checks go by themselves, and each time somebody wants them to go further. */
const MOST_CHECKED = 20_000_000;
/** Milliseconds without a journey, after which they go on, and between two times that they say how far they are. */
const IDLE = 250;
const CHECK_PROGRESS = 500;
const CHECKPOINT_BYTES = 128 << 20;

export class Session {
  readonly runtime: Runtime;
  readonly recorder: Recorder;
  readonly #program: Program;
  readonly #settings: Settings;
  readonly #mostChecked: number;
  readonly #debug: Debugger;
  readonly #over = new AbortController();
  /** The instruction before the present one, if it was watched. */
  #step: { readonly at: number; readonly report: StepReport } | undefined;
  #transfer: Transfer | undefined;
  /** The run under the checks, as long as they could go on. */
  #checked: CheckedRuntime | undefined;
  #askedAt = 0;
  /** Journeys follow each other. */
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param mostChecked instructions that are checked at a time.
   * @throws as `Runtime` does
   */
  constructor(program: Program, settings: Settings, mostChecked = MOST_CHECKED) {
    this.#program = program;
    this.#mostChecked = mostChecked;
    this.#settings = settings;
    const options = optionsOf(settings, () => this.runtime.switchCount);
    this.runtime = new Runtime(program, { ...options, onWrite() {}, recordSwitches: 16 });
    this.recorder = new Recorder(program, settings);
    this.#debug = new Debugger(this.runtime, { maxInstructions: SLICE, checkpointBytes: CHECKPOINT_BYTES });
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Ends all that it still does. */
  close(): void {
    this.#over.abort();
  }

  set breakpoints(addresses: readonly number[]) {
    for (const { id } of this.#debug.breakpoints) this.#debug.remove(id);
    for (const address of addresses) this.#debug.addBreakpoint(address);
  }

  /** Goes there and looks around. @throws Cancelled */
  async go(to: Direction, shown: readonly number[], signal: AbortSignal): Promise<View> {
    return this.#inTurn(signal, async () => this.#look(shown, await this.#travel(to, signal)));
  }

  /** Looks around there, and is back where it was. @throws Cancelled */
  async peek(to: Direction, shown: readonly number[], signal: AbortSignal): Promise<View> {
    return this.#inTurn(signal, async () => {
      const { instructions: instruction } = this.runtime;
      try {
        return this.#look(shown, await this.#travel(to, signal));
      } finally {
        await this.#travel({ instruction }, this.signal);
      }
    });
  }

  async #inTurn<T>(signal: AbortSignal, journey: () => Promise<T>): Promise<T> {
    this.#askedAt = performance.now();
    const turn = this.#turn.then(async () => {
      await pause(signal);
      return journey();
    });
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Looks for what is wrong, from the beginning and as far as checks go by themselves. */
  async check(tell: (found: Found) => void): Promise<void> {
    // nobody waits for it
    const { CheckedRuntime } = await import('../../scope/checks/checked-runtime.ts');
    const runtime: CheckedRuntime = new CheckedRuntime(this.#program, {
      ...optionsOf(this.#settings, () => runtime.switchCount),
      onWrite() {},
      check: true,
      recordSwitches: 16,
    });
    this.#checked = runtime;
    await this.#watch(runtime, tell);
  }

  /** Goes on where the checks have stopped, as far again. */
  async checkFurther(tell: (found: Found) => void): Promise<void> {
    if (this.#checked) await this.#watch(this.#checked, tell);
  }

  async #watch(runtime: CheckedRuntime, tell: (found: Found) => void): Promise<void> {
    // one more than are executed, so that an instruction that faults is met
    const most = Math.min(runtime.instructions + this.#mostChecked, this.recorder.limit + 1);
    const pace = new Pace(8, 500, 200_000);
    let outcome: Outcome = { kind: 'limit' };
    let told = performance.now();
    let findings = 0;
    await pause(this.signal);
    tell(this.#found(runtime, false, true));
    while (outcome.kind === 'limit' && runtime.instructions < most) {
      while (performance.now() - this.#askedAt < IDLE) await rest(IDLE);
      await pause(this.signal);
      outcome = pace.measure(() =>
        runtime.run({ maxInstructions: Math.min(pace.size, most - runtime.instructions) }),
      );
      const isNews = runtime.findings.length > findings || performance.now() - told > CHECK_PROGRESS;
      if (isNews) tell(this.#found(runtime, false, true));
      if (isNews) [findings, told] = [runtime.findings.length, performance.now()];
    }
    const isOver = outcome.kind !== 'limit' || runtime.instructions > this.recorder.limit;
    if (isOver) this.#checked = undefined;
    tell(this.#found(runtime, true, !isOver));
  }

  #found({ findings, instructions }: CheckedRuntime, done: boolean, goesOn: boolean): Found {
    return { findings, checked: instructions, done, goesOn, unchecked: null };
  }

  async #travel(to: Direction, signal: AbortSignal): Promise<DebuggerStop> {
    const { limit } = this.recorder;
    const isNext =
      typeof to === 'object' && 'instruction' in to && to.instruction === this.runtime.instructions + 1;
    if (isNext) return this.#stepOn();
    if (typeof to === 'object' && 'label' in to) return this.#travelToLabel(to, signal);
    // the last instruction is watched
    const isFar = typeof to === 'object' && 'instruction' in to && to.instruction > 0;
    if (isFar) {
      await this.#ride({ instruction: Math.min(to.instruction, limit) - 1 }, signal);
      return this.#stepOn();
    }
    return this.#ride(to, signal);
  }

  /** In slices. */
  async #ride(to: Exclude<Direction, LabelPlace>, signal: AbortSignal): Promise<DebuggerStop> {
    const { limit } = this.recorder;
    for (;;) {
      const stop = this.#leg(to, limit);
      if (stop.reason.kind !== 'limit') return stop;
      if (stop.instruction >= limit) return this.#debug.runTo({ instruction: limit });
      await pause(signal);
    }
  }

  /** From the beginning, past breakpoints. @throws UnknownLabel */
  async #travelToLabel(
    { label, visit = 1, plus = 0 }: LabelPlace,
    signal: AbortSignal,
  ): Promise<DebuggerStop> {
    const breakpoints = this.#debug.breakpoints.map(({ address }) => Number(address));
    this.breakpoints = [];
    try {
      let stop = this.#debug.runTo({ instruction: 0 });
      for (let left = visit; left > 0;) {
        stop = this.#debug.runTo({ address: label });
        if (stop.reason.kind === 'done') left--;
        else if (stop.reason.kind !== 'limit' || stop.instruction >= this.recorder.limit) return stop;
        else await pause(signal);
      }
      return plus === 0 ? stop : this.#debug.step(plus);
    } finally {
      this.breakpoints = breakpoints;
    }
  }

  /** A part of the way. */
  #leg(to: Exclude<Direction, LabelPlace>, limit: number): DebuggerStop {
    const debug = this.#debug;
    const clamp = (instruction: number): number => Math.max(0, Math.min(instruction, limit));
    switch (to) {
      case 'next':
        return debug.next();
      case 'on':
        return debug.continue();
      case 'back':
        return debug.reverseContinue();
      case 'end':
        return debug.runTo({ instruction: limit });
      case 'main':
        return this.runtime.hasThreads ? debug.runTo({ address: 'main' }) : debug.step(0);
    }
    if ('switch' in to) return debug.runTo(to);
    if ('instruction' in to) return debug.runTo({ instruction: clamp(to.instruction) });
    return debug.runTo({ instruction: clamp(this.runtime.instructions + to.step) });
  }

  #stepOn(): DebuggerStop {
    if (this.runtime.instructions >= this.recorder.limit && !this.recorder.outcome) {
      return this.#debug.step(0);
    }
    const seen = watchStep(this.runtime);
    const before = this.runtime.instructions;
    const stop = this.#debug.step();
    if (stop.instruction > before) this.#step = { at: stop.instruction, report: seen() };
    return stop;
  }

  #look(shown: readonly number[], { reason }: DebuggerStop): View {
    const { outcome } = this.recorder;
    const isAtEnd = outcome !== undefined && this.runtime.instructions >= this.recorder.limit;
    return viewOf(this.runtime, {
      step: this.#lastStep(),
      transfer: this.#switchHere(),
      shown,
      outcome: isAtEnd ? outcome : undefined,
      breakpoint: reason.kind === 'breakpoint' ? reason.address : undefined,
    });
  }

  /** By going back one instruction, if nobody has watched it. */
  #lastStep(): StepReport | null {
    const { instructions } = this.runtime;
    if (instructions === 0) return null;
    if (this.#step?.at !== instructions) {
      this.#debug.stepBack();
      this.#stepOn();
    }
    return this.#step?.at === instructions ? this.#step.report : null;
  }

  /** The latest switch, if it is not over. */
  #switchHere(): Transfer | null {
    const { runtime } = this;
    const record = runtime.lastSwitch;
    if (!record) return null;
    const { instructions } = runtime;
    if (this.#transfer?.number !== record.number) {
      if (instructions - record.instruction > LONGEST_SWITCH) return null;
      this.#debug.runTo({ instruction: record.instruction - 1 });
      this.#transfer = followSwitch(runtime);
      this.#debug.runTo({ instruction: instructions });
    }
    const transfer = this.#transfer;
    if (!transfer || instructions > transfer.ended) return null;
    return transfer;
  }
}

async function rest(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Behind so many instructions a switch is over, whatever it does. */
const LONGEST_SWITCH = 1_000;

/** A program that can be stopped anywhere, and gone along in both directions. */

import type { GeneralRegister } from '../machine/index.ts';
import type { Outcome, Runtime } from '../runtime/index.ts';
import { instructionAt } from '../scope/code.ts';
import { stackView, switchUnderWay } from '../scope/registers.ts';
import { walk } from '../scope/walk.ts';
import { History, type Change } from './history.ts';
import { Points, type Target } from './points.ts';
import type {
  Breakpoint,
  Condition,
  DebuggerStop,
  RegisterWatchpoint,
  StopReason,
  Watchpoint,
  WatchKind,
} from './stops.ts';

export interface DebuggerOptions {
  /** Instructions from one checkpoint to the next; more when much is written in between. Default: 100,000. */
  readonly checkpointInterval?: number;
  /** What checkpoints may hold beside the first, in bytes. Default: 256 MiB. */
  readonly checkpointBytes?: number;
  /** Instructions that a command executes at most before it stops. Default: as many as it takes. */
  readonly maxInstructions?: number;
}

/** A label, or a guest address. */
export type Place = string | number | bigint;

/** Where `runTo` goes, forwards or backwards; to a place only forwards. */
export type Destination =
  /** When so many instructions have retired since the program began. */
  | { readonly instruction: number }
  /** When the switch of this number (they count from 1) has been carried out. */
  | { readonly switch: number | 'next' | 'previous' }
  /** Before the instruction there is executed, or at a breakpoint or watchpoint on the way. */
  | { readonly address: Place };

/** A journey in pieces: each is short, and it may be given up between two of them. */
export type Journey = Generator<void, DebuggerStop>;

export interface JourneyOptions {
  /** In instructions; the journey is 'done' then. Default: as many as it takes. */
  readonly atMost?: number;
}

export interface OnwardOptions extends JourneyOptions {
  /** A breakpoint for this journey alone, at which it is 'done'. */
  readonly target?: Target;
}

export interface WatchOptions {
  /** In bytes. Default: 8. */
  readonly size?: number;
  /** Default: 'change'. */
  readonly kind?: WatchKind;
  readonly condition?: Condition;
}

/** Instructions of a piece of a journey. */
const PIECE = 250_000;

/** Where a journey comes to. */
function arrival(journey: Journey): DebuggerStop {
  for (;;) {
    const { done, value } = journey.next();
    if (done) return value;
  }
}

/**
 * From where the runtime is when the debugger is made, every moment can be come to, and each is the same each time.
 * Whoever wants to change something does so by `edit`.
 */
export class Debugger {
  readonly runtime: Runtime;
  readonly #history: History;
  readonly #points: Points;
  readonly #maxInstructions: number;
  #ids = 0;

  constructor(runtime: Runtime, options: DebuggerOptions = {}) {
    const { checkpointInterval = 100_000, checkpointBytes = 256 << 20, maxInstructions = Infinity } = options;
    this.runtime = runtime;
    this.#history = new History(runtime, checkpointInterval, checkpointBytes);
    this.#points = new Points(this.#history);
    this.#maxInstructions = maxInstructions;
  }

  // breakpoints and watchpoints

  get breakpoints(): readonly Breakpoint[] {
    return [...this.#points.breakpoints.values()];
  }

  get watchpoints(): readonly (Watchpoint | RegisterWatchpoint)[] {
    return [...this.#points.watchpoints.values(), ...this.#points.registers.values()];
  }

  /** @throws UnknownLabel */
  addBreakpoint(place: Place, condition?: Condition): Breakpoint {
    const breakpoint = { id: ++this.#ids, address: this.#addressOf(place), condition };
    this.#points.breakpoints.set(breakpoint.id, breakpoint);
    return breakpoint;
  }

  /** @throws UnknownLabel, AddressError outside of the guest's memory */
  addWatchpoint(place: Place, { size = 8, kind = 'change', condition }: WatchOptions = {}): Watchpoint {
    const address = this.#addressOf(place);
    this.runtime.machine.read(Number(address), size);
    const watchpoint = { id: ++this.#ids, address, size, kind, condition };
    this.#points.watchpoints.set(watchpoint.id, watchpoint);
    return watchpoint;
  }

  watchRegister(register: GeneralRegister, condition?: Condition): RegisterWatchpoint {
    const watchpoint = { id: ++this.#ids, register, condition };
    this.#points.registers.set(watchpoint.id, watchpoint);
    return watchpoint;
  }

  /** Returns whether there was a breakpoint or watchpoint of this id. */
  remove(id: number): boolean {
    const { breakpoints, watchpoints, registers } = this.#points;
    return breakpoints.delete(id) || watchpoints.delete(id) || registers.delete(id);
  }

  // forwards

  /** Executes so many instructions, whatever they come by. */
  step(count = 1): DebuggerStop {
    this.#begin();
    return this.#arrived(this.#history.seek(this.#history.now + count));
  }

  /** The same, but what the next instruction calls or repeats is executed to its end, if nothing stops it. */
  next(): DebuggerStop {
    const { machine } = this.runtime;
    const rip = machine.getRegister('rip');
    const instruction = instructionAt(this.runtime, rip);
    const isLong = instruction && (instruction.form.mnemonic === 'call' || instruction.prefixes.length > 0);
    if (!isLong) return this.step();
    return this.#continue(this.#return(rip + BigInt(instruction.length), machine.getRegister('rsp')));
  }

  /** Goes on until the function that the running thread is in has returned. @throws RangeError when it will not */
  finish(): DebuggerStop {
    const { runtime } = this;
    const view = stackView(runtime, runtime.thread(runtime.current));
    const frame = view && walk(runtime, view)[0];
    if (frame?.end !== 'return')
      throw new RangeError('nobody has called the function that is being executed');
    return this.#continue(this.#return(runtime.machine.readU64(Number(frame.cfa)), frame.cfa + 8n));
  }

  /** Goes on to the next breakpoint, watchpoint or end. */
  continue(): DebuggerStop {
    return this.#continue();
  }

  /** The same in pieces. */
  *onward({ atMost = Infinity, target }: OnwardOptions = {}): Journey {
    const history = this.#history;
    this.#begin();
    const end = history.now + atMost;
    this.#points.arm(target);
    this.runtime.machine.passBreakpoint();
    while (history.now < end) {
      const reason = this.#points.scan(Math.min(end, history.now + PIECE), target);
      if (reason) return this.#stop(reason);
      yield;
    }
    return this.#stop({ kind: 'done' });
  }

  // backwards

  /** Goes back by so many instructions. */
  stepBack(count = 1): DebuggerStop {
    this.#begin();
    const { now, beginning } = this.#history;
    this.#history.seek(now - count);
    return this.#stop({ kind: now - count < beginning ? 'beginning' : 'done' });
  }

  /** Goes back to the last moment at which `continue` would have stopped. */
  reverseContinue(): DebuggerStop {
    return arrival(this.#back(Infinity, (moment) => moment));
  }

  /** The same in pieces, but for watchpoints back to before the access: what it has changed is as it was. */
  backward({ atMost = Infinity }: JourneyOptions = {}): Journey {
    return this.#back(atMost, (moment, { kind }) =>
      kind === 'watchpoint' || kind === 'register' ? moment - 1 : moment,
    );
  }

  /** @param position where to stop for what `continue` would have stopped for at a moment. */
  *#back(atMost: number, position: (moment: number, reason: StopReason) => number): Journey {
    const history = this.#history;
    const { machine } = this.runtime;
    this.#begin();
    this.#points.arm();
    const earliest = Math.max(history.beginning, history.now - atMost);
    const isBounded = history.now - atMost >= history.beginning;
    for (let last = history.now - 1, first = Infinity; last >= earliest && first > earliest; last = first) {
      history.rewind(last);
      if (history.now < earliest) history.seek(earliest);
      first = history.now;
      machine.passBreakpoint();
      let found: { readonly reason: StopReason; readonly at: number } | undefined;
      // one instruction further, so that a breakpoint at the last moment is seen
      while (history.now <= last) {
        const reason = this.#points.scan(Math.min(last + 1, history.now + PIECE));
        if (reason?.kind === 'end' || reason?.kind === 'limit') break;
        const at = reason ? position(history.now, reason) : Infinity;
        if (reason && at <= last) found = { reason, at };
        yield;
      }
      if (found) {
        history.seek(found.at);
        return this.#stop(found.reason);
      }
    }
    history.seek(earliest);
    return this.#stop({ kind: isBounded ? 'done' : 'beginning' });
  }

  // anywhere

  /** @throws UnknownLabel */
  runTo(destination: Destination): DebuggerStop {
    if ('address' in destination) {
      return this.#continue({ address: this.#addressOf(destination.address), condition: () => true });
    }
    this.#begin();
    if ('switch' in destination) return this.#runToSwitch(destination.switch);
    const outcome = this.#history.seek(destination.instruction);
    const isBefore = destination.instruction < this.#history.beginning;
    return isBefore ? this.#stop({ kind: 'beginning' }) : this.#arrived(outcome);
  }

  /**
   * Changes something here and now: it is part of the history from then on, and what was ahead is forgotten.
   *
   * @param change answers false when it has changed nothing after all.
   */
  edit(change: Change): void {
    this.#history.edit(change);
  }

  #runToSwitch(which: number | 'next' | 'previous'): DebuggerStop {
    const history = this.#history;
    if (typeof which === 'number') return this.#arrivedAtSwitch(history.seekSwitch(which));
    const { now } = history;
    const count = this.runtime.switchCount;
    const isUnderWay = switchUnderWay(this.runtime) !== undefined;
    if (which === 'next') return this.#arrivedAtSwitch(history.seekSwitch(isUnderWay ? count : count + 1));
    const latest = isUnderWay ? count - 1 : count;
    const outcome = history.seekSwitch(latest);
    // that one may be where we are
    return this.#arrivedAtSwitch(history.now < now ? outcome : history.seekSwitch(latest - 1));
  }

  #continue(target?: Target): DebuggerStop {
    return arrival(this.onward(target ? { target } : {}));
  }

  #begin(): void {
    this.#history.limit = this.#history.now + this.#maxInstructions;
  }

  /** Where the running thread comes back to, with rsp there or above. */
  #return(address: bigint, rsp: bigint): Target {
    const { current } = this.runtime;
    return {
      address,
      condition: (runtime) => runtime.current === current && runtime.machine.getRegister('rsp') >= rsp,
    };
  }

  /** @param outcome of a journey that was to arrive somewhere. */
  #arrived(outcome: Outcome | undefined): DebuggerStop {
    if (outcome === undefined || outcome.kind === 'stopped') return this.#stop({ kind: 'done' });
    return this.#stop(outcome.kind === 'limit' ? outcome : { kind: 'end', outcome });
  }

  #arrivedAtSwitch(outcome: Outcome | undefined): DebuggerStop {
    if (outcome) return this.#arrived(outcome);
    this.#history.seek(this.#history.beginning);
    return this.#stop({ kind: 'beginning' });
  }

  #stop(reason: StopReason): DebuggerStop {
    const { instructions, machine, current } = this.runtime;
    return { reason, instruction: instructions, rip: machine.getRegister('rip'), thread: current };
  }

  #addressOf(place: Place): bigint {
    return typeof place === 'string' ? this.runtime.process.symbols.get(place) : BigInt(place);
  }
}

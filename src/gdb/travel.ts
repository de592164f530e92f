/** Going along the program's run as GDB asks for it. */

import type { Debugger, DebuggerStop, Journey } from '../debugger/index.ts';
import type { Deadlock, Exit, Faulted, Halted, Runtime } from '../runtime/index.ts';
import { instructionAt } from '../scope/code.ts';
import type { GdbPoints } from './points.ts';
import type { Action, ThreadAction } from './request.ts';
import { SIGNALS, type Stopped, type Why } from './stop-reply.ts';
import { endOfSwitch, liveThread, registersOf } from './thread-registers.ts';
import type { Threads } from './threads.ts';

/** In pieces, between which it may be given up; what it yields is text for GDB's console. */
export type Travel = Generator<string | void, Stopped>;

const DEADLOCK = 'Deadlock: everybody waits, and nothing is going to happen\n';

export class Traveller {
  readonly #debugger: Debugger;
  readonly #points: GdbPoints;
  readonly #threads: Threads;
  /** When the program has come to a trap of its own, in instructions; it stands on it. */
  #trap: number | undefined;

  constructor(target: Debugger, points: GdbPoints, threads: Threads) {
    this.#debugger = target;
    this.#points = points;
    this.#threads = threads;
  }

  get #runtime(): Runtime {
    return this.#debugger.runtime;
  }

  /** Where the program is now, whatever has brought it there. */
  here(signal: number, why?: Why): Stopped {
    return { kind: 'stopped', signal, slot: liveThread(this.#runtime), ...(why ? { why } : {}) };
  }

  /** Undefined when an action is for a thread that is not there. */
  resume(actions: readonly ThreadAction[]): Travel | undefined {
    const action = actions.find(({ kind }) => kind !== 'continue') ?? actions[0];
    const slot = action && this.#threads.slot(action.thread);
    if (!action || slot === undefined) return undefined;
    const signal = actions.find((one) => one.signal !== 0)?.signal;
    if (signal !== undefined) return killed(signal);
    const others = actions.some((one) => one !== action && one.thread === 'all');
    return this.#go(action, slot, typeof action.thread === 'number' && !others);
  }

  /** One instruction back, or to the last stop before. */
  *reverse(step: boolean): Travel {
    const slot = liveThread(this.#runtime);
    const stop = yield* this.#debugger.backward(step ? { atMost: 1 } : {});
    return yield* this.#stopped(stop, slot);
  }

  /** @param alone whether no other thread may run */
  *#go(action: Action, slot: number, alone: boolean): Travel {
    this.#passTrap();
    if (action.kind === 'continue' && !alone) return yield* this.#continue(slot);
    if (slot !== liveThread(this.#runtime)) {
      if (alone) return yield* this.#refuse(slot);
      const stop = yield* this.#untilResumed(slot);
      if (stop.reason.kind !== 'done') return yield* this.#stopped(stop, slot);
    }
    switch (action.kind) {
      case 'continue':
        return yield* this.#continueAlone(slot);
      case 'step':
        return yield* this.#stepped(yield* this.#debugger.onward({ atMost: 1 }), slot, alone);
      case 'range':
        return yield* this.#stepped(yield* this.#stepInRange(action.start, action.end, slot), slot, alone);
    }
  }

  *#continue(slot: number): Travel {
    return yield* this.#stopped(yield* this.#debugger.onward(), slot);
  }

  /** Up to where the thread gives the processor away. */
  *#continueAlone(slot: number): Travel {
    const address = endOfSwitch(this.#runtime);
    const condition = (runtime: Runtime): boolean => liveThread(runtime) !== slot;
    const target = address === undefined ? {} : { target: { address, condition } };
    const stop = yield* this.#debugger.onward(target);
    if (stop.reason.kind === 'done') return yield* this.#refuse(slot);
    return yield* this.#stopped(stop, slot);
  }

  /** To where the thread goes on that has given the processor away. */
  *#untilResumed(slot: number): Journey {
    const address = registersOf(this.#runtime, slot).get('rip') ?? 0n;
    const condition = (runtime: Runtime): boolean => liveThread(runtime) === slot;
    return yield* this.#debugger.onward({ target: { address, condition } });
  }

  /** As long as the thread runs in a range, and at least one instruction. */
  *#stepInRange(start: bigint, end: bigint, slot: number): Journey {
    for (;;) {
      const stop = yield* this.#debugger.onward({ atMost: 1 });
      const isInside = stop.rip >= start && stop.rip < end && liveThread(this.#runtime) === slot;
      if (stop.reason.kind !== 'done' || !isInside || this.#points.isBreakpoint(stop.rip)) return stop;
      yield;
    }
  }

  *#refuse(slot: number): Travel {
    yield `Thread ${this.#threads.number(slot)} has given the processor away, and goes on when the others have run: set scheduler-locking off\n`;
    return { kind: 'stopped', signal: 0, slot };
  }

  /** A step is of its thread though that has given the processor away, if GDB knows of no other that may run. */
  *#stepped(stop: DebuggerStop, slot: number, alone: boolean): Travel {
    const stopped = yield* this.#stopped(stop, slot);
    if (stopped.kind !== 'stopped' || stopped.signal !== 0 || !alone) return stopped;
    const isAlive = this.#threads.alive.get(this.#threads.number(slot)) === slot;
    return isAlive ? { kind: 'stopped', signal: SIGNALS.SIGTRAP, slot } : stopped;
  }

  /** @param slot of the thread that GDB asked for */
  *#stopped({ reason }: DebuggerStop, slot: number): Travel {
    switch (reason.kind) {
      case 'end':
        if (reason.outcome.kind === 'deadlock') yield DEADLOCK;
        return this.#ended(reason.outcome);
      case 'beginning':
        return this.here(SIGNALS.SIGTRAP, { kind: 'beginning' });
      case 'breakpoint':
        return this.here(SIGNALS.SIGTRAP, { kind: 'breakpoint' });
      case 'watchpoint':
        return this.here(SIGNALS.SIGTRAP, this.#points.why(reason.id));
      case 'done':
      case 'limit':
      case 'register':
        return this.here(liveThread(this.#runtime) === slot ? SIGNALS.SIGTRAP : 0);
    }
  }

  #ended(outcome: Exit | Halted | Faulted | Deadlock): Stopped {
    if (outcome.kind === 'exit') return { kind: 'exited', status: outcome.status };
    // everybody waits: there is nothing to go on with, and everything to look at
    if (outcome.kind === 'deadlock') return this.here(0);
    this.#trap = outcome.signal === 'SIGTRAP' ? this.#runtime.instructions : undefined;
    return this.here(SIGNALS[outcome.signal]);
  }

  /** Who goes on from a trap goes on behind its instruction, as on Linux. */
  #passTrap(): void {
    const { instructions, machine } = this.#runtime;
    const rip = machine.getRegister('rip');
    const length = instructionAt(this.#runtime, rip)?.length;
    if (this.#trap !== instructions || length === undefined) return;
    this.#trap = undefined;
    this.#debugger.edit(() => machine.setRegister('rip', rip + BigInt(length)));
  }
}

// eslint-disable-next-line require-yield -- a journey that is over at once
function* killed(signal: number): Travel {
  return { kind: 'killed', signal };
}

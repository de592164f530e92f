/** All threads side by side: what `fiberscope contexts` shows. */

import { State, type Runtime, type Thread } from '../runtime/index.ts';
import { named, type NamedAddress } from './names.ts';
import { contextOf, ripOf, stackView, type ContextValues } from './registers.ts';
import { slotsOf, type Slot } from './slots.ts';

export interface ContextsReport {
  /** Retired so far. */
  readonly instructions: number;
  /** The running thread's id. */
  readonly current: number;
  readonly threads: readonly ThreadReport[];
}

export interface ThreadReport {
  readonly id: number;
  /** The label of its task. */
  readonly name: string;
  readonly state: State;
  readonly stack: StackReport;
  /** The running thread's registers are live, the others' are saved. */
  readonly context: ContextValues;
  /** Where the thread goes on, or has ended the program; null when its slot is Available. */
  readonly resume: NamedAddress | null;
  readonly slots: readonly Slot[];
}

/** Sizes in bytes. */
export interface StackReport {
  readonly base: bigint;
  readonly size: number;
  /** From rsp to the top; null when rsp is not on this stack. */
  readonly used: number | null;
  /** The greatest use so far. */
  readonly highWater: number;
}

export interface ContextsOptions {
  /** Of each stack, how many slots are explained. Default: 16. */
  readonly slots?: number;
}

/** A picture of every thread as it is now. For JSON: `JSON.stringify(contexts(runtime), bigintAsHex)`. */
export function contexts(runtime: Runtime, { slots }: ContextsOptions = {}): ContextsReport {
  return {
    instructions: runtime.instructions,
    current: runtime.current,
    threads: runtime.threads.map((thread) => threadReport(runtime, thread, slots)),
  };
}

function threadReport(runtime: Runtime, thread: Thread, slots: number | undefined): ThreadReport {
  const { id, name, state } = thread;
  const pc = state === State.Running ? ripOf(runtime) : stackView(runtime, thread)?.pc;
  return {
    id,
    name,
    state,
    stack: stackReport(runtime, thread),
    context: contextOf(runtime, thread),
    resume: pc === undefined ? null : named(runtime, pc),
    slots: slotsOf(runtime, thread, slots),
  };
}

/** A thread whose slot is Available uses nothing; its greatest use is still to be seen. */
export function stackReport(runtime: Runtime, thread: Thread): StackReport {
  const { base, size, top, highWater } = thread.stack;
  const { rsp } = contextOf(runtime, thread);
  const onStack = rsp >= base && rsp <= top;
  const used = thread.state === State.Available ? 0 : onStack ? Number(top - rsp) : null;
  return { base, size, used, highWater: Math.max(highWater, used ?? 0) };
}

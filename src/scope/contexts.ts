/** All threads side by side: what `fiberscope contexts` shows. */

import { State, type Runtime, type SwitchReason, type SwitchRecord, type Thread } from '../runtime/index.ts';
import { usedBefore } from '../runtime/stacks/stack-parts.ts';
import { upcoming } from '../runtime/threads/yield.ts';
import { disassemble, instructionAt } from './code.ts';
import { contextAccesses, type ContextAccess } from './context-access.ts';
import { located, named, type CodeAddress, type NamedAddress } from './names.ts';
import {
  contextOf,
  liveRegisters,
  ripOf,
  stackView,
  switchUnderWay,
  whereabouts,
  type ContextValues,
  type LiveRegisters,
} from './registers.ts';
import { slotsOf, type Slot } from './slots.ts';
import { waitOf, type WaitReport } from './waiting.ts';

/** Plain data, which stays as it is while the program goes on: two of them can be compared (`changes`). */
export interface ContextsReport {
  /** Retired so far. */
  readonly instructions: number;
  /** Decided so far. */
  readonly switches: number;
  /** The virtual clock, in nanoseconds. */
  readonly time: number;
  /** The running thread's id. */
  readonly current: number;
  /** Who runs when the running thread gives way; null when nobody else is Ready, or the program has ended. */
  readonly next: ThreadName | null;
  /** The next instruction, or the one that has ended the program. */
  readonly at: InstructionReport;
  /** The switch that has been decided and is not over; null almost always. */
  readonly switching: SwitchingReport | null;
  readonly threads: readonly ThreadReport[];
}

export interface ThreadName {
  readonly id: number;
  /** The label of its task. */
  readonly name: string;
}

export interface InstructionReport extends CodeAddress {
  /** Null where nothing can be fetched or decoded. */
  readonly disassembly: string | null;
  /** What it saves to contexts or loads from them: most do neither. */
  readonly contexts: readonly ContextAccess[];
}

/** In the middle of a switch the registers are nobody's, and every context is shown as it is in memory. */
export interface SwitchingReport {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly registers: LiveRegisters;
}

export interface ThreadReport extends ThreadName {
  readonly state: State;
  /** What it waits for; null when it does not. */
  readonly wait: WaitReport | null;
  /** Its latest switch to another thread; null when there was none, or it is no longer recorded. */
  readonly left: Leave | null;
  readonly stack: StackReport;
  /** The running thread's registers are live, the others' are saved. */
  readonly context: ContextValues;
  /** Where the thread goes on, or has ended the program; null when its slot is Available. */
  readonly resume: CodeAddress | null;
  readonly slots: readonly Slot[];
}

export interface Leave {
  /** The switch's. */
  readonly number: number;
  /** Instructions retired when it was decided. */
  readonly instruction: number;
  readonly why: SwitchReason;
  /** The system call that asked for it. */
  readonly at: NamedAddress;
}

/** Sizes in bytes. */
export interface StackReport {
  readonly base: bigint;
  readonly size: number;
  /** From rsp to the top, and what is in use of the segments before; null when rsp is not on this stack. */
  readonly used: number | null;
  /** The greatest use so far. */
  readonly highWater: number;
  /** Bytes of memory that it keeps from others: what is committed; all segments. */
  readonly held: number;
}

export interface ContextsOptions {
  /** Of each stack, how many slots are explained. Default: 16. */
  readonly slots?: number;
}

/** A picture of every thread as it is now. For JSON: `JSON.stringify(contexts(runtime), bigintAsHex)`. */
export function contexts(runtime: Runtime, { slots }: ContextsOptions = {}): ContextsReport {
  const { threads, current, switches } = runtime;
  const latest = new Map(switches.map((record) => [record.from, record]));
  const next = runtime.process.ended ? -1 : upcoming(runtime.process);
  return {
    instructions: runtime.instructions,
    switches: runtime.switchCount,
    time: runtime.time,
    current,
    next: next === -1 ? null : { id: next, name: threads[next]!.name },
    at: instructionReport(runtime),
    switching: switchingReport(runtime),
    threads: threads.map((thread) => threadReport(runtime, thread, latest.get(thread.id), slots)),
  };
}

function instructionReport(runtime: Runtime): InstructionReport {
  const rip = ripOf(runtime);
  const instruction = instructionAt(runtime, rip);
  return {
    ...located(runtime, rip),
    disassembly: instruction ? disassemble(runtime, instruction) : null,
    contexts: contextAccesses(runtime, rip),
  };
}

function switchingReport(runtime: Runtime): SwitchingReport | null {
  const underWay = switchUnderWay(runtime);
  if (!underWay) return null;
  const { number, from, to } = underWay.record;
  return { number, from, to, registers: liveRegisters(runtime) };
}

function threadReport(
  runtime: Runtime,
  thread: Thread,
  latest: SwitchRecord | undefined,
  slots: number | undefined,
): ThreadReport {
  const { id, name, state } = thread;
  const { live } = whereabouts(runtime, thread);
  const pc = live ? ripOf(runtime) : stackView(runtime, thread)?.pc;
  return {
    id,
    name,
    state,
    wait: waitOf(runtime, id),
    left: latest ? leave(runtime, latest) : null,
    stack: stackReport(runtime, thread),
    context: contextOf(runtime, thread),
    resume: pc === undefined ? null : located(runtime, pc),
    slots: slotsOf(runtime, thread, slots === undefined ? {} : { above: slots }),
  };
}

function leave(runtime: Runtime, { number, instruction, why, address }: SwitchRecord): Leave {
  return { number, instruction, why, at: named(runtime, address) };
}

/** A thread whose slot is Available uses nothing; its greatest use is still to be seen. */
export function stackReport(runtime: Runtime, thread: Thread): StackReport {
  const { base, size, top, highWater, held } = thread.stack;
  const { live, rsp } = whereabouts(runtime, thread);
  const onStack = rsp >= base && rsp <= top;
  const isOver = thread.state === State.Available && !live;
  const used = isOver ? 0 : onStack ? Number(top - rsp) + usedBefore(runtime.process, thread.id) : null;
  return { base, size, used, highWater: Math.max(highWater, used ?? 0), held };
}

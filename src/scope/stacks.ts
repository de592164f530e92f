/** Each thread's stack by itself: what `fiberscope stacks` shows. */

import { State, type Runtime, type Thread } from '../runtime/index.ts';
import { partsOf } from '../runtime/stacks/commit.ts';
import { guardOf, olderParts, stackOf } from '../runtime/stacks/stack-parts.ts';
import { stackReport, type StackReport, type ThreadName } from './contexts.ts';
import { located, type CodeAddress } from './names.ts';
import { hasRedZone, stackView, whereabouts, type StackView } from './registers.ts';
import { slotsOf, type Slot, type SlotsOptions } from './slots.ts';
import { waitOf, type WaitReport } from './waiting.ts';
import { RED_ZONE, walk, type StackFrame } from './walk.ts';

export interface StacksReport {
  /** Retired so far. */
  readonly instructions: number;
  readonly switches: number;
  /** The virtual clock, in nanoseconds. */
  readonly time: number;
  /** The running thread's id. */
  readonly current: number;
  readonly threads: readonly ThreadStack[];
}

export interface ThreadStack extends ThreadName {
  readonly state: State;
  /** What it waits for; null when it does not. */
  readonly wait: WaitReport | null;
  readonly stack: StackReport;
  /** Live for the running thread, saved for the others. */
  readonly rsp: bigint;
  /** From the guard page up to the top, each beginning where the one before it ends; then the segments before. */
  readonly areas: readonly Area[];
  /** The innermost first; empty when the thread has nothing to go on with, or is in code that nobody can follow. */
  readonly frames: readonly FrameReport[];
  /** Whether the last frame is the outermost; if not, nobody can say who called it. */
  readonly complete: boolean;
  /** Around rsp, by address. */
  readonly slots: readonly Slot[];
}

/**
 *   guard         what the stack must not grow into: every access faults
 *   reserved      not committed: every access faults
 *   moving guard  an access commits it, and it moves down
 *   untouched     never used
 *   left over     used by calls that have returned
 *   red zone      below the running thread's rsp; a function that calls no other may use it
 *   in use        from rsp to the top
 *
 *   segment before  of calls that have not returned
 */
export interface Area {
  readonly kind:
    | 'segment before'
    | 'guard'
    | 'reserved'
    | 'moving guard'
    | 'untouched'
    | 'left over'
    | 'red zone'
    | 'in use';
  readonly base: bigint;
  /** In bytes. */
  readonly size: number;
}

export interface FrameReport {
  readonly function: string;
  /** Where it is, or where it will go on. */
  readonly at: CodeAddress;
  /** rsp in it. */
  readonly sp: bigint;
  /** rsp when it was entered: there lies its return address. */
  readonly cfa: bigint;
  readonly end: StackFrame['end'];
  /**
   * What rsp was modulo 16 when the function was called, 0 as the ABI wants it; null when nobody called it, or a
   * prologue did.
   */
  readonly alignment: number | null;
}

export interface StacksOptions extends SlotsOptions {
  /** Ids. Default: all but those whose slots are Available. */
  readonly threads?: readonly number[];
}

/** The stacks as they are now. For JSON: `JSON.stringify(stacks(runtime), bigintAsHex)`. */
export function stacks(runtime: Runtime, { threads: ids, ...slots }: StacksOptions = {}): StacksReport {
  const { instructions, switchCount: switches, time, current } = runtime;
  const shown = ids
    ? ids.map((id) => runtime.thread(id))
    : runtime.threads.filter(({ state }) => state !== State.Available);
  return {
    instructions,
    switches,
    time,
    current,
    threads: shown.map((thread) => threadStack(runtime, thread, slots)),
  };
}

function threadStack(runtime: Runtime, thread: Thread, slots: SlotsOptions): ThreadStack {
  const { id, name, state } = thread;
  const view = stackView(runtime, thread);
  const frames = view ? walk(runtime, view) : [];
  return {
    id,
    name,
    state,
    wait: waitOf(runtime, id),
    stack: stackReport(runtime, thread),
    rsp: whereabouts(runtime, thread).rsp,
    areas: areasOf(runtime, thread, view),
    frames: frames.map((frame) => frameReport(runtime, frame)),
    complete: isComplete(frames.at(-1), view),
    slots: slotsOf(runtime, thread, slots),
  };
}

function isComplete(last: StackFrame | undefined, view: StackView | undefined): boolean {
  // a thread that has not begun has its whole stack before it
  if (!last) return view?.fabricated !== undefined && view.pc === view.fabricated.call;
  return last.end !== 'return' && last.end !== 'interrupted';
}

function frameReport(runtime: Runtime, { function: name, pc, sp, cfa, end }: StackFrame): FrameReport {
  const called = name !== '__morestack' && (end === 'return' || end === 'skip' || end === 'guard');
  const at = located(runtime, pc);
  return { function: name, at, sp, cfa, end, alignment: called ? Number((cfa + 8n) % 16n) : null };
}

function areasOf(runtime: Runtime, thread: Thread, view: StackView | undefined): Area[] {
  const { base, top, lowest } = thread.stack;
  const isOwn = view?.top === top;
  const rsp = isOwn ? max(base, view.rsp) : top;
  const zone = isOwn && hasRedZone(view) ? max(base, rsp - RED_ZONE) : rsp;
  const { process } = runtime;
  const { machine } = process;
  const { guard, committed } = partsOf(machine, stackOf(process, thread.id));
  const bounds: readonly (readonly [Area['kind'], bigint])[] = [
    ['guard', BigInt(guardOf(process, thread.id).base)],
    ['reserved', base],
    ['moving guard', BigInt(guard)],
    ['untouched', BigInt(committed)],
    ['left over', min(lowest, zone)],
    ['red zone', zone],
    ['in use', rsp],
  ];
  const older = olderParts(process, thread.id).map((part) => ({
    kind: 'segment before' as const,
    base: BigInt(part.base),
    size: part.size,
  }));
  const areas = bounds
    .map(([kind, from], index) => ({
      kind,
      base: from,
      size: Number((bounds[index + 1]?.[1] ?? top) - from),
    }))
    .filter(({ size }) => size > 0);
  return [...areas, ...older];
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** Everything that the page shows of the moment at which a runtime is. */

import type { Runtime } from '../../runtime/index.ts';
import { upcoming } from '../../runtime/threads/yield.ts';
import {
  explain,
  faultReport,
  nameOfValue,
  registersOf,
  stacks,
  type StepReport,
  waiting,
  waitText,
  type ThreadName,
  type Transfer,
} from '../../scope/index.ts';
import { disassemble, instructionAt } from '../../scope/code.ts';
import { located } from '../../scope/names.ts';
import { waitOf } from '../../scope/waiting.ts';
import { ripOf, stackView, whereabouts } from '../../scope/registers.ts';
import { CONTEXT_FIELDS, type Outcome, type Thread } from '../../runtime/index.ts';
import type { Ending, ThreadRow, ThreadView, View } from '../protocol.ts';

/** Slots that are explained, from rsp upwards and below. */
const ABOVE = 24;
const BELOW = 3;
/** With as many slots as this every thread has a column. */
const FEW = 8;

export interface Circumstances {
  readonly step: StepReport | null;
  readonly transfer: Transfer | null;
  /** Ids that are to be shown whatever happens. */
  readonly shown: readonly number[];
  /** How the program has ended, if it has. */
  readonly outcome: Outcome | undefined;
  readonly breakpoint: bigint | undefined;
}

export function viewOf(
  runtime: Runtime,
  { step, transfer, shown, outcome, breakpoint }: Circumstances,
): View {
  const rip = ripOf(runtime);
  const instruction = instructionAt(runtime, rip);
  const next = runtime.process.ended ? -1 : upcoming(runtime.process);
  const pair = pairOf(runtime, transfer, next);
  const { maxThreads } = runtime.process.layout;
  const ids = maxThreads <= FEW ? range(maxThreads) : [...new Set([0, ...pair, ...shown])];
  return {
    at: runtime.instructions,
    time: runtime.time,
    switches: runtime.switchCount,
    current: nameOf(runtime, runtime.current),
    next: next === -1 ? null : nameOf(runtime, next),
    choices: choicesOf(runtime),
    rip: located(runtime, rip),
    registers: registersOf(runtime),
    disassembly: instruction ? disassemble(runtime, instruction) : null,
    explanation: outcome ? null : explain(runtime),
    step,
    transfer,
    pair,
    threads: ids
      .filter((id) => id < maxThreads)
      .sort((a, b) => a - b)
      .map((id) => threadView(runtime, runtime.thread(id))),
    states: statesOf(runtime),
    ending: endingOf(runtime, outcome),
    breakpoint: breakpoint === undefined ? null : located(runtime, breakpoint),
  };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function nameOf(runtime: Runtime, id: number): ThreadName {
  return { id, name: runtime.thread(id).name };
}

const MOST_CHOICES = 16;

function choicesOf(runtime: Runtime): ThreadName[] {
  const { threads, policy, ended } = runtime.process;
  if (!policy.asks || ended) return [];
  const ready = [...threads.ring()].slice(0, MOST_CHOICES);
  return ready.length < 2 ? [] : ready.map((id) => nameOf(runtime, id));
}

/** The two of the switch that is under way, else the two of the last one, else who runs and who comes next. */
function pairOf(runtime: Runtime, transfer: Transfer | null, next: number): number[] {
  if (transfer) return [transfer.from.id, transfer.to.id];
  const last = runtime.lastSwitch;
  if (last) return [last.from, last.to];
  return next === -1 ? [runtime.current] : [runtime.current, next];
}

function threadView(runtime: Runtime, thread: Thread): ThreadView {
  const { ctx } = thread;
  const report = stacks(runtime, { threads: [thread.id], above: ABOVE, below: BELOW }).threads[0]!;
  const pc = stackView(runtime, thread)?.pc;
  const context = CONTEXT_FIELDS.map((field) => [field, ctx[field]] as const);
  return {
    id: thread.id,
    name: thread.name,
    state: thread.state,
    context: Object.fromEntries(context) as ThreadView['context'],
    contextAddress: ctx.address,
    wait: textOfWait(runtime, thread.id),
    resume: pc === undefined ? null : located(runtime, pc),
    stack: report,
    names: report.slots.map(({ value }) => nameOfValue(runtime, value) ?? null),
    isLive: whereabouts(runtime, thread).live,
  };
}

function textOfWait(runtime: Runtime, id: number): string | null {
  const wait = waitOf(runtime, id);
  return wait && waitText(wait);
}

/** Without looking at each of them. */
function statesOf({ process, current }: Runtime): View['states'] {
  const { threads, waits } = process;
  const running = threads.isRunnable(current) ? 1 : 0;
  const blocked = [...waits.all].length;
  return {
    Running: running,
    Ready: threads.alive - running - blocked,
    Blocked: blocked,
    Sleeping: 0,
    Available: threads.size - threads.alive,
  };
}

function endingOf(runtime: Runtime, outcome: Outcome | undefined): Ending | null {
  switch (outcome?.kind) {
    case 'exit':
      return { kind: 'exit', status: outcome.status };
    case 'fault':
    case 'halt':
      return { kind: 'fault', report: faultReport(runtime, outcome) };
    case 'deadlock':
      return { kind: 'deadlock', threads: waiting(runtime) };
    default:
      return null;
  }
}

/** Rows of the list of many threads. */
export function threadRows(runtime: Runtime, first: number, count: number): ThreadRow[] {
  const last = Math.min(first + count, runtime.process.layout.maxThreads);
  return range(Math.max(0, last - first)).map((index) => {
    const thread = runtime.thread(first + index);
    const pc = stackView(runtime, thread)?.pc;
    return {
      id: thread.id,
      name: thread.name,
      state: thread.state,
      rsp: whereabouts(runtime, thread).rsp,
      at: pc === undefined ? '' : located(runtime, pc).name,
    };
  });
}

/** A thread's registers, wherever they are: in the machine, or saved in its context. */

import {
  CONTEXT_FIELDS,
  isSwitching,
  State,
  type ContextField,
  type Runtime,
  type SwitchRecord,
  type Thread,
} from '../runtime/index.ts';
import { guardOf, olderParts, outermostPart, type OlderPart } from '../runtime/stacks/stack-parts.ts';

export type ContextValues = Readonly<Record<ContextField, bigint>>;

/** Between the host's decision and the `ret` of `switch`. */
export interface SwitchUnderWay {
  readonly record: SwitchRecord;
  /** Whether the machine's rsp is the new thread's already. */
  readonly loaded: boolean;
}

/** The switch that is neither decided only nor over: now the machine's registers are partly one thread's, partly the other's. */
export function switchUnderWay(runtime: Runtime): SwitchUnderWay | undefined {
  const { machine, process } = runtime;
  const record = !process.ended && isSwitching(process) ? runtime.lastSwitch : undefined;
  if (!record) return undefined;
  const rsp = machine.getRegister('rsp');
  if (rsp === record.rspBefore) return { record, loaded: false };
  const isFor = (register: 'rdi' | 'rsi', id: number): boolean =>
    machine.getRegister(register) === BigInt(process.layout.record(id));
  // a switch that nobody else was Ready for is from a context to itself
  const loaded = rsp === record.rspAfter && isFor('rdi', record.from) && isFor('rsi', record.to);
  return loaded ? { record, loaded } : undefined;
}

/** Where a thread's registers are. */
export interface Whereabouts {
  /** Whether they are in the machine: the running thread's, and until rsp is loaded those of the one that is left. */
  readonly live: boolean;
  readonly rsp: bigint;
  readonly rbp: bigint;
}

export function whereabouts(runtime: Runtime, { id, ctx }: Thread): Whereabouts {
  const { machine, current } = runtime;
  const underWay = switchUnderWay(runtime);
  const live = id === (underWay && !underWay.loaded ? underWay.record.from : current);
  if (!live) return { live, rsp: ctx.rsp, rbp: ctx.rbp };
  // rbp is loaded last
  const rbp = underWay?.loaded ? ctx.rbp : machine.getRegister('rbp');
  return { live, rsp: machine.getRegister('rsp'), rbp };
}

/** The fields of a thread's context: live for the running thread, saved for the others, and for all in a switch. */
export function contextOf(runtime: Runtime, { id, ctx, state }: Thread): ContextValues {
  const saved = valuesOf(CONTEXT_FIELDS, (field) => ctx[field]);
  const live = id === runtime.current && state !== State.Available && !switchUnderWay(runtime);
  return live ? { ...saved, ...liveRegisters(runtime) } : saved;
}

/** Those of a context's fields that are registers: thread_ptr is only handed over in one. */
export type SavedRegister = Exclude<ContextField, 'thread_ptr'>;
export type LiveRegisters = Readonly<Record<SavedRegister, bigint>>;

const SAVED_REGISTERS = CONTEXT_FIELDS.filter((field): field is SavedRegister => field !== 'thread_ptr');

/** What the machine holds now, whoever's it is. */
export function liveRegisters({ machine }: Runtime): LiveRegisters {
  return valuesOf(SAVED_REGISTERS, (register) => machine.getRegister(register));
}

function valuesOf<F extends string>(fields: readonly F[], value: (field: F) => bigint): Record<F, bigint> {
  return Object.fromEntries(fields.map((field) => [field, value(field)])) as Record<F, bigint>;
}

const SYSCALL_LENGTH = 2n;
const HLT_LENGTH = 1n;

/** Where the running thread is: its next instruction, or the one that has ended the program. */
export function ripOf({ machine, process }: Runtime): bigint {
  const rip = machine.getRegister('rip');
  if (!process.ended) return rip;
  return rip - (process.ended.kind === 'halt' ? HLT_LENGTH : SYSCALL_LENGTH);
}

/** Where a thread is on which stack. */
export interface StackView {
  /** The stack that rsp is on: the thread's, or a part of the program's own data. */
  readonly base: bigint;
  readonly top: bigint;
  /** What the thread's stack has been on before, if it is in parts; the latest first. */
  readonly older: readonly OlderPart[];
  readonly rsp: bigint;
  readonly rbp: bigint;
  /** Whether these are in the machine. */
  readonly live: boolean;
  /** Where the thread goes on. */
  readonly pc: bigint;
  /** Whether it does so by popping `pc` from rsp: in the `ret` of `switch`. */
  readonly returns: boolean;
  /** What spawn has written to this stack; undefined if it was not spawn's. */
  readonly fabricated: { readonly call: bigint; readonly skip: bigint; readonly guard: bigint } | undefined;
}

/** Who has left the processor, or is about to, keeps nothing below rsp. */
export function hasRedZone({ live, returns }: StackView): boolean {
  return live && !returns;
}

/** Undefined for a thread that has nothing to go on with: its slot is Available, or its rsp points to no memory. */
export function stackView(runtime: Runtime, thread: Thread): StackView | undefined {
  const { machine, process } = runtime;
  const { live, rsp, rbp } = whereabouts(runtime, thread);
  if (thread.state === State.Available && !live) return undefined;
  const range = stackAround(runtime, thread, rsp);
  if (!range) return undefined;
  const rip = ripOf(runtime);
  const inSwitch = process.symbols.functionAt('switch');
  const returns =
    !live || (inSwitch !== undefined && rip >= BigInt(inSwitch.start) && rip < BigInt(inSwitch.end));
  if (returns && (rsp < range.base || rsp + 8n > range.top)) return undefined;
  const { top: begin } = outermostPart(process, thread.id);
  const own = thread.id !== 0 && range.top === BigInt(begin);
  return {
    ...range,
    rsp,
    rbp,
    live,
    pc: returns ? machine.readU64(Number(rsp)) : rip,
    returns,
    fabricated: own ? process.guest : undefined,
  };
}

/** The thread's stack, and of its guard what it has run into, or the section of the program that rsp points into. */
function stackAround(
  { process }: Runtime,
  { id, stack: { base, top } }: Thread,
  rsp: bigint,
): StackPart | undefined {
  const older = olderParts(process, id);
  if (rsp >= BigInt(guardOf(process, id).base) && rsp <= top)
    return { base: rsp < base ? rsp : base, top, older };
  const part = olderPartAround(older, rsp);
  if (part) return part;
  const section = process.symbols.sectionOf(rsp);
  return section && { base: BigInt(section.address), top: BigInt(section.address + section.size), older: [] };
}

/** A part of a stack, with those before it. */
type StackPart = Pick<StackView, 'base' | 'top' | 'older'>;

export function olderPartAround(older: readonly OlderPart[], address: bigint): StackPart | undefined {
  const index = older.findIndex(({ base, top }) => address >= base && address <= top);
  const part = older[index];
  return part && { base: BigInt(part.base), top: BigInt(part.top), older: older.slice(index + 1) };
}

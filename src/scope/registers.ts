/** A thread's registers, wherever they are: in the machine, or saved in its context. */

import { CONTEXT_FIELDS, State, type ContextField, type Runtime, type Thread } from '../runtime/index.ts';

export type ContextValues = Readonly<Record<ContextField, bigint>>;

/** The fields of a thread's context: live for the running thread, saved for the others. */
export function contextOf({ machine }: Runtime, { ctx, state }: Thread): ContextValues {
  const live = state === State.Running;
  const value = (field: ContextField): bigint =>
    live && field !== 'thread_ptr' ? machine.getRegister(field) : ctx[field];
  return Object.fromEntries(CONTEXT_FIELDS.map((field) => [field, value(field)])) as Record<
    ContextField,
    bigint
  >;
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
  readonly rsp: bigint;
  readonly rbp: bigint;
  /** Where the thread goes on. */
  readonly pc: bigint;
  /** Whether it does so by popping `pc` from rsp: in the `ret` of `switch`. */
  readonly returns: boolean;
  /** What spawn has written to this stack; undefined if it was not spawn's. */
  readonly fabricated: { readonly call: bigint; readonly skip: bigint; readonly guard: bigint } | undefined;
}

/** Undefined for a thread that has nothing to go on with: its slot is Available, or its rsp points to no memory. */
export function stackView(runtime: Runtime, thread: Thread): StackView | undefined {
  const { machine, process } = runtime;
  if (thread.state === State.Available) return undefined;
  const { rsp, rbp } = contextOf(runtime, thread);
  const range = stackAround(runtime, thread, rsp);
  if (!range) return undefined;
  const rip = ripOf(runtime);
  const inSwitch = process.symbols.functionAt('switch');
  const returns =
    thread.state === State.Ready ||
    (inSwitch !== undefined && rip >= BigInt(inSwitch.start) && rip < BigInt(inSwitch.end));
  if (returns && (rsp < range.base || rsp + 8n > range.top)) return undefined;
  const own = thread.id !== 0 && range.top === thread.stack.top;
  return {
    ...range,
    rsp,
    rbp,
    pc: returns ? machine.readU64(Number(rsp)) : rip,
    returns,
    fabricated: own ? process.guest : undefined,
  };
}

/** The thread's stack, or the section of the program that rsp points into. */
function stackAround(
  { process }: Runtime,
  { stack }: Thread,
  rsp: bigint,
): Pick<StackView, 'base' | 'top'> | undefined {
  if (rsp >= stack.base && rsp <= stack.top) return { base: stack.base, top: stack.top };
  const section = process.symbols.sectionOf(rsp);
  return section && { base: BigInt(section.address), top: BigInt(section.address + section.size) };
}

/**
 * A thread's registers as GDB is shown them. Those of the running thread are in the machine. A thread that waits is at
 * the `ret` of `switch` with what its context holds; one that has not begun is at its task, which returns to `skip`.
 * What neither says is unavailable.
 */

import type { RegisterName } from '../machine/index.ts';
import { CONTEXT_FIELDS, type ContextField, type Runtime, type Thread } from '../runtime/index.ts';
import { instructionAt } from '../scope/code.ts';
import { ripOf, stackView, switchUnderWay } from '../scope/registers.ts';
import { REGISTERS } from './registers.ts';

/** By name; what is missing is unavailable. */
export type RegisterValues = ReadonlyMap<string, bigint>;

/** The slot of the thread whose registers are in the machine: in a switch, until rsp is loaded, the one that is left. */
export function liveThread(runtime: Runtime): number {
  const underWay = switchUnderWay(runtime);
  return underWay && !underWay.loaded ? underWay.record.from : runtime.current;
}

/** The last `ret` of `switch`: where a thread goes on that waits. */
export function endOfSwitch(runtime: Runtime): bigint | undefined {
  const range = runtime.hasThreads ? runtime.process.symbols.functionAt('switch') : undefined;
  let found: bigint | undefined;
  for (let at = BigInt(range?.start ?? 0); at < (range?.end ?? 0);) {
    const instruction = instructionAt(runtime, at);
    if (!instruction) break;
    if (instruction.form.mnemonic === 'ret') found = at;
    at += BigInt(instruction.length);
  }
  return found;
}

export function registersOf(runtime: Runtime, slot: number): RegisterValues {
  return slot === liveThread(runtime) ? live(runtime) : saved(runtime, runtime.thread(slot));
}

const FIXED: RegisterValues = new Map(
  REGISTERS.flatMap(({ name, fixed }) => (fixed === undefined ? [] : [[name, fixed] as const])),
);

/** The machine's names for the others. */
const MACHINE_NAMES: ReadonlyMap<string, RegisterName> = new Map(
  REGISTERS.filter(({ fixed }) => fixed === undefined).map(({ name }) => [
    name,
    name === 'eflags' ? 'rflags' : (name as RegisterName),
  ]),
);

function live(runtime: Runtime): RegisterValues {
  const values = [...MACHINE_NAMES].map(
    ([name, own]) => [name, own === 'rip' ? ripOf(runtime) : runtime.machine.getRegister(own)] as const,
  );
  return new Map([...values, ...FIXED]);
}

function saved(runtime: Runtime, thread: Thread): RegisterValues {
  const { ctx } = thread;
  const values = new Map(FIXED);
  for (const field of CONTEXT_FIELDS) values.set(field, ctx[field]);
  values.delete('thread_ptr');
  const view = stackView(runtime, thread);
  const end = endOfSwitch(runtime);
  if (view && view.pc === view.fabricated?.call) {
    return values
      .set('rip', thread.task)
      .set('rsp', ctx.rsp + 8n)
      .set('rdi', thread.argument);
  }
  values.set('rdi', ctx.thread_ptr);
  if (end !== undefined) return values.set('rip', end);
  return view ? values.set('rip', view.pc).set('rsp', ctx.rsp + 8n) : values;
}

/** Whether one of a thread's registers can be given a value: not every one can be given any. */
export function canSet(runtime: Runtime, slot: number, name: string, value: bigint): boolean {
  if (slot === liveThread(runtime)) return MACHINE_NAMES.has(name) || FIXED.get(name) === value;
  return fieldOf(name) !== undefined || registersOf(runtime, slot).get(name) === value;
}

/** To be asked before: `canSet`. */
export function setRegister(runtime: Runtime, slot: number, name: string, value: bigint): void {
  const { machine, process } = runtime;
  if (slot === liveThread(runtime)) {
    const own = MACHINE_NAMES.get(name);
    if (own) machine.setRegister(own, value);
    // a program that has ended goes on where somebody puts it
    if (own === 'rip') process.ended = undefined;
    return;
  }
  const { ctx } = runtime.thread(slot);
  const field = fieldOf(name);
  if (field === undefined) return;
  // rsp may be shown as it will be behind a `ret`
  const shift = name === 'rsp' ? registersOf(runtime, slot).get(name)! - ctx.rsp : 0n;
  machine.writeU64(Number(ctx.address) + field * 8, BigInt.asUintN(64, value - shift));
}

/** The number of a register's field in a context. */
function fieldOf(name: string): number | undefined {
  const field = CONTEXT_FIELDS.indexOf(name as ContextField);
  return field === -1 ? undefined : field;
}

/** What lies on top of a thread's stack, each 8 bytes explained as far as it is known. */

import { SLOT_CALL, SLOT_GUARD, SLOT_SKIP } from '../../asm/abi.ts';
import type { Runtime, Thread } from '../runtime/index.ts';
import { CALLEE_SAVED } from './checks/registers.ts';
import { callBefore } from './code.ts';
import { formatPlace, named, nameOfValue, placeOf } from './names.ts';
import { hasRedZone, stackView, type StackView } from './registers.ts';
import type { Pushed } from './prologue.ts';
import { explainStart, REST } from './start-slots.ts';
import { readStack, RED_ZONE, walk, type StackFrame } from './walk.ts';

export type SlotKind =
  /** Where a function returns to. */
  | 'return'
  /** Where a thread goes on that was interrupted. */
  | 'interrupted'
  /** A register that a function has pushed. */
  | 'saved'
  /** What spawn has written. */
  | 'call'
  | 'skip'
  | 'guard'
  /** A function's own. */
  | 'local'
  /** What a function has been called with, where its caller left it. */
  | 'argument'
  /** The arguments, environment and auxiliary vector that a program starts with. */
  | 'start'
  /** Nothing that anyone uses. */
  | 'unused'
  /** Below rsp, where a function may keep what it needs until it calls another. */
  | 'red zone'
  /** Further below: what returned calls have left. */
  | 'left over'
  /** Still as the thread found it: 0. */
  | 'untouched'
  /** Unknown; may be a return address, since it points behind a call. */
  | 'code'
  /** Unknown. */
  | 'data';

export interface Slot {
  readonly address: bigint;
  /** The address in words: `stack 2 + 0x1fe0`. */
  readonly place: string;
  readonly value: bigint;
  readonly kind: SlotKind;
  /** For people. */
  readonly text: string;
}

export type Explanation = Pick<Slot, 'kind' | 'text'>;

export interface SlotsOptions {
  /** How many from rsp upwards. Default: 16. */
  readonly above?: number;
  /** How many below rsp. Default: 0. */
  readonly below?: number;
}

/** @returns the slots around rsp, by address; none for a thread that has nothing to go on with. */
export function slotsOf(
  runtime: Runtime,
  thread: Thread,
  { above = 16, below = 0 }: SlotsOptions = {},
): Slot[] {
  const view = above > 0 || below > 0 ? stackView(runtime, thread) : undefined;
  if (!view) return [];
  return [...slotsBelow(runtime, thread, view, below), ...slotsAbove(runtime, view, above)];
}

function slotsBelow(runtime: Runtime, { stack }: Thread, view: StackView, atMost: number): Slot[] {
  const untouched = view.top === stack.top ? stack.lowest : 0n;
  const slots: Slot[] = [];
  for (let address = view.rsp - 8n; slots.length < atMost; address -= 8n) {
    const value = readStack(runtime, view, address);
    if (value === undefined) break;
    const explanation = explainBelow(runtime, view, address, value, untouched);
    slots.push({ address, place: formatPlace(placeOf(runtime, address)), value, ...explanation });
  }
  return slots.reverse();
}

function slotsAbove(runtime: Runtime, view: StackView, atMost: number): Slot[] {
  const known = new Map<bigint, Explanation>();
  const frames = walk(runtime, view);
  for (const [index, frame] of frames.entries())
    explainFrame(runtime, view, frame, frames[index + 1]?.function, known);
  for (const [index, { function: name, parameters }] of frames.entries()) {
    const end = frames[index + 1]?.cfa ?? view.top;
    for (const address of parameters.filter((one) => one < end))
      known.set(address, { kind: 'argument', text: `argument of ${name}` });
  }
  if (view.returns) known.set(view.rsp, explainReturn(runtime, view, view.pc));
  explainFabricated(runtime, view, known);

  const slots: Slot[] = [];
  for (let address = view.rsp; slots.length < atMost; address += 8n) {
    const value = readStack(runtime, view, address);
    if (value === undefined) break;
    const explanation = known.get(address) ?? guess(runtime, value);
    slots.push({ address, place: formatPlace(placeOf(runtime, address)), value, ...explanation });
    if (explanation.text === REST) break;
  }
  return slots;
}

function explainBelow(
  runtime: Runtime,
  view: StackView,
  address: bigint,
  value: bigint,
  untouched: bigint,
): Explanation {
  // whoever is suspended is in switch, which keeps nothing there
  if (hasRedZone(view) && address >= view.rsp - RED_ZONE) {
    const label = runtime.process.symbols.labelOf(view.pc);
    return { kind: 'red zone', text: `red zone${label ? ` of ${label.name}` : ''}` };
  }
  if (address < untouched) return { kind: 'untouched', text: 'never touched' };
  const name = nameOfValue(runtime, value);
  const was = name !== undefined && callBefore(runtime, value) ? 'a return address into' : 'a pointer to';
  return { kind: 'left over', text: `left over${name === undefined ? '' : `: ${was} ${name}`}` };
}

function explainFrame(
  runtime: Runtime,
  view: StackView,
  frame: StackFrame,
  caller: string | undefined,
  known: Map<bigint, Explanation>,
): void {
  for (let address = frame.sp; address < frame.cfa && address < view.top; address += 8n) {
    const pushed = frame.pushed.get(address);
    known.set(address, explainLocal(frame, pushed, caller));
  }
  const value = readStack(runtime, view, frame.cfa);
  if (value === undefined) return;
  if (frame.end === 'return') known.set(frame.cfa, explainReturn(runtime, view, value));
  if (frame.end === 'interrupted') {
    known.set(frame.cfa, { kind: 'interrupted', text: `interrupted at ${named(runtime, value).name}` });
    for (let offset = 8n; offset <= RED_ZONE; offset += 8n) {
      known.set(frame.cfa + offset, { kind: 'local', text: 'red zone of the interrupted code' });
    }
  }
  if (frame.end === 'outermost') explainOutermost(runtime, view, frame, known);
}

/** A register that functions preserve is its caller's; any other is the function's own. */
function explainLocal(
  frame: StackFrame,
  pushed: Pushed | undefined,
  caller: string | undefined,
): Explanation {
  if (pushed?.register) {
    const whose = caller !== undefined && PRESERVED.has(pushed.what) ? ` of ${caller}` : '';
    return { kind: 'saved', text: `saved ${pushed.what}${whose}, pushed by ${frame.function}` };
  }
  const what = pushed ? `${pushed.what}, pushed by` : 'local data of';
  return { kind: 'local', text: `${what} ${frame.function}` };
}

const PRESERVED: ReadonlySet<string> = new Set(CALLEE_SAVED.values());

function explainReturn(runtime: Runtime, { fabricated }: StackView, value: bigint): Explanation {
  if (value === fabricated?.call) return { kind: 'call', text: 'fabricated call: the thread begins there' };
  if (callBefore(runtime, value)) {
    return { kind: 'return', text: `return address into ${named(runtime, value).name}` };
  }
  return { kind: 'return', text: `return address: ${named(runtime, value).name}` };
}

function explainOutermost(
  runtime: Runtime,
  view: StackView,
  frame: StackFrame,
  known: Map<bigint, Explanation>,
): void {
  if (view.fabricated) known.set(frame.cfa, { kind: 'unused', text: 'nothing: it keeps the stack aligned' });
  else explainStart(runtime, view, frame.cfa, known);
}

/** What spawn has written and nobody has overwritten, where the thread will still come by. */
function explainFabricated(runtime: Runtime, view: StackView, known: Map<bigint, Explanation>): void {
  if (!view.fabricated) return;
  const parts = [
    ['skip', SLOT_SKIP, 'fabricated skip: call returns there'],
    ['guard', SLOT_GUARD, 'fabricated guard: skip returns there'],
  ] as const;
  for (const [kind, offset, text] of parts) {
    const address = view.top + BigInt(offset);
    if (readStack(runtime, view, address) === view.fabricated[kind]) known.set(address, { kind, text });
  }
  const last = view.top + BigInt(SLOT_GUARD) + 8n;
  if (readStack(runtime, view, last) === 0n) {
    known.set(last, { kind: 'unused', text: 'nothing: it keeps the stack aligned' });
  }
  const first = view.top + BigInt(SLOT_CALL);
  if (view.rsp < first && readStack(runtime, view, first) === view.fabricated.call) {
    known.set(first, { kind: 'unused', text: 'fabricated call, popped when the thread began' });
  }
}

function guess(runtime: Runtime, value: bigint): Explanation {
  const name = nameOfValue(runtime, value);
  if (name === undefined) return { kind: 'data', text: 'data' };
  if (callBefore(runtime, value))
    return { kind: 'code', text: `behind a call: perhaps a return into ${name}` };
  return { kind: 'data', text: `data: points to ${name}` };
}

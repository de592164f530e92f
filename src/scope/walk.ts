/** From a thread's registers up its stack, frame by frame, as far as every step can be checked. */

import { SLOT_GUARD, SLOT_SKIP, RED_ZONE as RED_ZONE_SIZE } from '../../asm/abi.ts';
import type { Runtime } from '../runtime/index.ts';
import type { CodeRange } from '../runtime/program/symbols.ts';
import { callBefore, isExecutable } from './code.ts';
import { named } from './names.ts';
import { framesIn, type Frame, type FunctionFrames, type Pushed } from './prologue.ts';
import { olderPartAround, type StackView } from './registers.ts';

/** A function's part of the stack: from `sp` up to the return address at `cfa`. */
export interface StackFrame {
  readonly function: string;
  /** Where the function is. */
  readonly pc: bigint;
  /** rsp in it. */
  readonly sp: bigint;
  /** rsp when it was entered: there lies the address it returns to. */
  readonly cfa: bigint;
  /** What it has pushed, by address. */
  readonly pushed: ReadonlyMap<bigint, Pushed>;
  /** Where it finds its arguments above `cfa`, as far as its code tells. */
  readonly parameters: readonly bigint[];
  /** How it comes to its end: by return to its caller, or it is the outermost of its stack. */
  readonly end: 'return' | 'skip' | 'guard' | 'outermost' | 'interrupted';
}

/** As addresses are. */
export const RED_ZONE = BigInt(RED_ZONE_SIZE);
const MOST_FRAMES = 256;

export function walk(runtime: Runtime, live: StackView): StackFrame[] {
  const frames: StackFrame[] = [];
  let view = live;
  let { pc, rsp: sp, rbp } = view;
  if (view.returns) {
    if (!isReturnAddress(runtime, view, pc)) return frames;
    sp += 8n;
  }
  while (frames.length < MOST_FRAMES && sp <= view.top) {
    // a call may be the last instruction of its function
    const isCalling = view.returns || frames.at(-1)?.end === 'return';
    const frame = frameOf(runtime, view, pc, isCalling ? pc - 1n : pc, sp, rbp);
    if (!frame) break;
    frames.push(frame);
    view = viewAt(runtime, view, frame.cfa);
    if (frame.end !== 'return' && frame.end !== 'interrupted') break;
    pc = readStack(runtime, view, frame.cfa) ?? 0n;
    sp = frame.cfa + 8n + (frame.end === 'interrupted' ? RED_ZONE : 0n);
    const saved = [...frame.pushed].find(([, { what }]) => what === 'rbp');
    if (saved) rbp = readStack(runtime, view, saved[0]) ?? 0n;
  }
  return frames;
}

/** The same stack, seen from the part of it that an address is on: __morestack leads from one to the one before. */
function viewAt({ process }: Runtime, view: StackView, address: bigint): StackView {
  if (address >= view.base && address < view.top) return view;
  const part = olderPartAround(view.older, address);
  if (!part) return view;
  const isFirst = part.older.length === 0 && part.top !== BigInt(process.layout.stack(0).top);
  return { ...view, ...part, fabricated: isFirst ? process.guest : undefined };
}

/** The 8 bytes at an address of the stack; undefined above its top. */
export function readStack({ machine }: Runtime, view: StackView, address: bigint): bigint | undefined {
  if (address < view.base || address + 8n > view.top) return undefined;
  return machine.readU64(Number(address));
}

function isReturnAddress(runtime: Runtime, view: StackView, address: bigint): boolean {
  // a thread that has not begun begins at a first instruction, which follows nothing
  return address !== view.fabricated?.call && callBefore(runtime, address) !== undefined;
}

/** The frame of whichever function `within` can belong to, given what lies where it would return. */
function frameOf(
  runtime: Runtime,
  view: StackView,
  pc: bigint,
  within: bigint,
  sp: bigint,
  rbp: bigint,
): StackFrame | undefined {
  for (const range of runtime.process.symbols.functionStarts(within)) {
    const start = BigInt(range.start);
    const { at, parameters } = framesOf(runtime, range);
    for (const frame of at.get(pc) ?? []) {
      const cfa = cfaOf(frame, sp, rbp);
      if (cfa === undefined) continue;
      const seen = viewAt(runtime, view, cfa);
      const end = cfa >= sp || seen !== view ? endOf(runtime, seen, start, cfa) : undefined;
      if (!end) continue;
      const pushed = new Map<bigint, Pushed>();
      for (let one = frame.pushed; one; one = one.above) pushed.set(cfa - BigInt(one.depth), one);
      const above = end === 'return' ? [...parameters].map((offset) => cfa + BigInt(offset)) : [];
      const lowest = seen === view ? sp : cfa - BigInt(frame.pushed?.depth ?? 0);
      return { function: range.name, pc, sp: lowest, cfa, pushed, parameters: above, end };
    }
  }
  return byFramePointer(runtime, view, pc, sp, rbp);
}

/** For code that nobody has named: where rbp may be a frame pointer, the return address lies above what it points to. */
function byFramePointer(
  runtime: Runtime,
  view: StackView,
  pc: bigint,
  sp: bigint,
  rbp: bigint,
): StackFrame | undefined {
  const cfa = rbp + 8n;
  const value = rbp >= sp ? readStack(runtime, view, cfa) : undefined;
  if (value === undefined || !isReturnAddress(runtime, view, value)) return undefined;
  const pushed = new Map([[rbp, { depth: 8, what: 'rbp', register: true, above: undefined }]]);
  return { function: named(runtime, pc).name, pc, sp, cfa, pushed, parameters: [], end: 'return' };
}

/** The frames of functions at one time: the code can only have changed when the program has run on. */
interface KnownCode {
  readonly time: number;
  readonly frames: Map<number, FunctionFrames>;
  /** So many instructions may still be looked at. */
  left: number;
}

const known = new WeakMap<Runtime, KnownCode>();
const MOST_INSTRUCTIONS = 1 << 18;

function framesOf(runtime: Runtime, range: CodeRange): FunctionFrames {
  const time = runtime.instructions;
  let code = known.get(runtime);
  if (code?.time !== time) known.set(runtime, (code = { time, frames: new Map(), left: MOST_INSTRUCTIONS }));
  let frames = code.frames.get(range.start);
  if (!frames) {
    frames = framesIn(runtime, range, code.left);
    code.frames.set(range.start, frames);
    code.left -= frames.at.size;
  }
  return frames;
}

function cfaOf(frame: Frame, sp: bigint, rbp: bigint): bigint | undefined {
  if (frame.depth !== undefined) return sp + BigInt(frame.depth);
  return frame.rbpDepth === undefined ? undefined : rbp + BigInt(frame.rbpDepth);
}

/** Undefined when a function with this first instruction cannot have been entered with this rsp. */
function endOf(runtime: Runtime, view: StackView, start: bigint, cfa: bigint): StackFrame['end'] | undefined {
  const { process } = runtime;
  if (start === BigInt(process.image.entry)) return 'outermost';
  const fabricated = view.fabricated;
  if (fabricated && cfa === view.top + BigInt(SLOT_GUARD) + 8n) return 'outermost';
  const value = readStack(runtime, view, cfa);
  if (value === undefined) return undefined;
  if (fabricated && cfa === view.top + BigInt(SLOT_SKIP) && value === fabricated.skip) return 'skip';
  if (fabricated && cfa === view.top + BigInt(SLOT_GUARD) && value === fabricated.guard) return 'guard';
  if (start === process.guest?.preempt) return isExecutable(runtime, value) ? 'interrupted' : undefined;
  return isReturnAddress(runtime, view, value) ? 'return' : undefined;
}

/**
 * How GDB is to find the callers in code that says nothing about it, as assembly does: read from the instructions, as
 * our own view of stacks does it.
 */

import type { FrameRow, FunctionFrames } from '../elf/dwarf/write-frames.ts';
import type { Runtime } from '../runtime/index.ts';
import type { Frame, Pushed } from '../scope/prologue.ts';
import { cut, Follower, functionsOf, isCold } from './functions.ts';

export interface CallFrames {
  /** By address. */
  readonly functions: readonly Omit<FunctionFrames, 'outermost'>[];
  /** Whether an instruction begins at an address. */
  readonly isInstruction: (address: number) => boolean;
}

export function callFrames(runtime: Runtime): CallFrames {
  const follower = new Follower(runtime);
  const { functions, labels } = functionsOf(runtime, follower);
  const frames = new Map<number, Frame>();
  const claim = (
    found: ReadonlyMap<bigint, readonly Frame[]>,
    isOurs: (address: number) => boolean = () => true,
  ): void => {
    for (const [key, [frame]] of found) {
      const address = Number(key);
      if (frame && !frames.has(address) && isOurs(address)) frames.set(address, frame);
    }
  };
  // Code may seem to run into the next function, from a call that never returns: what lies in a function is its own.
  const followed = functions.map((part) => follower.follow(part));
  for (const [index, { start, end }] of functions.entries())
    claim(followed[index]!, (address) => address >= start && address < end);
  for (const found of followed) claim(found);
  // what nothing has led to may be a function that only data names
  const others = labels.filter((part) => {
    if (frames.has(part.start)) return isCold(part);
    claim(follower.follow(part));
    return true;
  });
  const saves = new Saves();
  return {
    functions: cut([...functions, ...others]).map(({ start, end }) => ({
      start,
      size: end - start,
      rows: rowsOf(start, end, frames, saves),
    })),
    isInstruction: (address) => frames.has(address),
  };
}

/** Code that nothing leads to is taken for what stands before it. */
function rowsOf(
  start: number,
  end: number,
  frames: ReadonlyMap<number, Frame>,
  saves: Saves,
): readonly FrameRow[] {
  const rows: FrameRow[] = [];
  for (let address = start; address < end; address++) {
    const { depth, rbpDepth, pushed } = frames.get(address) ?? NOTHING;
    const known = depth ?? rbpDepth;
    if (known === undefined) continue;
    const base = depth === undefined ? 'rbp' : 'rsp';
    const row: FrameRow = {
      offset: address - start,
      base,
      distance: known + 8,
      saved: saves.after(pushed),
    };
    const before = rows.at(-1);
    const isSame = before?.base === base && before.distance === row.distance && before.saved === row.saved;
    if (!isSame) rows.push(row);
  }
  return rows;
}

const NOTHING: Frame = { depth: undefined, rbpDepth: undefined, pushed: undefined };

/** Registers that a function preserves; what else it pushes are arguments, or room. */
const PRESERVED: ReadonlySet<string> = new Set(['rbx', 'rbp', 'r12', 'r13', 'r14', 'r15']);

/** Which registers lie where after pushes: what is pushed first of each is the caller's. */
class Saves {
  readonly #known = new Map<Pushed | undefined, FrameRow['saved']>([[undefined, new Map()]]);

  after(pushed: Pushed | undefined): FrameRow['saved'] {
    const unknown: Pushed[] = [];
    let last = pushed;
    for (; last && !this.#known.has(last); last = last.above) unknown.push(last);
    let saved = this.#known.get(last)!;
    for (const one of unknown.reverse()) {
      if (one.register && PRESERVED.has(one.what) && !saved.has(one.what))
        saved = new Map(saved).set(one.what, one.depth + 8);
      this.#known.set(one, saved);
    }
    return saved;
  }
}

/**
 * How GDB is to find the callers in code that says nothing about it, as assembly does: read from the instructions, as
 * our own view of stacks does it.
 */

import type { FrameRow, FunctionFrames } from '../elf/dwarf/write-frames.ts';
import type { ImageSymbol } from '../elf/image.ts';
import type { Runtime } from '../runtime/index.ts';
import { framesIn, type Frame } from '../scope/prologue.ts';

/** Registers that a function preserves; what else it pushes are arguments, or room. */
const PRESERVED: ReadonlySet<string> = new Set(['rbx', 'rbp', 'r12', 'r13', 'r14', 'r15']);

/** Instructions of a program that are looked at. */
const MOST_INSTRUCTIONS = 200_000;

export interface CallFrames {
  /** By address. */
  readonly functions: readonly Omit<FunctionFrames, 'outermost'>[];
  /** Whether an instruction begins at an address. */
  isInstruction(address: number): boolean;
}

/** Code that begins with a function, up to the next one. */
interface Part {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export function callFrames(runtime: Runtime): CallFrames {
  const frames = new Map<number, Frame>();
  const parts: Part[] = [];
  for (const { starts, labels } of codeOf(runtime)) {
    const follow = (part: Part): boolean => {
      if (frames.has(part.start) || frames.size > MOST_INSTRUCTIONS) return false;
      for (const [address, [frame]] of framesIn(runtime, part, part.end - part.start).at) {
        if (frame && !frames.has(Number(address))) frames.set(Number(address), frame);
      }
      return true;
    };
    for (const part of starts) follow(part);
    parts.push(...starts, ...labels.filter(follow));
  }
  const functions = cut(parts).map(({ start, end }) => ({
    start,
    size: end - start,
    rows: rowsOf(start, end, frames),
  }));
  return { functions, isInstruction: (address) => frames.has(address) };
}

/** Of each section of code: its functions, and the labels among which there may be more. */
function codeOf({ image }: Runtime): { starts: readonly Part[]; labels: readonly Part[] }[] {
  const code = image.segments.filter(({ execute }) => execute);
  return image.sections
    .filter(({ address }) => code.some((one) => address >= one.address && address < one.address + one.size))
    .map(({ address, size }) => {
      const end = address + size;
      const symbols = image.symbols.filter((one) => !one.absolute && one.address >= address && one.address < end);
      const starts = partsOf(symbols.filter(isFunction), end);
      return { starts, labels: partsOf(symbols.filter((one) => !isFunction(one)), end) };
    });
}

function isFunction({ type, global }: ImageSymbol): boolean {
  return type === 'function' || global;
}

function partsOf(symbols: readonly ImageSymbol[], end: number): Part[] {
  const named = new Map(symbols.map(({ name, address }) => [Number(address), name]));
  const starts = [...named.keys()];
  return starts.map((start, index) => ({ name: named.get(start)!, start, end: starts[index + 1] ?? end }));
}

/** By address, each up to the next one. */
function cut(parts: readonly Part[]): Part[] {
  const sorted = parts.toSorted((a, b) => a.start - b.start);
  return sorted.map((part, index) => ({ ...part, end: Math.min(part.end, sorted[index + 1]?.start ?? Infinity) }));
}

/** Code that nothing leads to is taken for what stands before it. */
function rowsOf(start: number, end: number, frames: ReadonlyMap<number, Frame>): FrameRow[] {
  const rows: FrameRow[] = [];
  for (let address = start; address < end; address++) {
    const frame = frames.get(address);
    const row = frame && rowOf(address - start, frame);
    if (row && !isSame(row, rows.at(-1))) rows.push(row);
  }
  return rows;
}

function rowOf(offset: number, { depth, rbpDepth, pushed }: Frame): FrameRow | undefined {
  const known = depth ?? rbpDepth;
  if (known === undefined) return undefined;
  const saved = new Map<string, number>();
  // what was pushed first is the caller's
  for (let one = pushed; one; one = one.above) {
    if (one.register && PRESERVED.has(one.what)) saved.set(one.what, one.depth + 8);
  }
  return { offset, base: depth === undefined ? 'rbp' : 'rsp', distance: known + 8, saved };
}

function isSame(row: FrameRow, before: FrameRow | undefined): boolean {
  return (
    row.base === before?.base &&
    row.distance === before.distance &&
    row.saved.size === before.saved.size &&
    [...row.saved].every(([name, below]) => before.saved.get(name) === below)
  );
}

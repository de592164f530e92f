/**
 * How GDB is to find the callers in code that says nothing about it, as assembly does: read from the instructions, as
 * our own view of stacks does it.
 */

import type { FrameRow, FunctionFrames } from '../elf/dwarf/write-frames.ts';
import type { ImageSymbol } from '../elf/image.ts';
import type { Runtime } from '../runtime/index.ts';
import { instructionAt } from '../scope/code.ts';
import { framesIn, type Frame } from '../scope/prologue.ts';

/** Registers that a function preserves; what else it pushes are arguments, or room. */
const PRESERVED: ReadonlySet<string> = new Set(['rbx', 'rbp', 'r12', 'r13', 'r14', 'r15']);

/** Instructions of a program that are looked at. */
const MOST_INSTRUCTIONS = 200_000;

export interface CallFrames {
  /** By address. */
  readonly functions: readonly Omit<FunctionFrames, 'outermost'>[];
  /** Whether an instruction begins at an address. */
  readonly isInstruction: (address: number) => boolean;
}

/** Code that begins with a label, up to the next one. */
interface Part {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export function callFrames(runtime: Runtime): CallFrames {
  const { functions, labels } = partsOf(runtime);
  const taken = takenAmong(labels, functions, runtime);
  const certain = new Set([...taken, ...functions]);
  const frames = new Map<number, Frame>();
  const starts: Part[] = [];
  // What is called or has its address taken is a function, though code may seem to run into it from a call that never
  // returns; so is what nothing leads to.
  for (const part of new Set([...certain, ...labels])) {
    if (frames.has(part.start) && !certain.has(part)) continue;
    starts.push(part);
    for (const [address, [frame]] of follow(runtime, part, frames)) {
      if (frame && !frames.has(Number(address))) frames.set(Number(address), frame);
    }
  }
  return {
    functions: cut(starts).map(({ start, end }) => ({
      start,
      size: end - start,
      rows: rowsOf(start, end, frames),
    })),
    isInstruction: (address) => frames.has(address),
  };
}

type Followed = ReadonlyMap<bigint, readonly Frame[]>;

function follow(runtime: Runtime, part: Part, known: ReadonlyMap<number, unknown>): Followed {
  return framesIn(runtime, part, Math.min(part.end - part.start, MOST_INSTRUCTIONS - known.size)).at;
}

/** Of all sections of code: the functions, and the labels among which there may be more. */
function partsOf({ image }: Runtime): { functions: readonly Part[]; labels: readonly Part[] } {
  const code = image.segments.filter(({ execute }) => execute);
  const parts = image.sections
    .filter(({ address }) => code.some((one) => address >= one.address && address < one.address + one.size))
    .map(({ address, size }) => {
      const end = address + size;
      const inside = image.symbols.filter(
        (one) => !one.absolute && one.address >= address && one.address < end,
      );
      const functions = parted(inside.filter(isFunction), end);
      const known = new Set(functions.map(({ start }) => start));
      return { functions, labels: parted(inside, end).filter(({ start }) => !known.has(start)) };
    });
  return {
    functions: parts.flatMap(({ functions }) => functions),
    labels: parts.flatMap(({ labels }) => labels),
  };
}

function isFunction({ type, global }: ImageSymbol): boolean {
  return type === 'function' || global;
}

function parted(symbols: readonly ImageSymbol[], end: number): Part[] {
  const names = new Map(symbols.map(({ name, address }) => [Number(address), name]));
  const starts = [...names];
  return starts.map(([start, name], index) => ({ name, start, end: starts[index + 1]?.[0] ?? end }));
}

/** Those labels that code calls, or takes the address of. */
function takenAmong(labels: readonly Part[], functions: readonly Part[], runtime: Runtime): Part[] {
  const byStart = new Map(labels.map((part) => [BigInt(part.start), part]));
  const seen = new Map<number, bigint>();
  const taken = new Set<Part>();
  const ahead = [...functions];
  for (let part = ahead.pop(); part; part = ahead.pop()) {
    for (const address of follow(runtime, part, seen).keys()) {
      if (seen.has(Number(address))) continue;
      seen.set(Number(address), address);
      for (const target of targetsOf(runtime, address)) {
        const label = byStart.get(target);
        if (!label || taken.has(label)) continue;
        taken.add(label);
        ahead.push(label);
      }
    }
  }
  return [...taken];
}

/** Addresses that an instruction names, other than to jump there. */
function targetsOf(runtime: Runtime, address: bigint): bigint[] {
  const instruction = instructionAt(runtime, address);
  if (!instruction) return [];
  const next = address + BigInt(instruction.length);
  const isCall = instruction.form.mnemonic === 'call';
  return instruction.operands.flatMap((operand) => {
    switch (operand.kind) {
      case 'relative':
        return isCall ? [next + operand.distance] : [];
      case 'immediate':
        return [operand.value];
      case 'memory':
        return operand.base?.name === 'rip' ? [next + operand.displacement] : [];
      default:
        return [];
    }
  });
}

/** By address, each up to the next one. */
function cut(parts: readonly Part[]): Part[] {
  const sorted = parts.toSorted((a, b) => a.start - b.start);
  return sorted.map((part, index) => ({
    ...part,
    end: Math.min(part.end, sorted[index + 1]?.start ?? Infinity),
  }));
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

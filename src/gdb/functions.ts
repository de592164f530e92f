/** Where functions begin: by what symbols say, and where nothing does, as in assembly, by what code calls. */

import type { ImageSymbol } from '../elf/image.ts';
import type { Runtime } from '../runtime/index.ts';
import { instructionAt } from '../scope/code.ts';
import { framesIn, type Frame } from '../scope/prologue.ts';

/** Code that begins with a symbol. */
export interface Part {
  readonly name: string;
  readonly start: number;
  /** Of its section, unless `cut` has said more. */
  readonly end: number;
}

export interface Parts {
  /** By address. */
  readonly functions: readonly Part[];
  /** All others. */
  readonly labels: readonly Part[];
}

/** A part of a function that a compiler has put elsewhere: it is jumped to, from the middle of the function. */
const COLD = /\.cold(?:\.\d+)?$/;

export function isCold({ name }: Part): boolean {
  return COLD.test(name);
}

/** What follows the flow of code, as far as the patience for a whole program goes. */
export class Follower {
  readonly #runtime: Runtime;
  /** Instructions. */
  #patience = 1_000_000;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Where instructions are that the flow from a start comes to, and the frames that it comes with. */
  follow({ start, end, name }: Part): ReadonlyMap<bigint, readonly Frame[]> {
    // elsewhere, too, but not for ever
    const most = Math.min(this.#patience, 2 * (end - start) + 64);
    const { at } = framesIn(this.#runtime, { name, start, end }, most);
    this.#patience -= at.size;
    return at;
  }
}

/** The labels that code calls, or takes the address of, are functions too. */
export function functionsOf(runtime: Runtime, follower: Follower): Parts {
  const { functions, labels } = named(runtime);
  const byStart = new Map(cut(labels).map((part) => [BigInt(part.start), part]));
  const seen = new Set<bigint>();
  const taken = new Map<number, Part>();
  const ahead = cut(functions);
  for (let part = ahead.pop(); part; part = ahead.pop()) {
    for (const address of follower.follow(part).keys()) {
      if (seen.has(address)) continue;
      seen.add(address);
      for (const target of targetsOf(runtime, address)) {
        const label = byStart.get(target);
        if (!label || taken.has(label.start)) continue;
        taken.set(label.start, label);
        ahead.push(label);
      }
    }
  }
  const [called, others] = [true, false].map((is) => labels.filter(({ start }) => taken.has(start) === is));
  return { functions: cut([...functions, ...called!]), labels: others! };
}

/** By address, each up to the next one. */
export function cut(parts: readonly Part[]): Part[] {
  const sorted = parts.toSorted((a, b) => a.start - b.start);
  return sorted.map((part, index) => ({
    ...part,
    end: Math.min(part.end, sorted[index + 1]?.start ?? Infinity),
  }));
}

/** As symbols have it; one a place. */
function named({ image, process }: Runtime): Parts {
  const functions = new Map<number, Part>();
  const labels = new Map<number, Part>();
  for (const symbol of image.symbols) {
    const { name, address, absolute } = symbol;
    const section = absolute ? undefined : process.symbols.sectionOf(address);
    const start = Number(address);
    const isCode = image.segments.some(
      (one) => one.execute && start >= one.address && start < one.address + one.size,
    );
    if (!section || !isCode) continue;
    const part = { name, start, end: section.address + section.size };
    (isFunction(symbol) && !isCold(part) ? functions : labels).set(start, part);
  }
  for (const start of functions.keys()) labels.delete(start);
  return { functions: [...functions.values()], labels: [...labels.values()] };
}

function isFunction({ type, global }: ImageSymbol): boolean {
  return type === 'function' || global;
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

/**
 * Where records and stacks lie, from the top of memory downwards:
 *
 *   moved stacks       maxThreads * 8 bytes, rounded up to 4 KiB, where stacks move; see stack-parts.ts
 *   Thread records     maxThreads * 80 bytes, rounded up to 4 KiB
 *   guard              nobody's: what is popped above thread 0's stack faults
 *   stack 0            8 MiB, as on Linux
 *   guard of stack 0   4 KiB
 *   stack 1            stackSize
 *   guard of stack 1   4 KiB; below a smaller stack as large as that
 *   ...
 *   guard of the last stack
 *   ...                the program, from PROGRAM_BASE upwards
 */

import { PAGE_SIZE, PROGRAM_BASE, THREAD_SIZE } from '../../../asm/abi.ts';
import { PAGE } from '../../elf/place.ts';
import { OutOfMemory } from '../../machine/index.ts';
import { STACK_MODES, type StackMode } from './modes.ts';

/** The book's: 2 MiB. */
export const DEFAULT_STACK_SIZE = 2 << 20;
/** What a stack begins with that grows by copies or segments. */
const FIRST_STACK_SIZE = 4 << 10;
/** The book's: the base thread and three more. */
export const MAX_THREADS = 4;
/** Of thread 0, as on Linux. */
export const MAIN_STACK_SIZE = 8 << 20;

const MOVED_SIZE = 8;
const LARGEST_GUARD = PAGE;
const LARGEST_MEMORY = 2 ** 32;
const SMALLEST_MEMORY = 64 << 20;
/** What a program may ask for by brk and mmap, where there is room for it. */
const HEAP_SIZE = 16 << 20;
const WASM_PAGE = 0x10000;

function isMoving(mode: StackMode): boolean {
  return mode === 'copy' || mode === 'segments';
}

export interface LayoutOptions {
  /** Threads, the base thread included. Default: `MAX_THREADS`. */
  readonly maxThreads?: number;
  /**
   * Of each thread but the base one, in bytes, rounded up to pages: what it has, with `commit` what it may come to, with
   * `copy` and `segments` what it begins with. Default: `DEFAULT_STACK_SIZE`, with the latter 4 KiB.
   */
  readonly stackSize?: number;
  /** Default: fixed. */
  readonly stack?: StackMode;
  /** Of the machine, in bytes. Default: what the program needs, and at least 64 MiB. */
  readonly memory?: number;
}

/** `base` is the lowest address of a stack or a guard, `top` the one above its highest; in bytes. */
export interface StackRange {
  readonly base: number;
  readonly size: number;
  readonly top: number;
}

/**
 * What an address belongs to; `offset` counts from the lowest address of the part. A stack that has come to segments
 * counts those that it has taken from 1.
 */
export type Region =
  | { readonly kind: 'record'; readonly slot: number; readonly offset: number }
  | { readonly kind: 'stack'; readonly slot: number; readonly offset: number; readonly segment?: number }
  | { readonly kind: 'guard'; readonly slot: number; readonly offset: number }
  | { readonly kind: 'above'; readonly offset: number };

export class Layout {
  readonly memory: number;
  readonly maxThreads: number;
  readonly stackSize: number;
  readonly mode: StackMode;
  /** Whether stacks may come to lie elsewhere. */
  readonly moves: boolean;
  /** Bytes of the guard below each stack but the base thread's. */
  readonly guardSize: number;
  /** The lowest address that is not the program's. */
  readonly bottom: number;
  readonly #records: number;
  readonly #moved: number;

  constructor(memory: number, maxThreads: number, stackSize: number, mode: StackMode) {
    this.memory = memory;
    this.maxThreads = maxThreads;
    this.stackSize = stackSize;
    this.mode = mode;
    this.moves = isMoving(mode);
    this.guardSize = Math.min(stackSize, LARGEST_GUARD);
    this.#moved = memory - (this.moves ? roundUp(maxThreads * MOVED_SIZE, PAGE) : 0);
    this.#records = this.#moved - roundUp(maxThreads * THREAD_SIZE, PAGE);
    this.bottom = this.guard(maxThreads - 1).base;
  }

  /** Where it stands to where a slot's stack has moved; nobody's memory unless stacks move. */
  moved(slot: number): number {
    return this.#moved + slot * MOVED_SIZE;
  }

  /** The address of a slot's Thread, which begins with its ThreadContext. */
  record(slot: number): number {
    return this.#records + slot * THREAD_SIZE;
  }

  stack(slot: number): StackRange {
    const top0 = this.#records - LARGEST_GUARD;
    const base0 = top0 - MAIN_STACK_SIZE;
    if (slot === 0) return { base: base0, size: MAIN_STACK_SIZE, top: top0 };
    const top = base0 - LARGEST_GUARD - (slot - 1) * (this.stackSize + this.guardSize);
    return { base: top - this.stackSize, size: this.stackSize, top };
  }

  /** What lies below a slot's stack and faults. */
  guard(slot: number): StackRange {
    const top = this.stack(slot).base;
    const size = slot === 0 ? LARGEST_GUARD : this.guardSize;
    return { base: top - size, size, top };
  }

  /** What lies above thread 0's stack and faults. */
  get above(): StackRange {
    const { top } = this.stack(0);
    return { base: top, size: LARGEST_GUARD, top: top + LARGEST_GUARD };
  }

  /** Undefined below `bottom` and past the end of memory. */
  regionOf(address: number): Region | undefined {
    if (address < this.bottom || address >= this.memory) return undefined;
    if (address >= this.#moved) return undefined;
    if (address >= this.#records) {
      const slot = Math.floor((address - this.#records) / THREAD_SIZE);
      if (slot >= this.maxThreads) return undefined;
      return { kind: 'record', slot, offset: address - this.record(slot) };
    }
    const main = this.stack(0);
    if (address >= main.top) return { kind: 'above', offset: address - main.top };
    const below = this.guard(0).base - 1 - address;
    const slot = below < 0 ? 0 : 1 + Math.floor(below / (this.stackSize + this.guardSize));
    const { base } = this.stack(slot);
    if (address >= base) return { kind: 'stack', slot, offset: address - base };
    return { kind: 'guard', slot, offset: address - this.guard(slot).base };
  }
}

/**
 * The layout for a program that ends at an address.
 *
 * @throws RangeError when an option makes no sense.
 * @throws OutOfMemory when the whole does not fit.
 */
export function layOut(programEnd: number, options: LayoutOptions): Layout {
  const { maxThreads = MAX_THREADS, stack = 'fixed' } = options;
  const { stackSize = isMoving(stack) ? FIRST_STACK_SIZE : DEFAULT_STACK_SIZE } = options;
  if (!STACK_MODES.includes(stack))
    throw new RangeError(`stack is one of ${STACK_MODES.join(', ')}, not ${stack}`);
  const rounded = Math.max(PAGE_SIZE, roundUp(positive('stackSize', stackSize), PAGE_SIZE));
  const above = 0 - new Layout(0, positive('maxThreads', maxThreads), rounded, stack).bottom;
  const needed = roundUp(programEnd + above, WASM_PAGE);
  if (needed > LARGEST_MEMORY) {
    throw new OutOfMemory(
      `${maxThreads} threads with stacks of ${rounded} bytes and the program need ${needed} bytes of memory; ` +
        'the most that a machine has is 4 GiB',
      needed,
      LARGEST_MEMORY,
    );
  }
  const wanted = Math.min(LARGEST_MEMORY, Math.max(needed + HEAP_SIZE, SMALLEST_MEMORY));
  const memory = roundUp(options.memory ?? wanted, WASM_PAGE);
  if (memory > LARGEST_MEMORY) {
    throw new RangeError(
      `a machine has at most ${LARGEST_MEMORY} bytes of memory (4 GiB), not ${options.memory}`,
    );
  }
  if (!(memory >= needed)) {
    throw new OutOfMemory(
      `the program and its stacks need ${needed} bytes of memory, not ${options.memory}`,
      needed,
      memory,
    );
  }
  return new Layout(memory, maxThreads, rounded, stack);
}

/** The highest address that a program may reach up to, whatever the other options are. */
export function programLimit(options: LayoutOptions): number {
  return layOut(PROGRAM_BASE, { ...options, memory: options.memory ?? LARGEST_MEMORY }).bottom;
}

function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`${name} is a whole number above 0, not ${value}`);
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

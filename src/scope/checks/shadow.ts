/**
 * The shadow stacks: which calls have not returned, in which flow of control, kept beside the program's own memory.
 *
 * A strand is a flow of control with a stack of its own: a thread of the runtime, or what a program with a `switch` of
 * its own has made. Strands are not told apart by where their stacks lie, which only the program knows, but by where
 * they go on: whoever returns to the place and the rsp of a frame is the strand of that frame.
 */

import { MXCSR, X87_CONTROL } from '../../../asm/abi.ts';
import { wordOf } from './code.ts';

/** A return address on a stack. */
export interface Frame {
  readonly strand: Strand;
  /** Position among the strand's frames, the outermost being 0. */
  readonly index: number;
  /** Pushed by `call`, by the host for an interrupted thread, or made by `spawn`. */
  readonly kind: 'call' | 'interrupt' | 'fabricated';
  /** Where the return address lies. */
  readonly slot: number;
  returnAddress: number;
  /** The call instruction, or 0. */
  readonly site: number;
  /** What has been called. */
  readonly target: number;
  /** Number of the instruction that pushed it. */
  readonly time: number;
  /** The register file then, as words; undefined for what nobody has called. */
  readonly state: Uint32Array | undefined;
}

export interface Strand {
  /** Position among the strands. */
  readonly id: number;
  /** The slot of the runtime's thread that it is; undefined on a stack that is not the runtime's. */
  readonly thread: number | undefined;
  /** Its first instruction. */
  start: number;
  readonly frames: Frame[];
  /** Below this a stack is not its own; 0 when that is not known. */
  floor: number;
  /** The highest rsp that it has had. */
  top: number;
  /** While another runs: its rsp, and the number of the instruction that left it. */
  rsp: number;
  left: number;
  /** What lies below here was free at some time: other calls may have used it up to then. */
  free: { readonly below: number; readonly time: number };
  /** Whether what is on its stack was there before anyone looked. */
  unknown: boolean;
}

/** What is known of a strand when it begins. */
type Beginning = Pick<Strand, 'thread' | 'start' | 'floor' | 'top' | 'rsp' | 'unknown'>;

/** Words of the register file that a frame keeps: the general registers, and up to the control words. */
const FIRST_WORD = wordOf(0);
export const MXCSR_WORD = wordOf(MXCSR);
export const X87_WORD = wordOf(X87_CONTROL);
const WORDS = X87_WORD + 1 - FIRST_WORD;

/** Frames of one strand: more are forgotten, from the outermost on. */
const MOST_FRAMES = 1 << 20;

export class Shadow {
  readonly strands: Strand[] = [];
  current: Strand;
  readonly #words: Uint32Array;
  /** The frame whose return address lies at an address. */
  readonly #frames = new Map<number, Frame>();
  /** Return addresses that a switch has gone on with, by their slots: each serves once. */
  readonly #consumed = new Map<number, number>();
  /** By the slots of the runtime. */
  readonly #byThread = new Map<number, Strand>();

  constructor(words: Uint32Array, first: Beginning) {
    this.#words = words;
    this.current = this.add(first);
  }

  /** A strand takes the place of the one that had its stack before. */
  add(beginning: Beginning): Strand {
    const fresh = { ...beginning, left: 0, free: { below: 0, time: 0 } };
    const former = this.#formerOf(beginning);
    if (former) {
      this.truncate(former, 0);
      return Object.assign(former, fresh);
    }
    const added = { ...fresh, id: this.strands.length, frames: [] };
    this.strands.push(added);
    if (beginning.thread !== undefined) this.#byThread.set(beginning.thread, added);
    return added;
  }

  #formerOf({ thread, rsp }: Beginning): Strand | undefined {
    return thread === undefined ? this.strandAround(rsp - 8) : this.#byThread.get(thread);
  }

  push(strand: Strand, frame: Omit<Frame, 'strand' | 'index' | 'state'>, keepsState = true): Frame {
    const { slot } = frame;
    const stale = this.#frames.get(slot);
    if (stale?.strand === strand) this.truncate(strand, stale.index);
    if (strand.frames.length >= MOST_FRAMES) this.truncate(strand, 0);
    const state = keepsState ? this.#words.slice(FIRST_WORD, FIRST_WORD + WORDS) : undefined;
    const pushed: Frame = { ...frame, strand, index: strand.frames.length, state };
    strand.frames.push(pushed);
    this.#frames.set(slot, pushed);
    this.#consumed.delete(slot);
    return pushed;
  }

  /** Leaves so many frames, the outermost ones. */
  truncate({ frames }: Strand, length: number): void {
    while (frames.length > length) {
      const { slot } = frames.at(-1)!;
      if (this.#frames.get(slot) === frames.at(-1)) this.#frames.delete(slot);
      frames.pop();
    }
  }

  /** The frame whose return address lies at an address. */
  frameAt(slot: number): Frame | undefined {
    return this.#frames.get(slot);
  }

  /** The strand whose stack, as far as it is in use, an address lies in. */
  strandAround(address: number): Strand | undefined {
    return this.strands.findLast(
      (one) => one !== this.current && one.left > 0 && address >= one.rsp && address < one.top,
    );
  }

  /** A switch has gone on with a frame, which is no more. */
  consume({ slot, returnAddress }: Frame): void {
    this.#consumed.set(slot, returnAddress);
  }

  wasConsumed(slot: number, returnAddress: number): boolean {
    return this.#consumed.get(slot) === returnAddress;
  }
}

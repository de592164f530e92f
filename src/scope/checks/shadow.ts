/**
 * The shadow stacks: which calls have not returned, in which flow of control, kept beside the program's own memory.
 *
 * A strand is a flow of control with a stack of its own: a thread of the runtime, or what a program with a `switch` of
 * its own has made. Strands are not told apart by where their stacks lie, which only the program knows, but by where
 * they go on: whoever returns to the place and the rsp of a frame is the strand of that frame.
 */

import { MXCSR, X87_CONTROL } from '../../../asm/abi.ts';
import type { StackRange } from '../../runtime/stacks/layout.ts';
import { wordOf } from './code.ts';
import { SlotMap } from './slot-map.ts';

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
  /** Registers that were worthless then, and are so again when it has returned. */
  readonly worthless: number;
  /** Registers then: words of `SAVED_WORDS`; undefined for what nobody has called. */
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

const GENERAL_WORDS = 32;
/** What a frame keeps: the general registers, two words each, then the words of mxcsr and the x87 control word. */
export const SAVED_WORDS: readonly number[] = [
  ...Array.from({ length: GENERAL_WORDS }, (_, index) => wordOf(0) + index),
  wordOf(MXCSR),
  wordOf(X87_CONTROL),
];
/** Where they are in what a frame keeps. */
export const SAVED_MXCSR = GENERAL_WORDS;
export const SAVED_X87 = GENERAL_WORDS + 1;

/** Where what a frame keeps has rbp. */
const RBP = 5 * 2;
/** Frames of one strand: when there are more, all are forgotten. */
const MOST_FRAMES = 1 << 20;
/** Strands: the next one takes the place of another. */
const MOST_STRANDS = 1 << 16;
/** How many are asked whose stack an address lies on: the latest. */
const MOST_ASKED = 1 << 10;

export class Shadow {
  readonly strands: Strand[] = [];
  current: Strand;
  readonly #words: Uint32Array;
  /** Kept registers of frames that are no more, for others. */
  readonly #spare: Uint32Array[] = [];
  /** The frame whose return address lies at an address. */
  readonly #frames = new SlotMap<Frame>();
  /** Return addresses that a switch has gone on with, by their slots: each serves once. */
  readonly #consumed = new SlotMap<number>();
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
    if (thread !== undefined) return this.#byThread.get(thread);
    return (
      this.strandAround(rsp - 8) ?? this.strands[this.strands.length < MOST_STRANDS ? -1 : rsp % MOST_STRANDS]
    );
  }

  push(strand: Strand, frame: Omit<Frame, 'strand' | 'index' | 'state'>, keepsState = true): Frame {
    const { slot } = frame;
    const stale = this.#frames.get(slot);
    if (stale?.strand === strand) this.truncate(strand, stale.index);
    if (strand.frames.length >= MOST_FRAMES) {
      this.truncate(strand, 0);
      strand.unknown = true;
    }
    const { kind, returnAddress, site, target, time, worthless } = frame;
    const state = keepsState ? this.#save() : undefined;
    const index = strand.frames.length;
    const pushed: Frame = { strand, index, kind, slot, returnAddress, site, target, time, worthless, state };
    strand.frames.push(pushed);
    this.#frames.set(slot, pushed);
    this.#consumed.delete(slot);
    return pushed;
  }

  #save(): Uint32Array {
    const state = this.#spare.pop() ?? new Uint32Array(SAVED_WORDS.length);
    for (let index = 0; index < state.length; index++) state[index] = this.#words[SAVED_WORDS[index]!]!;
    return state;
  }

  /** What lay in a range of a strand's stack lies elsewhere now, frame pointers included. */
  move(strand: Strand, from: StackRange, by: number): void {
    const lies = (address: number): boolean => address >= from.base && address < from.top;
    for (const [index, frame] of strand.frames.entries()) {
      if (!lies(frame.slot)) continue;
      if (this.#frames.get(frame.slot) === frame) this.#frames.delete(frame.slot);
      const moved = { ...frame, slot: frame.slot + by };
      if (moved.state && lies(moved.state[RBP]!)) moved.state[RBP]! += by;
      strand.frames[index] = moved;
    }
    for (const frame of strand.frames) this.#frames.set(frame.slot, frame);
  }

  /** Leaves so many frames, the outermost ones. What the others have kept is valid until the next push. */
  truncate({ frames }: Strand, length: number): void {
    while (frames.length > length) {
      const frame = frames.pop()!;
      if (this.#frames.get(frame.slot) === frame) this.#frames.delete(frame.slot);
      if (frame.state) this.#spare.push(frame.state);
    }
  }

  /** The frame whose return address lies at an address. */
  frameAt(slot: number): Frame | undefined {
    return this.#frames.get(slot);
  }

  /** The strand whose stack, as far as it is in use, an address lies in. */
  strandAround(address: number): Strand | undefined {
    const oldest = Math.max(0, this.strands.length - MOST_ASKED);
    for (let id = this.strands.length - 1; id >= oldest; id--) {
      const one = this.strands[id]!;
      if (one !== this.current && one.left > 0 && address >= one.rsp && address < one.top) return one;
    }
    return undefined;
  }

  /** A switch has gone on with a frame, which is no more. */
  consume({ slot, returnAddress }: Frame): void {
    this.#consumed.set(slot, returnAddress);
  }

  wasConsumed(slot: number, returnAddress: number): boolean {
    return this.#consumed.get(slot) === returnAddress;
  }
}

/** What checks are told of a run, instruction by instruction, and what they can ask. */

import type { Faulted, Halted, Runtime } from '../../runtime/index.ts';
import type { Code } from './code.ts';
import type { Finding, Moment } from './finding.ts';
import type { Frame, Shadow, Strand } from './shadow.ts';
import type { Writers } from './writers.ts';

/** rsp has been loaded with a value that need not lie on the same stack. */
export interface RspLoad {
  /** Number of the instruction. */
  readonly time: number;
  readonly before: number;
  readonly value: number;
  /** Whether the value is an address of the machine at all. */
  readonly valid: boolean;
  /** Where in memory it comes from; undefined when it was in a register. */
  readonly source: number | undefined;
  /** Frames of the current strand then. */
  readonly depth: number;
}

/** How control has come back to where a call left it. */
export type Arrival = 'return' | 'switch' | 'interrupt';

export interface Check {
  /** A call has pushed its return address. */
  readonly call?: (frame: Frame) => void;
  /** A call has come to its end: rsp and rip are again the caller's. */
  readonly return?: (frame: Frame, arrival: Arrival, rsp: number) => void;
  /** `ret` has taken another address than the one that belongs there, or one that belongs nowhere (no frame). */
  readonly misreturn?: (slot: number, frame: Frame | undefined) => void;
  /** `ret` has taken an address from the stack of a strand whose calls have not put it there. */
  readonly misresume?: (slot: number, strand: Strand) => void;
  /** A strand goes on at a place where it has gone on before, though nobody has saved that since. */
  readonly stale?: (load: RspLoad | undefined, slot: number) => void;
  readonly loadRsp?: (load: RspLoad, code: Code) => void;
  readonly storeRsp?: (address: number) => void;
  readonly write?: (address: number, bytes: number) => void;
  /** A load from below rsp, on the same stack. */
  readonly readBelow?: (address: number) => void;
  /** A push or a call has brought rsp below where its stack begins. */
  readonly overflow?: (rsp: number) => void;
  /** An instruction reads watched registers (`Observed.watched`). */
  readonly use?: (registers: number, code: Code) => void;
  readonly fault?: (outcome: Faulted | Halted) => void;
}

/** A finding before it is known where the program is. */
export type Report = Pick<Finding, 'code' | 'message' | 'advice'> &
  Partial<Pick<Finding, 'cause' | 'register' | 'slot' | 'calls'>> & {
    /** The call that it is about: the same mistake counts once a call and place. */
    readonly site?: number;
  };

export interface Observed {
  readonly runtime: Runtime;
  readonly words: Uint32Array;
  readonly shadow: Shadow;
  readonly writers: Writers;
  /** Number of the instruction that is executed, from 1. */
  readonly time: number;
  /** Its address. */
  readonly address: number;
  /** The last load of rsp after which no call has come to its end. */
  readonly load: RspLoad | undefined;
  /** Registers that were written since then. */
  readonly writtenSinceLoad: number;
  /** Registers whose next read, before a write, is reported to `use`. */
  watched: number;
  /** The function that the current strand entered last by `ret`, and rsp there. */
  readonly entered: { readonly address: number; readonly rsp: number } | undefined;
  /** Who wrote a callee-saved register last, by its number. */
  lastWriteOf(register: number): Moment | null;
  /** Who wrote memory last. */
  lastWriteTo(address: number): Moment | null;
  moment(address: number, time: number | null, strand?: Strand): Moment;
  report(report: Report): void;
}

export type MakeCheck = (observed: Observed) => Check;

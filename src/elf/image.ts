/** A linked program: what the machine loads, and what names its addresses. */

import type { DebugSection } from './dwarf/write-debug.ts';

/** Bytes that lie together and share permissions. Starts on a page; pages of two segments never overlap. */
export interface Segment {
  readonly name: string;
  readonly address: number;
  readonly data: Uint8Array;
  /** In bytes; past `data` zeros follow. */
  readonly size: number;
  readonly write: boolean;
  readonly execute: boolean;
}

export interface ImageSymbol {
  readonly name: string;
  readonly address: bigint;
  readonly size: bigint;
  readonly type: 'none' | 'function' | 'object';
  readonly global: boolean;
  /** Absolute symbols name numbers, not places. */
  readonly absolute: boolean;
  /** Of the object that defines it. */
  readonly file: string;
  /** The section it lies in, empty for absolute ones. */
  readonly section: string;
}

/** The bytes from `address` on come from `line` (1-based) of `file`; line 0 says that they come from none. */
export interface ImageLine {
  readonly address: number;
  readonly file: string;
  readonly line: number;
}

/** Where a program finds its own program headers in memory. */
export interface ProgramHeaders {
  readonly address: number;
  readonly count: number;
}

/** A piece of one object's section where the linker put it. */
export interface PlacedSection {
  readonly file: string;
  readonly name: string;
  readonly address: number;
  readonly size: number;
}

/** What a compiler says to debuggers about an object, its references to other sections of the same object still open. */
export interface ImageDebug {
  /** The object's. */
  readonly file: string;
  readonly sections: readonly DebugSection[];
}

export interface Image {
  readonly segments: readonly Segment[];
  /** Sorted by address. */
  readonly symbols: readonly ImageSymbol[];
  /** Sorted by address. */
  readonly lines: readonly ImageLine[];
  readonly sections: readonly PlacedSection[];
  /** Where execution starts. */
  readonly entry: number;
  /** Whether its stack can be executed. */
  readonly executableStack: boolean;
  /** Undefined when they are not loaded. */
  readonly programHeaders: ProgramHeaders | undefined;
  /** Of the objects that were read with it. */
  readonly debug?: readonly ImageDebug[];
}

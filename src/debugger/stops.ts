/** What a debugger stops at, and how it says so: plain data. */

import type { GeneralRegister } from '../machine/index.ts';
import type { Deadlock, Exit, Faulted, Halted, Runtime } from '../runtime/index.ts';

/** Whether a stop counts, asked when it is come to. The runtime is only to be looked at. */
export type Condition = (runtime: Runtime) => boolean;

/** Before the instruction at an address. */
export interface Breakpoint {
  readonly id: number;
  readonly address: bigint;
  readonly condition: Condition | undefined;
}

/**
 * Behind an instruction that reads, writes or does either to some of the bytes, or that leaves them as something else
 * than they were. What a system call writes counts where it changes something.
 */
export type WatchKind = 'read' | 'write' | 'access' | 'change';

export interface Watchpoint {
  readonly id: number;
  readonly address: bigint;
  /** In bytes. */
  readonly size: number;
  readonly kind: WatchKind;
  readonly condition: Condition | undefined;
}

/** Behind an instruction that leaves a register as something else than it was. Such a run goes step by step. */
export interface RegisterWatchpoint {
  readonly id: number;
  readonly register: GeneralRegister;
  readonly condition: Condition | undefined;
}

export type StopReason =
  /** As far as was asked for. */
  | { readonly kind: 'done' }
  /** So many instructions have been executed as one command may take. */
  | { readonly kind: 'limit' }
  /** Back where the debugger has begun. */
  | { readonly kind: 'beginning' }
  /** The program has ended, or its next instruction cannot be executed. */
  | { readonly kind: 'end'; readonly outcome: Exit | Halted | Faulted | Deadlock }
  | { readonly kind: 'breakpoint'; readonly id: number; readonly address: bigint }
  | {
      readonly kind: 'watchpoint';
      readonly id: number;
      readonly access: 'read' | 'write';
      /** Of the instruction that did it; it has been executed. */
      readonly by: bigint;
      /** The watched bytes. */
      readonly before: Uint8Array;
      readonly after: Uint8Array;
    }
  | {
      readonly kind: 'register';
      readonly id: number;
      readonly register: GeneralRegister;
      readonly by: bigint;
      readonly before: bigint;
      readonly after: bigint;
    };

/** A moment of a run at which a debugger has stopped. */
export interface DebuggerStop {
  readonly reason: StopReason;
  /** Instructions retired. */
  readonly instruction: number;
  readonly rip: bigint;
  /** The id of the running thread. */
  readonly thread: number;
}

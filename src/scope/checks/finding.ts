/** What `check` reports. */

import type { ThreadName } from '../contexts.ts';
import type { NamedAddress, SourceLine } from '../names.ts';

/** What is wrong, as a name that does not change: people search for it, and graders count it. */
export type FindingCode =
  /** rbx, rbp or r12 to r15 came back from a call or a yield with another value. */
  | 'callee-saved-register'
  /** A register that no call preserves was read after a yield as if it had been. */
  | 'caller-saved-register'
  /** A function, or a thread, goes on with another rsp than the one it left. */
  | 'rsp-changed'
  /** rsp was loaded with something that is no stack. */
  | 'rsp-not-a-stack'
  /** rsp is no multiple of 16 where the calling convention wants one. */
  | 'misaligned-stack'
  /** The slot of a return address holds another value when it is needed. */
  | 'return-address-overwritten'
  /** The same for what `spawn` has written on a new stack. */
  | 'fabricated-slot-overwritten'
  /** A register that another thread has saved on its stack has been overwritten. */
  | 'saved-register-overwritten'
  /** `ret` took an address that no call has pushed. */
  | 'return-without-call'
  | 'stack-overflow'
  /** Data below rsp - 128 was read again. */
  | 'below-red-zone'
  /** Data in the 128 bytes below rsp was read again after a call, a switch or an interruption that may use them. */
  | 'red-zone-lost'
  | 'mxcsr-changed'
  | 'x87-control-changed'
  /** DF is set at a call. */
  | 'direction-flag'
  /** rsp was loaded from a context that nobody has saved or made. */
  | 'context-not-saved'
  /** A context was loaded again though its thread has gone on since it was saved. */
  | 'context-loaded-twice'
  /** The context of a thread that has finished was loaded. */
  | 'finished-thread'
  /** A thread wrote to memory of another's stack that is not in use. */
  | 'foreign-stack-write'
  /** A thread wrote to the stack of a thread that has finished. */
  | 'finished-stack-write'
  /** A thread wrote to where its stack was before it was copied elsewhere. */
  | 'moved-stack-write'
  /** The program faulted, for a reason that none of the others says. */
  | 'fault';

/** An instruction that was executed. */
export interface Moment {
  /** Its number, from 1; null when it is not known any more. */
  readonly instruction: number | null;
  readonly address: NamedAddress;
  readonly disassembly: string | null;
  readonly line: SourceLine | null;
  /** Without the runtime, threads count in the order of their first instruction. */
  readonly thread: ThreadName;
}

export interface Finding {
  readonly code: FindingCode;
  /** One sentence: what is wrong, and why that is so. */
  readonly message: string;
  /** What to do. */
  readonly advice: string;
  /** Where it was noticed. */
  readonly at: Moment;
  /** The instruction that has brought it about, where it is another one and known. */
  readonly cause: Moment | null;
  readonly register: string | null;
  readonly slot: NamedAddress | null;
  /** The calls that had not returned, the latest first, where they say something: the functions' names. */
  readonly calls: readonly string[];
}

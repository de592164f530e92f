/** All that a running program consists of: the data that the rest of this room works on. */

import { RETIRED, STATE, THREAD_FUNCTION } from '../../asm/abi.ts';
import type { Image } from '../elf/image.ts';
import type { Machine } from '../machine/index.ts';
import type { EventLog } from './event-log.ts';
import type { Files } from './outside/files.ts';
import type { Heap } from './heap.ts';
import type { Layout } from './stacks/layout.ts';
import type { Deadlock, Exit, Halted } from './outcome.ts';
import type { Output } from './output.ts';
import type { Policy } from './threads/policies/policy.ts';
import type { SwitchLog } from './threads/switch-log.ts';
import type { CodeRange, Symbols } from './program/symbols.ts';
import type { ThreadTable } from './threads/thread-table.ts';
import type { Turn } from './threads/turn.ts';
import type { Waits } from './threads/waits.ts';

export interface Process {
  readonly machine: Machine;
  /** Guest memory as 32-bit words. */
  readonly words: Uint32Array;
  readonly image: Image;
  readonly symbols: Symbols;
  readonly layout: Layout;
  readonly threads: ThreadTable;
  policy: Policy;
  /** All that it has had, the one that it began with first: a snapshot knows one by its place. */
  readonly policies: Policy[];
  /** Instructions after which a thread is interrupted; Infinity when none is. */
  readonly quantum: number;
  turn: Turn;
  readonly waits: Waits;
  readonly files: Files;
  /** All that can be read from the standard input, asked for when the program reads. */
  readonly stdin: () => Uint8Array;
  /** Told by how many nanoseconds the clock jumps. */
  readonly onJump: ((nanoseconds: number) => void) | undefined;
  /** From when on each worker of the pool has nothing to do. */
  pool: readonly number[];
  /** How far the virtual clock has jumped: what it is ahead of the instructions. */
  idle: number;
  readonly switches: SwitchLog;
  /** Undefined when nobody wants them. */
  readonly events: EventLog | undefined;
  readonly heap: Heap;
  /** Undefined for a program that runs without the runtime. */
  readonly guest: GuestCode | undefined;
  /** What the program writes to its standard output (1) and error (2). */
  readonly output: Output;
  /** How many switches are to be decided ahead, the next time. */
  ahead: number;
  /** The number of the switch at which the present run stops. */
  lastSwitch: number;
  /** Set when the program has ended: running it again changes nothing. */
  ended: Exit | Halted | Deadlock | undefined;
}

/** Addresses of guest code that the host needs. */
export interface GuestCode {
  readonly call: bigint;
  readonly skip: bigint;
  readonly guard: bigint;
  readonly preempt: bigint;
  /** Where the base thread goes when `main` has returned and nobody else is Ready. */
  readonly last: bigint;
  /** Where no thread is interrupted when its turn is over. */
  readonly uninterrupted: readonly CodeRange[];
  /** How many instructions follow each other there from an address on, as far as somebody has looked. */
  readonly straight: Map<number, number>;
}

/** Instructions retired so far. */
export function clock({ words }: Process): number {
  const at = (STATE + RETIRED) >>> 2;
  return words[at]! + words[at + 1]! * 2 ** 32;
}

/** The base thread's task is `main`; a program without the runtime has none. */
export function nameOfTask({ symbols, guest }: Process, id: number, task: bigint): string {
  if (id === 0) return guest ? 'main' : 'base';
  if (task === 0n) return '';
  return symbols.nameOf(task) ?? `0x${task.toString(16)}`;
}

export function taskOf({ machine, layout }: Process, slot: number): bigint {
  return machine.readU64(layout.record(slot) + THREAD_FUNCTION);
}

/** How a run ends. */

import { Fault } from '../../asm/abi.ts';
import type { MachineFault } from '../machine/index.ts';

/** The signal that ends a process for a fault on Linux. */
export type Signal = 'SIGILL' | 'SIGTRAP' | 'SIGFPE' | 'SIGSEGV';

/** The program has ended by itself. */
export interface Exit {
  readonly kind: 'exit';
  /** 0 to 255. */
  readonly status: number;
}

/** `maxInstructions` have been executed; the run can go on. */
export interface Limit {
  readonly kind: 'limit';
}

/** The instruction at rip cannot be executed. */
export interface Faulted {
  readonly kind: 'fault';
  readonly fault: MachineFault;
  readonly signal: Signal;
  /** The exit status that Linux would report: 128 + the signal's number. */
  readonly status: number;
}

/** The program has executed `hlt`, which Linux answers with SIGSEGV; rip is behind it. */
export interface Halted {
  readonly kind: 'halt';
  readonly signal: 'SIGSEGV';
  readonly status: number;
}

/** The run has come to where it was to stop, or to a breakpoint or watchpoint of the machine; it can go on. */
export interface Stopped {
  readonly kind: 'stopped';
  readonly why: 'instruction' | 'switch' | 'address' | 'breakpoint' | 'watchpoint';
}

/** Nobody is Ready, and nothing will happen that somebody waits for. */
export interface Deadlock {
  readonly kind: 'deadlock';
  readonly status: number;
}

export type Outcome = Exit | Limit | Faulted | Halted | Stopped | Deadlock;

const SIGNAL_NUMBERS: Readonly<Record<Signal, number>> = { SIGILL: 4, SIGTRAP: 5, SIGFPE: 8, SIGSEGV: 11 };

const SIGNALS: ReadonlyMap<Fault, Signal> = new Map([
  [Fault.DIVIDE, 'SIGFPE'],
  [Fault.TRAP, 'SIGTRAP'],
  [Fault.INVALID_OPCODE, 'SIGILL'],
  [Fault.FLOATING_POINT_CONTROL, 'SIGFPE'],
]);

export function faulted(fault: MachineFault): Faulted {
  const signal = SIGNALS.get(fault.kind) ?? 'SIGSEGV';
  return { kind: 'fault', fault, signal, status: 128 + SIGNAL_NUMBERS[signal] };
}

export const HALTED: Halted = { kind: 'halt', signal: 'SIGSEGV', status: 128 + SIGNAL_NUMBERS.SIGSEGV };

export const DEADLOCK: Deadlock = { kind: 'deadlock', status: 125 };

/** Running: slices of instructions, and what happens between them. */

import { Stop } from '../../asm/abi.ts';
import { takeOver } from './threads/ahead.ts';
import { seeToTimes, untilDue } from './threads/blocking.ts';
import { commitGuard } from './stacks/commit.ts';
import { faulted, HALTED, type Outcome } from './outcome.ts';
import { clock, type Process } from './process.ts';
import { systemCall } from './calls/syscalls.ts';
import { seeToTurn, untilTurn } from './threads/turn.ts';
import { isSwitching } from './threads/yield.ts';

/** Where a run stops, unless the program ends before. */
export type Until =
  /** When so many instructions have retired since the program began. */
  | { readonly instruction: number }
  /** When the switch of this number (they count from 1) has been carried out: the new thread goes on next. */
  | { readonly switch: number }
  /** Before the instruction at this label or address is executed. */
  | { readonly address: string | number | bigint };

export interface RunOptions {
  /** Of this run. Default: as many as the program takes. */
  readonly maxInstructions?: number;
  readonly until?: Until;
}

/** Runs of about this length keep the engine's optimizer fed. */
const SLICE = 1_000_000;
/** Instructions that a program's own `switch` may take before a run that waits for its end stops anyway. */
const LONGEST_SWITCH = 1_000;

export function run(process: Process, { maxInstructions = Infinity, until }: RunOptions): Outcome {
  const limits: Limits = {
    instruction: until && 'instruction' in until ? until.instruction : Infinity,
    switch: until && 'switch' in until ? until.switch : Infinity,
    end: clock(process) + maxInstructions,
  };
  process.lastSwitch = limits.switch;
  if (!until || !('address' in until)) return slices(process, limits);
  const { address } = until;
  const target = typeof address === 'string' ? process.symbols.get(address) : BigInt(address);
  process.machine.setBreakpoints([Number(target)]);
  try {
    const outcome = slices(process, limits);
    const arrived = outcome.kind === 'stopped' && process.machine.getRegister('rip') === target;
    return arrived ? { kind: 'stopped', why: 'address' } : outcome;
  } finally {
    process.machine.setBreakpoints([]);
  }
}

/** All three count from the program's beginning. */
interface Limits {
  readonly instruction: number;
  readonly switch: number;
  readonly end: number;
}

function slices(process: Process, limits: Limits): Outcome {
  for (;;) {
    if (process.ended) return process.ended;
    if (process.switches.count >= limits.switch) return finishSwitch(process, limits);
    const now = clock(process);
    if (now >= limits.instruction) return { kind: 'stopped', why: 'instruction' };
    if (now >= limits.end) return { kind: 'limit' };
    const outcome = slice(process, Math.min(SLICE, limits.instruction - now, limits.end - now));
    if (outcome) return outcome;
  }
}

/** Steps until the switch that has been decided is over. */
function finishSwitch(process: Process, { end }: Limits): Outcome {
  for (let steps = 0; steps < LONGEST_SWITCH && isSwitching(process); steps++) {
    if (clock(process) >= end) return { kind: 'limit' };
    const outcome = slice(process, 1);
    if (outcome) return outcome;
  }
  return { kind: 'stopped', why: 'switch' };
}

const WATCHED: Outcome = { kind: 'stopped', why: 'watchpoint' };

/** Up to so many instructions, or up to and including a system call; what ends the run, if anything does. */
function slice(process: Process, budget: number): Outcome | undefined {
  const { machine } = process;
  const { watchedWrites } = machine;
  const stop: Stop = machine.run(Math.min(budget, untilDue(process), untilTurn(process)));
  takeOver(process);
  const ended = answer(process, stop);
  seeToTimes(process);
  seeToTurn(process);
  const outcome = ended ?? (machine.watchedWrites === watchedWrites ? undefined : WATCHED);
  if (outcome) process.events?.ended(process, outcome);
  return outcome;
}

function answer(process: Process, stop: Stop): Outcome | undefined {
  switch (stop) {
    case Stop.BUDGET:
      return undefined;
    case Stop.SYSCALL:
      return systemCall(process);
    case Stop.BREAKPOINT:
      return { kind: 'stopped', why: 'breakpoint' };
    case Stop.WATCHPOINT:
      return WATCHED;
    case Stop.FAULT:
      return commitGuard(process, process.machine.fault) ? undefined : faulted(process.machine.fault);
    case Stop.HALT:
      process.ended = HALTED;
      return HALTED;
  }
}

/** Runs a program under every check. */

import { REG_RIP } from '../../../asm/abi.ts';
import type { Outcome, RunOptions, Runtime, Stopped, Until } from '../../runtime/index.ts';
import { clock } from '../../runtime/process.ts';
import { isSwitching } from '../../runtime/threads/yield.ts';
import { alignment } from './alignment.ts';
import { calleeSaved } from './callee-saved.ts';
import { callerSaved } from './caller-saved.ts';
import { wordOf } from './code.ts';
import { contextChecks } from './contexts.ts';
import { controlWords } from './control-words.ts';
import { directionFlag } from './direction-flag.ts';
import type { MakeCheck } from './events.ts';
import { faults } from './faults.ts';
import type { Finding } from './finding.ts';
import { foreignWrites } from './foreign-writes.ts';
import { Observer } from './observer.ts';
import { movedStack } from './moved-stack.ts';
import { overflow } from './overflow.ts';
import { redZone } from './red-zone.ts';
import { returnAddress } from './return-address.ts';
import { rspChanged } from './rsp.ts';

const RIP = wordOf(REG_RIP);

export interface CheckOptions {
  /**
   * Whether registers that calls need not preserve are filled with garbage after each switch, so that a program that
   * relies on them shows it. Reading them is a finding either way. Default: false.
   */
  readonly poison?: boolean;
}

/** A program that is run under the checks; what it has run before is not known to them. */
export class Checker {
  readonly runtime: Runtime;
  readonly #observer: Observer;

  constructor(runtime: Runtime, { poison = false }: CheckOptions = {}) {
    this.runtime = runtime;
    const checks: readonly MakeCheck[] = [
      rspChanged,
      calleeSaved,
      controlWords,
      (observed) => callerSaved(observed, poison),
      returnAddress,
      contextChecks,
      alignment,
      directionFlag,
      overflow,
      redZone,
      foreignWrites,
      movedStack,
      (observed) => faults(observed, () => this.findings.length > 0),
    ];
    this.#observer = new Observer(runtime, checks);
  }

  /** What has been found so far, in the order of the run. */
  get findings(): readonly Finding[] {
    return this.#observer.findings;
  }

  /** Instructions retired since the program began. */
  get instructions(): number {
    return this.runtime.instructions;
  }

  /** To be told of threads that the host makes. */
  spawned(id: number): void {
    this.#observer.spawned(id);
  }

  /** As `Runtime.run`, instruction by instruction. @throws UnknownLabel when `until` names one. */
  run({ maxInstructions = Infinity, until }: RunOptions = {}): Outcome {
    const observer = this.#observer;
    const { process } = this.runtime;
    const end = observer.time + maxInstructions;
    const arrived = arrivalAt(this.runtime, until);
    for (let steps = 0; ; steps++) {
      if (process.ended) return process.ended;
      if (arrived(steps)) return { kind: 'stopped', why: whyOf(until!) };
      if (observer.time >= end) return { kind: 'limit' };
      const outcome = observer.step();
      if (outcome) return outcome;
    }
  }
}

/** Whether a run has come, after so many steps, to where it is to stop. One that begins at an address goes past it. */
function arrivalAt({ process }: Runtime, until: Until | undefined): (steps: number) => boolean {
  if (!until) return () => false;
  if ('instruction' in until) return () => clock(process) >= until.instruction;
  if ('switch' in until) return () => process.switches.count >= until.switch && !isSwitching(process);
  const { address } = until;
  const target = Number(typeof address === 'string' ? process.symbols.get(address) : address);
  return (steps) => steps > 0 && process.words[RIP] === target;
}

function whyOf(until: Until): Stopped['why'] {
  if ('instruction' in until) return 'instruction';
  return 'switch' in until ? 'switch' : 'address';
}

/** Runs a program under every check. */

import type { Outcome, RunOptions, Runtime } from '../../runtime/index.ts';
import { alignment } from './alignment.ts';
import { calleeSaved } from './callee-saved.ts';
import { callerSaved } from './caller-saved.ts';
import { contextChecks } from './contexts.ts';
import { controlWords } from './control-words.ts';
import { directionFlag } from './direction-flag.ts';
import type { MakeCheck } from './events.ts';
import { faults } from './faults.ts';
import type { Finding } from './finding.ts';
import { foreignWrites } from './foreign-writes.ts';
import { Observer } from './observer.ts';
import { overflow } from './overflow.ts';
import { redZone } from './red-zone.ts';
import { returnAddress } from './return-address.ts';
import { rspChanged } from './rsp.ts';

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

  /** Goes on until the program ends or faults, or so many instructions have been executed. */
  run({ maxInstructions = Infinity }: Pick<RunOptions, 'maxInstructions'> = {}): Outcome {
    const observer = this.#observer;
    const { process } = this.runtime;
    if (process.ended) return process.ended;
    const end = observer.time + maxInstructions;
    while (observer.time < end) {
      const outcome = observer.step();
      if (outcome) return outcome;
    }
    return { kind: 'limit' };
  }
}

/** A runtime that runs under the checks when it is asked to. */

import {
  Runtime,
  type Outcome,
  type RunOptions,
  type RuntimeOptions,
  type Thread,
} from '../../runtime/index.ts';
import type { Program } from '../../runtime/program/program.ts';
import { Checker, type CheckOptions } from './check.ts';
import type { Finding } from './finding.ts';

export interface CheckedRuntimeOptions extends RuntimeOptions {
  /** Whether every instruction is watched for mistakes, which takes a hundred times as long. Default: false. */
  readonly check?: boolean | CheckOptions;
}

export class CheckedRuntime extends Runtime {
  readonly #checker: Checker | undefined;

  constructor(program: Program, { check = false, ...options }: CheckedRuntimeOptions = {}) {
    super(program, options);
    if (check !== false) this.#checker = new Checker(this, check === true ? {} : check);
  }

  /** What has been found so far, in the order of the run; nothing without `check`. */
  get findings(): readonly Finding[] {
    return this.#checker?.findings ?? [];
  }

  override run(options: RunOptions = {}): Outcome {
    return this.#checker?.run(options) ?? super.run(options);
  }

  override spawn(task: string | number | bigint, argument: number | bigint = 0n): Thread {
    const thread = super.spawn(task, argument);
    this.#checker?.spawned(thread.id);
    return thread;
  }
}

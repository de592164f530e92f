/** rbx, rbp and r12 to r15 are the caller's (System V ABI, section 3.2.1). */

import type { Trial } from './trial.ts';
import { hex } from '../scope/index.ts';

const CALLEE_SAVED = ['rbx', 'rbp', 'r12', 'r13', 'r14', 'r15', 'rsp'] as const;

/** What a caller finds in its registers again. */
export type Kept = ReadonlyMap<(typeof CALLEE_SAVED)[number], bigint>;

export function keptBy(trial: Trial): Kept {
  return new Map(CALLEE_SAVED.map((name) => [name, trial.get(name)]));
}

/** After the call. */
export function checkKept(trial: Trial, kept: Kept, property: string, callee: string): void {
  for (const [name, was] of kept) {
    const is = trial.get(name);
    if (is === was) continue;
    trial.fail(
      property,
      `${name} was ${hex(was)} when ${callee} was called and is ${hex(is)} when it returns: ${callee} has changed it and not put it back`,
    );
  }
}

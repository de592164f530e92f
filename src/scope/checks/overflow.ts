/** A stack ends somewhere: below a thread's there is a guard, below a program's own whatever lies there. */

import type { Faulted, Halted } from '../../runtime/index.ts';
import { formatSize } from '../fault.ts';
import { formatPlace, placeOf } from '../names.ts';
import type { Check, Observed } from './events.ts';
import { chainText, functionName, hex } from './words.ts';

export function overflow(observed: Observed): Check {
  const { runtime, shadow } = observed;
  const report = (what: string, size: number): void => {
    const calls = shadow.current.frames
      .filter(({ kind }) => kind === 'call')
      .map(({ target }) => functionName(observed, target))
      .toReversed();
    observed.report({
      code: 'stack-overflow',
      message: `${what}: the stack of ${formatSize(size)} is full${calls.length > 0 ? `, in ${chainText(calls)}` : ''}`,
      advice: 'make the stack larger, or end the recursion earlier; large arrays belong elsewhere',
      register: 'rsp',
      calls: calls.slice(0, MOST_CALLS),
    });
  };
  return {
    overflow(rsp) {
      const { floor, top } = shadow.current;
      const below = formatPlace(placeOf(runtime, BigInt(rsp)));
      report(`${functionName(observed, observed.address)} pushes to ${hex(rsp)} (${below}), below its stack`, top - floor);
    },
    fault(outcome) {
      const access = overflowOf(observed, outcome);
      if (access === undefined) return;
      const { size } = runtime.threads[runtime.current]!.stack;
      report(`${functionName(observed, observed.address)} comes to the guard page below its stack`, size);
    },
  };
}

/** Of the findings' lists. */
const MOST_CALLS = 64;

/** The address in the running thread's guard page that a fault is about. */
export function overflowOf({ runtime }: Observed, outcome: Faulted | Halted): bigint | undefined {
  if (outcome.kind === 'halt') return undefined;
  const place = placeOf(runtime, outcome.fault.address);
  return place.kind === 'guard' && place.thread === runtime.current ? outcome.fault.address : undefined;
}

/** A stack ends somewhere: below a thread's there is a guard, below a program's own whatever lies there. */

import type { Faulted, Halted } from '../../runtime/index.ts';
import { formatSize } from '../fault.ts';
import { formatPlace, placeOf } from '../names.ts';
import { hex } from '../numbers.ts';
import type { Check, Observed } from './events.ts';
import { chainText, functionName } from './words.ts';

export function overflow(observed: Observed): Check {
  const { runtime, shadow } = observed;
  const report = (message: string): void => {
    const calls = shadow.current.frames
      .filter(({ kind }) => kind === 'call')
      .map(({ target }) => functionName(observed, target))
      .toReversed();
    observed.report({
      code: 'stack-overflow',
      message: `${message}, in ${chainText(calls.length > 0 ? calls : [functionName(observed, shadow.current.start)])}`,
      advice: 'make the stack larger, or end the recursion earlier; large arrays belong elsewhere',
      register: 'rsp',
      calls: calls.slice(0, MOST_CALLS),
    });
  };
  return {
    overflow(rsp) {
      const place = (address: number): string =>
        `${hex(address)} (${formatPlace(placeOf(runtime, BigInt(address)))})`;
      report(
        `what is pushed goes to ${place(rsp)}, below the stack that begins at ${place(shadow.current.floor)} and is full`,
      );
    },
    fault(outcome) {
      if (overflowOf(observed, outcome) === undefined) return;
      const { id, stack } = runtime.thread(runtime.current);
      report(`the stack of thread ${id}, ${formatSize(stack.size)}, is full, and below it lies a guard`);
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

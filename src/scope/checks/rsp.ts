/** A function, and a thread, finds rsp as it left it. */

import { named } from '../names.ts';
import type { Check, Observed } from './events.ts';
import { callText, functionName, hex } from './words.ts';

/** What `ret` takes for an interrupted thread beyond its return address: the red zone. */
const RED_ZONE = 128;

export function rspChanged(observed: Observed): Check {
  const { runtime } = observed;
  return {
    return(frame, _arrival, rsp) {
      if (frame.kind === 'fabricated') return;
      const expected = frame.slot + 8 + (frame.kind === 'interrupt' ? RED_ZONE : 0);
      if (rsp === expected) return;
      observed.report({
        code: 'rsp-changed',
        message: `rsp was ${hex(expected)} when ${callText(observed, frame)} and is ${hex(rsp)} when it returns`,
        advice: 'return with a plain ret: on x86-64 the caller, not the callee, takes arguments off the stack',
        register: 'rsp',
        slot: named(runtime, BigInt(frame.slot)),
      });
    },
    misresume(slot, { frames, rsp }) {
      const top = frames.at(-1);
      const where = top ? ` instead of ${hex(top.slot)}` : '';
      const here = functionName(observed, observed.address);
      observed.report({
        code: 'rsp-changed',
        message: `ret in ${here} takes the address to go on at from ${hex(slot)}${where}, where the thread has left it: rsp is not what it was (${hex(rsp)} when the thread was left)`,
        advice:
          'save rsp where the return address is on top of the stack, and load it to where nothing but ret follows: push and pop, or a prologue that a compiler puts in front, move it',
        register: 'rsp',
        slot: named(runtime, BigInt(slot)),
        cause: observed.lastWriteTo(slot),
      });
    },
  };
}

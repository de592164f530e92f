/** A function, and a thread, finds rsp as it left it. */

import { RED_ZONE } from '../../../asm/abi.ts';
import { named } from '../names.ts';
import { hex } from '../numbers.ts';
import type { Check, Observed } from './events.ts';
import { callText, distance, functionName, valueText } from './words.ts';

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
        advice:
          'return with a plain ret: on x86-64 the caller, not the callee, takes arguments off the stack',
        register: 'rsp',
        slot: named(runtime, BigInt(frame.slot)),
      });
    },
    misresume(slot, { frames }) {
      const top = frames.at(-1);
      const here = functionName(observed, observed.address);
      const popped = valueText(observed, runtime.machine.readU64(slot));
      const wanted = top
        ? `not at ${valueText(observed, BigInt(top.returnAddress))}, which lies ${distance(top.slot - slot)}`
        : 'though the thread was not left there';
      observed.report({
        code: 'rsp-changed',
        message: `ret in ${here} goes on at ${popped}, ${wanted}: rsp is not what it was when the thread was left, or made`,
        advice:
          'save rsp where the return address is on top of the stack, and load it to where nothing but ret follows: push and pop, or a prologue that a compiler puts in front, move it',
        register: 'rsp',
        slot: named(runtime, BigInt(slot)),
        cause: observed.lastWriteTo(slot),
      });
    },
  };
}

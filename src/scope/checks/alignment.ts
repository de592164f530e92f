/** rsp is a multiple of 16 at every call (System V ABI, section 3.2.2), so that SSE operands on the stack are too. */

import { Fault } from '../../../asm/abi.ts';
import type { Faulted, Halted } from '../../runtime/index.ts';
import { ripOf } from '../registers.ts';
import { hex } from '../numbers.ts';
import type { Check, Observed } from './events.ts';
import type { Frame } from './shadow.ts';
import { functionName } from './words.ts';

export function alignment(observed: Observed): Check {
  return {
    call(frame) {
      if (isAligned(frame) || !crossesFiles(observed, frame) || isPrologue(observed, frame)) return;
      observed.report({
        code: 'misaligned-stack',
        message: `rsp is ${hex(frame.slot + 8)}, no multiple of 16, when ${functionName(observed, frame.target)} is called: an SSE access to its stack may fault`,
        advice: 'subtract 8 more, or 8 less, from rsp before the call: each push and each call takes 8',
        register: 'rsp',
      });
    },
    fault(outcome) {
      if (isMisaligned(outcome)) reportFault(observed, outcome.fault.address);
    },
  };
}

export function isMisaligned(outcome: Faulted | Halted): outcome is Faulted {
  return (
    outcome.kind === 'fault' &&
    outcome.fault.kind === Fault.GENERAL_PROTECTION &&
    (outcome.fault.address & 0xfn) !== 0n
  );
}

/** Before anything is pushed, rsp is 8 off. */
function isPrologue({ runtime }: Observed, { target }: Frame): boolean {
  return Number(runtime.process.symbols.find('__morestack')) === target;
}

function isAligned({ slot }: Frame): boolean {
  return (slot + 8) % 16 === 0;
}

/**
 * Compilers, and people, know what the functions of one file need: those that use no SSE are called as it comes. Who
 * calls into another file cannot know.
 */
function crossesFiles({ runtime }: Observed, { site, target }: Frame): boolean {
  const { symbols } = runtime.process;
  const [from, to] = [site, target].map((address) => symbols.sectionOf(BigInt(address))?.file);
  return from !== undefined && to !== undefined && from !== to;
}

function reportFault(observed: Observed, address: bigint): void {
  const { shadow, entered } = observed;
  const { frames } = shadow.current;
  const here = functionName(observed, Number(ripOf(observed.runtime)));
  const aligned = frames.findLastIndex((frame) => frame.kind !== 'call' || isAligned(frame));
  const culprit = frames[aligned + 1];
  const wrongEntry = entered && frames.length === aligned + 1 && (entered.rsp + 8) % 16 !== 0;
  const start = wrongEntry || (entered && !culprit) ? entered : undefined;
  const why = culprit
    ? `rsp was no multiple of 16 when ${functionName(observed, culprit.site)} called ${functionName(observed, culprit.target)}`
    : start && (start.rsp + 8) % 16 !== 0
      ? `${functionName(observed, start.address)} was entered by ret with rsp ${hex(start.rsp)}, where a call would leave it 8 off a multiple of 16`
      : `rsp was as it should be where ${here} began, which has moved it or made a wrong address`;
  observed.report({
    code: 'misaligned-stack',
    message: `an SSE access of ${here} to ${hex(address)}, no multiple of 16, faults: ${why}`,
    advice:
      start && !culprit
        ? 'align the top of a new stack down to a multiple of 16, put the address of the first function 16 or 32 bytes below it, and a slot of 8 bytes (skip) between it and the address of the next'
        : 'subtract 8 more, or 8 less, from rsp before the call: each push and each call takes 8',
    register: 'rsp',
    cause: culprit ? observed.moment(culprit.site, culprit.time) : null,
  });
}

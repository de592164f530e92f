/** rbx, rbp and r12 to r15 are the caller's: whoever changes them puts them back (System V ABI, section 3.2.1). */

import type { Arrival, Check, Observed } from './events.ts';
import { CALLEE_SAVED } from './registers.ts';
import type { Frame } from './shadow.ts';
import { callText, functionName, valueText } from './words.ts';
import { wordOf } from './code.ts';

const FIRST_WORD = wordOf(0);

export function calleeSaved(observed: Observed): Check {
  const { words } = observed;
  return {
    return(frame, arrival) {
      const { state } = frame;
      if (!state) return;
      for (const [number, name] of CALLEE_SAVED) {
        const at = FIRST_WORD + number * 2;
        if (words[at] === state[number * 2] && words[at + 1] === state[number * 2 + 1]) continue;
        reportLost(observed, frame, arrival, number, name);
      }
    },
  };
}

function reportLost(observed: Observed, frame: Frame, arrival: Arrival, number: number, name: string): void {
  const { words } = observed;
  const was = wide(frame.state!, number * 2);
  const is = wide(words, FIRST_WORD + number * 2);
  const callee = functionName(observed, frame.target);
  const culprit = functionName(observed, observed.address);
  const why = {
    return: `${callee} has changed it and not put it back`,
    switch: `another thread has used it meanwhile, and ${culprit} does not bring it back`,
    interrupt: `${callee}, which interrupts others, has not put it back`,
  }[arrival];
  observed.report({
    code: 'callee-saved-register',
    message:
      `${name} was ${valueText(observed, was)} when ${callText(observed, frame)} and is ` +
      `${valueText(observed, is)} when it returns: ${why}`,
    advice:
      arrival === 'switch'
        ? `save ${name} to the old context and load it from the new one, as with every register that a function must preserve: rbx, rbp, r12 to r15 and rsp`
        : `push ${name} where ${callee} begins and pop it before it returns, or use a register that need not be preserved: rax, rcx, rdx, rsi, rdi, r8 to r11`,
    register: name,
    cause: observed.lastWriteOf(number),
    site: frame.site,
  });
}

function wide(words: Uint32Array, at: number): bigint {
  return (BigInt(words[at + 1]!) << 32n) | BigInt(words[at]!);
}

/** The control bits of mxcsr and the x87 control word are the callee's to preserve, as rbx is. */

import { hex } from '../numbers.ts';
import type { Check, Observed } from './events.ts';
import { SAVED_MXCSR, SAVED_WORDS, SAVED_X87 } from './shadow.ts';
import { callText } from './words.ts';

/** The other bits say what has happened, and are nobody's. */
const MXCSR_CONTROL = 0xffc0;
const X87_MASK = 0xffff;

export function controlWords(observed: Observed): Check {
  const { words } = observed;
  return {
    return(frame, arrival) {
      const { state } = frame;
      if (!state || arrival === 'return') return;
      for (const [code, name, saved, mask, instructions] of [
        ['mxcsr-changed', 'mxcsr', SAVED_MXCSR, MXCSR_CONTROL, 'stmxcsr and ldmxcsr'],
        ['x87-control-changed', 'the x87 control word', SAVED_X87, X87_MASK, 'fnstcw and fldcw'],
      ] as const) {
        const was = state[saved]! & mask;
        const is = words[SAVED_WORDS[saved]!]! & mask;
        if (was === is) continue;
        observed.report({
          code,
          message: `${name} was ${hex(was)} when ${callText(observed, frame)} and is ${hex(is)} when it returns: another thread has set it meanwhile, and the switch does not bring it back`,
          advice: `let the switch save and load it with ${instructions}, or let threads that change it put it back before they yield`,
          register: name === 'mxcsr' ? name : 'fctrl',
        });
      }
    },
  };
}

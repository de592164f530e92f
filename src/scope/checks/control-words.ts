/** The control bits of mxcsr and the x87 control word are the callee's to preserve, as rbx is. */

import type { Check, Observed } from './events.ts';
import { MXCSR_WORD, X87_WORD } from './shadow.ts';
import { callText, hex } from './words.ts';
import { wordOf } from './code.ts';

/** The other bits say what has happened, and are nobody's. */
const MXCSR_CONTROL = 0xffc0;
const X87_MASK = 0xffff;
const FIRST_WORD = wordOf(0);

export function controlWords(observed: Observed): Check {
  const { words } = observed;
  return {
    return(frame, arrival) {
      const { state } = frame;
      if (!state || arrival === 'return') return;
      for (const [code, name, word, mask, instructions] of [
        ['mxcsr-changed', 'mxcsr', MXCSR_WORD, MXCSR_CONTROL, 'stmxcsr and ldmxcsr'],
        ['x87-control-changed', 'the x87 control word', X87_WORD, X87_MASK, 'fnstcw and fldcw'],
      ] as const) {
        const was = state[word - FIRST_WORD]! & mask;
        const is = words[word]! & mask;
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

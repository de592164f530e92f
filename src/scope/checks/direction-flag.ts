/** DF is clear at every call (System V ABI, section 3.2.1): string instructions run forwards. */

import { Flag, FLAG_OTHERS } from '../../../asm/abi.ts';
import { wordOf } from './code.ts';
import type { Check, Observed } from './events.ts';
import { functionName } from './words.ts';

const FLAGS = wordOf(FLAG_OTHERS);

export function directionFlag(observed: Observed): Check {
  return {
    call({ target }) {
      if ((observed.words[FLAGS]! & Flag.DF) === 0) return;
      observed.report({
        code: 'direction-flag',
        message: `the direction flag is set when ${functionName(observed, target)} is called: its string instructions, and those of whoever runs next, would go downwards`,
        advice: 'put a cld behind the string instructions that std was for',
        register: 'rflags',
      });
    },
  };
}

/** What a call need not preserve is anything after a switch: other threads have run. */

import { REG_XMM } from '../../../asm/abi.ts';
import { wordOf } from './code.ts';
import type { Check, Observed } from './events.ts';
import { CALLER_SAVED_SET } from './registers.ts';
import type { Frame } from './shadow.ts';
import { functionName } from './words.ts';
import { GENERAL_REGISTERS, XMM_REGISTERS } from '../../machine/index.ts';

const NAMES: readonly string[] = [...GENERAL_REGISTERS, ...XMM_REGISTERS];
const FIRST_WORD = wordOf(0);

/** @param poison whether the registers are overwritten too, so that the program sees what it relies on */
export function callerSaved(observed: Observed, poison: boolean): Check {
  let call: Frame | undefined;
  return {
    return(frame, arrival) {
      if (arrival !== 'switch' || !frame.state) return;
      call = frame;
      const worthless = CALLER_SAVED_SET & ~broughtBack(observed, frame);
      observed.watched |= worthless;
      if (poison) spoil(observed.words, worthless);
    },
    use(used) {
      const registers = used & CALLER_SAVED_SET;
      if (registers === 0) return;
      const number = 31 - Math.clz32(registers & -registers);
      const name = NAMES[number]!;
      const callee = call ? functionName(observed, call.target) : 'the call';
      observed.report({
        code: 'caller-saved-register',
        message: `${name} is read after ${callee} has switched, but no call preserves ${name}: what it holds now is what other threads have left in it`,
        advice: `keep the value in rbx, rbp or r12 to r15, or on the stack, while ${callee} runs`,
        register: name,
      });
    },
  };
}

/** Registers that the switch itself has loaded: the general ones with what they were. */
function broughtBack({ words, writtenSinceLoad }: Observed, { state }: Frame): number {
  let set = writtenSinceLoad;
  for (let number = 0; number < 16; number++) {
    const at = FIRST_WORD + number * 2;
    const same = words[at] === state![number * 2] && words[at + 1] === state![number * 2 + 1];
    if (!same) set &= ~(1 << number);
  }
  return set;
}

const GARBAGE = 0xbad0_bad0;
const XMM_WORD = wordOf(REG_XMM);

function spoil(words: Uint32Array, registers: number): void {
  for (let number = 0; number < 32; number++) {
    if ((registers & (1 << number)) === 0) continue;
    const xmm = number >= 16;
    const at = xmm ? XMM_WORD + (number - 16) * 4 : FIRST_WORD + number * 2;
    words.fill(GARBAGE, at, at + (xmm ? 4 : 2));
  }
}

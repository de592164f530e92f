/** Below rsp only 128 bytes are a function's, and only as long as it calls nobody (System V ABI, section 3.2.2). */

import { named } from '../names.ts';
import { hex } from '../numbers.ts';
import type { Check, Observed } from './events.ts';
import { functionName } from './words.ts';
import { wordOf } from './code.ts';
import { REG_RSP, RED_ZONE } from '../../../asm/abi.ts';

const RSP = wordOf(REG_RSP);

export function redZone(observed: Observed): Check {
  const { runtime, shadow, writers, words } = observed;
  /** When the last interruption began and ended. */
  let interruption = { from: 0, to: 0 };
  return {
    return(frame, arrival) {
      if (arrival === 'interrupt') interruption = { from: frame.time, to: observed.time };
    },
    readBelow(address) {
      const time = writers.timeOf(address);
      if (time === 0) return;
      const rsp = words[RSP]!;
      const { free } = shadow.current;
      const here = functionName(observed, observed.address);
      const slot = named(runtime, BigInt(address));
      const cause = observed.lastWriteTo(address);
      const depth = `${hex(rsp - address)} bytes below rsp`;
      if (address < rsp - RED_ZONE) {
        observed.report({
          code: 'below-red-zone',
          message: `${here} reads ${hex(address)} again, ${depth}: below the red zone of 128 bytes nothing lasts, whoever interrupts the thread may write there`,
          advice: 'subtract from rsp before data is put on the stack',
          slot,
          cause,
        });
      } else if (
        (address < free.below && time < free.time) ||
        (time > interruption.from && time < interruption.to)
      ) {
        observed.report({
          code: 'red-zone-lost',
          message: `${here} reads ${hex(address)} again, ${depth}, where since then a call or whoever interrupted the thread may have written: it holds what ${functionName(observed, Number(cause?.address.address ?? 0))} has put there`,
          advice:
            'the 128 bytes below rsp are for functions that call nobody: subtract from rsp and keep the data above it',
          slot,
          cause,
        });
      }
    },
  };
}

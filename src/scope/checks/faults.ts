/** A fault that nothing else explains is a finding by itself. */

import { faultReport } from '../fault.ts';
import { isMisaligned } from './alignment.ts';
import type { Check, Observed } from './events.ts';
import { overflowOf } from './overflow.ts';

/** @param explained whether something has been found already: faults follow from mistakes */
export function faults(observed: Observed, explained: () => boolean): Check {
  return {
    fault(outcome) {
      if (explained() || isMisaligned(outcome) || overflowOf(observed, outcome) !== undefined) return;
      const { title, access, source } = faultReport(observed.runtime, outcome);
      const what = access
        ? `: ${access.size} bytes at 0x${access.address.toString(16)}, ${access.place}`
        : '';
      observed.report({
        code: 'fault',
        message: `${title}${what}`,
        advice: source
          ? `look at ${source.name}, which led there: ${source.disassembly}`
          : 'look at what the registers of the instruction hold: fiberscope run shows them',
      });
    },
  };
}

/** What has pointed into a stack that is copied still points to where it was. */

import { REG_RSP } from '../../../asm/abi.ts';
import { stackOf } from '../../runtime/stacks/stack-parts.ts';
import { named } from '../names.ts';
import { hex } from '../numbers.ts';
import { wordOf } from './code.ts';
import type { Check, Observed } from './events.ts';
import { functionName } from './words.ts';

const RSP = wordOf(REG_RSP);

/** Only where a thread began is known: other places that its stack has left are unmapped. */
export function movedStack(observed: Observed): Check {
  const { runtime, words } = observed;
  const { process } = runtime;
  if (process.layout.mode !== 'copy') return {};
  return {
    write(address) {
      const { current: thread } = runtime;
      const first = process.layout.stack(thread);
      if (address < first.base || address >= first.top) return;
      const present = stackOf(process, thread);
      const rsp = words[RSP]!;
      if (present.top === first.top || rsp < present.base || rsp > present.top) return;
      observed.report({
        code: 'moved-stack-write',
        message: `${functionName(observed, observed.address)} writes to ${hex(address)}, where the stack of thread ${thread} lay before it was copied: what is in use lies at ${hex(address - first.top + present.top)} now`,
        advice:
          'keep no pointer to a local variable while anything is called that may make the stack grow, or let stack_map name it',
        slot: named(runtime, BigInt(address)),
      });
    },
  };
}

/** From what the page says of a run to what the runtime takes. */

import type { PolicyChoice, RuntimeOptions } from '../../runtime/index.ts';
import type { Settings } from '../protocol.ts';

/** @param decisions how many switches the run has had, which numbers the one that is to be decided. */
export function optionsOf(settings: Settings, decisions: () => number): RuntimeOptions {
  const { maxThreads, stackSize, stack = 'fixed', quantum = null } = settings;
  return {
    maxThreads,
    stackSize,
    stack,
    policy: policyOf(settings, decisions),
    ...(quantum === null ? {} : { quantum }),
  };
}

function policyOf(
  { policy = 'round-robin', seed = 1, choices = {} }: Settings,
  decisions: () => number,
): PolicyChoice {
  if (policy === 'random') return { random: seed };
  if (policy !== 'manual') return policy;
  return {
    // who has not been chosen runs in the book's order
    manual: (ready) => (ready.find(({ id }) => id === choices[decisions()]) ?? ready[0]!).id,
  };
}

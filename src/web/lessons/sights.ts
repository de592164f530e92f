/** Where on the page a sight is: a CSS selector, and whether the moment has it at all. */

import type { View } from '../protocol.ts';
import type { Tab } from '../state/store.ts';
import type { Part, Sight } from './lesson.ts';

const PARTS: Readonly<Record<Part, string>> = {
  line: '.cm-line.cur',
  next: '.say .next',
  last: '.say .was',
  phase: '.phase',
  output: '.output',
  timeline: '.tl',
  finding: '.here .finding',
};

const THREAD_PARTS = { head: '.head', stack: '.stack', lane: '.who' } as const;

/** Undefined where the moment has no such thing. */
export function selectorOf(sight: Sight, { threads, registers }: View): string | undefined {
  if ('register' in sight) {
    const { register } = sight;
    if (register === 'rflags') return '.rest .flags';
    return register in registers
      ? `[data-register="${register}"]:is(li), [data-register="${register}"] > .cpu`
      : undefined;
  }
  if (!('thread' in sight)) return PARTS[sight.part];
  const thread = threads.find(({ id }) => id === sight.thread);
  if (!thread) return undefined;
  const mine = `[data-thread="${thread.id}"]`;
  if ('part' in sight) return `${THREAD_PARTS[sight.part]}${mine}`;
  if ('field' in sight) return `[data-field="${sight.field}"] > .cell${mine}`;
  const { rsp, stack, slots } = thread.stack;
  const address =
    'above' in sight ? rsp + BigInt(sight.above) : stack.base + BigInt(stack.size - sight.below);
  return slots.some((slot) => slot.address === address)
    ? `.stack${mine} > ${slotSelector(address)}`
    : undefined;
}

/** Where it is on a narrow screen; null where it is in view whatever is shown. */
export function tabOf(sight: Sight): Tab | null {
  if (!('part' in sight)) return 'switch';
  switch (sight.part) {
    case 'line':
      return 'source';
    case 'output':
      return 'output';
    case 'next':
    case 'last':
    case 'timeline':
    case 'lane':
      return null;
    case 'head':
    case 'stack':
    case 'phase':
    case 'finding':
      return 'switch';
  }
}

const slotSelector = (address: bigint): string => `[data-slot="${address.toString(16)}"]`;

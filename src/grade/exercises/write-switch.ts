import type { Exercise } from '../exercise.ts';
import { switchFinding, walkProbes } from '../switch-probes.ts';
import type { Field } from '../walk.ts';

/** In the order of the book's ThreadContext, behind rsp. */
const FIELDS = (['r15', 'r14', 'r13', 'r12', 'rbx', 'rbp'] as const).map((name, index): Field => ({
  name,
  live: name,
  offset: 8 + index * 8,
  bytes: 8,
}));

export const writeSwitch: Exercise = {
  name: 'write-switch',
  label: 'switch',
  summary: 'from one thread to another: save what a function must preserve, load it, ret',
  wish: `Write switch, which goes from one green thread to another.

  in    rdi: the ThreadContext of the thread that runs: save to it
        rsi: that of the thread that is to run: load from it
  out   everything is the other thread's, which goes on behind its own call

A ThreadContext is rsp, r15, r14, r13, r12, rbx, rbp, in this order, 8 bytes each.
rsp is saved as it is when switch begins, with the return address on top: so a
thread that has never run begins with a ret to what lies there. Both arguments
may be the same. Nothing else of memory may change, the stack below rsp aside,
nor DF, mxcsr and the x87 control word.`,
  properties: [
    { name: 'switches', wants: 'switch goes on in the thread of rsi', points: 20 },
    { name: 'rsp', wants: 'rsp is saved at 0, and comes back', points: 15 },
    ...FIELDS.map(({ name, offset }) => ({
      name,
      wants: `${name} is saved at 0x${offset.toString(16)}, and comes back`,
      points: 8,
    })),
    { name: 'self', wants: 'a thread that switches to itself goes on', points: 5 },
    { name: 'memory', wants: 'nothing else is written to', points: 7 },
    { name: 'flags', wants: 'DF, mxcsr and the x87 control word stay as they are', points: 5 },
  ],
  probes: walkProbes({ old: 'rdi', next: 'rsi', size: 56, rspOffset: 0, fields: FIELDS }),
  propertyOf: switchFinding,
};

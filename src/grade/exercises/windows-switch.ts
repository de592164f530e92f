import type { Exercise } from '../exercise.ts';
import { switchFinding, walkProbes } from '../switch-probes.ts';
import type { Field, SwitchRules } from '../walk.ts';

const VECTORS = ([6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const).map((number, index): Field => ({
  name: `xmm${number}`,
  live: `xmm${number}`,
  offset: index * 16,
  bytes: 16,
}));

const REGISTERS = (['r15', 'r14', 'r13', 'r12', 'rbx', 'rbp', 'rdi', 'rsi'] as const).map(
  (name, index): Field => ({ name, live: name, offset: 0xa8 + index * 8, bytes: 8 }),
);

/** Of the TEB: where the stack ends, how far it is committed, and what is freed with its thread. */
const LIMITS: readonly Field[] = [
  { name: 'gs:[8]', live: 8, offset: 0xe8, bytes: 8 },
  { name: 'gs:[0x10]', live: 0x10, offset: 0xf0, bytes: 8 },
  { name: 'gs:[0x1478]', live: 0x1478, offset: 0xf8, bytes: 8 },
];

const RULES: SwitchRules = {
  old: 'rcx',
  next: 'rdx',
  size: 0x100,
  rspOffset: 0xa0,
  fields: [...VECTORS, ...REGISTERS, ...LIMITS],
};

export const windowsSwitch: Exercise = {
  name: 'windows-switch',
  label: 'switch',
  summary: 'the same for Windows: xmm6 to xmm15, rdi, rsi, and the limits of the stack',
  wish: `Write switch as Windows wants it.

  in    rcx: the ThreadContext of the thread that runs: save to it
        rdx: that of the thread that is to run: load from it
  out   everything is the other thread's, which goes on behind its own call

A ThreadContext begins at a multiple of 16, and is

  0x00  xmm6 to xmm15, 16 bytes each
  0xa0  rsp, as it is when switch begins, with the return address on top
  0xa8  r15, r14, r13, r12, rbx, rbp, rdi, rsi, 8 bytes each
  0xe8  gs:[8]        StackBase: where the stack ends, its highest address
  0xf0  gs:[0x10]     StackLimit: the lowest address that is committed
  0xf8  gs:[0x1478]   DeallocationStack: the lowest of all

gs:[0x30] is the address of the TEB, gs:[0], itself. Nothing else of memory may
change, the stack below rsp aside, nor DF, mxcsr and the x87 control word.`,
  properties: [
    { name: 'switches', wants: 'switch goes on in the thread of rdx', points: 12 },
    { name: 'rsp', wants: 'rsp is saved at 0xa0, and comes back', points: 8 },
    ...[...VECTORS, ...REGISTERS].map((field) => ({ ...describe(field), points: 3 })),
    ...LIMITS.map((field) => ({ ...describe(field), points: 5 })),
    { name: 'self', wants: 'a thread that switches to itself goes on', points: 3 },
    { name: 'memory', wants: 'nothing else is written to', points: 5 },
    { name: 'flags', wants: 'DF, mxcsr and the x87 control word stay as they are', points: 3 },
  ],
  probes: walkProbes(RULES),
  propertyOf: switchFinding,
};

function describe({ name, offset }: Field): { name: string; wants: string } {
  return { name, wants: `${name} is saved at 0x${offset.toString(16)}, and comes back` };
}

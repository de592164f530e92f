/** A run at one moment, to be compared with another. */

import { createHash } from 'node:crypto';
import { PROGRAM_BASE } from '../../asm/abi.ts';
import { GENERAL_REGISTERS, XMM_REGISTERS } from '../../src/machine/index.ts';
import type { Runtime } from '../../src/runtime/index.ts';

const REGISTERS = [...GENERAL_REGISTERS, ...XMM_REGISTERS, 'rip', 'rflags', 'mxcsr', 'fctrl'] as const;

/** All that can be seen of a run. */
export function whole(runtime: Runtime): unknown {
  const { machine } = runtime;
  const { layout, heap } = runtime.process;
  const memory = [
    machine.read(PROGRAM_BASE, heap.start - PROGRAM_BASE),
    ...runtime.threads.map(({ stack }) => machine.read(Number(stack.top) - 0x4000, 0x4000)),
    machine.read(layout.record(0), layout.record(layout.maxThreads) - layout.record(0)),
  ];
  const hash = createHash('sha1');
  for (const bytes of memory) hash.update(bytes);
  return {
    instructions: runtime.instructions,
    time: runtime.time,
    waits: [...runtime.process.waits.all],
    registers: REGISTERS.map((name) => machine.getRegister(name)),
    memory: hash.digest('hex'),
    threads: runtime.threads.map(({ state, name, stack }) => [state, name, stack.highWater]),
    current: runtime.current,
    switches: runtime.switches,
    output: runtime.output,
    events: [...runtime.events],
    ended: runtime.process.ended,
  };
}

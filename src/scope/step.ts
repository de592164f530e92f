/** What one instruction has done: registers and memory before and after. */

import { GENERAL_REGISTERS, type GeneralRegister } from '../machine/index.ts';
import type { Runtime } from '../runtime/index.ts';
import { accessesOf } from './context-access.ts';
import { disassemble, instructionAt } from './code.ts';
import { wordAt } from './explain/words.ts';
import { located, named, type CodeAddress, type NamedAddress } from './names.ts';
import { ripOf } from './registers.ts';

export type ShownRegister = GeneralRegister | 'rip' | 'rflags';

export type Registers = Readonly<Record<ShownRegister, bigint>>;

export interface StepReport {
  /** The instruction that was executed. */
  readonly at: CodeAddress;
  readonly disassembly: string | null;
  readonly mnemonic: string | null;
  /** The registers before it. */
  readonly before: Registers;
  /** What it wrote to memory, 8 bytes at most each; a system call's writes aside. */
  readonly writes: readonly MemoryWrite[];
}

export interface MemoryWrite {
  readonly at: NamedAddress;
  /** In bytes. */
  readonly size: number;
  readonly before: bigint;
  readonly after: bigint;
}

export function registersOf({ machine }: Runtime): Registers {
  return Object.fromEntries(
    [...GENERAL_REGISTERS, 'rip' as const, 'rflags' as const].map((name) => [
      name,
      machine.getRegister(name),
    ]),
  ) as Registers;
}

/** Looks at the moment before an instruction; what it returns is called at the moment behind it. */
export function watchStep(runtime: Runtime): () => StepReport {
  const rip = ripOf(runtime);
  const instruction = instructionAt(runtime, rip);
  const before = registersOf(runtime);
  const stores = instruction ? accessesOf(runtime, instruction).filter(({ kind }) => kind === 'write') : [];
  const words = stores.map(({ address, size }) => ({
    address,
    size,
    before: wordAt(runtime, address, size),
  }));
  return () => ({
    at: located(runtime, rip),
    disassembly: instruction ? disassemble(runtime, instruction) : null,
    mnemonic: instruction?.form.mnemonic ?? null,
    before,
    writes: words.flatMap(({ address, size, before: was }) => {
      const after = wordAt(runtime, address, size);
      if (was === undefined || after === undefined) return [];
      return [{ at: named(runtime, address), size, before: was, after }];
    }),
  });
}

/** Reading the program's instructions where they are executed from. */

import { Permission } from '../../asm/abi.ts';
import { decode, formatInstruction, LONGEST_INSTRUCTION, type Instruction } from '../isa/index.ts';
import type { Runtime } from '../runtime/index.ts';

/** The instruction at an address; undefined where nothing can be executed or nothing can be decoded. */
export function instructionAt({ machine }: Runtime, address: bigint): Instruction | undefined {
  if (!machine.allows(address, 1, Permission.EXECUTE)) return undefined;
  const length = Math.min(LONGEST_INSTRUCTION, machine.size - Number(address));
  return decode(machine.read(Number(address), length), address);
}

/** As the assembler would take it back, with labels for addresses. */
export function disassemble({ process }: Runtime, instruction: Instruction): string {
  return formatInstruction(instruction, (address) => process.symbols.nameOf(address));
}

/** The call instruction that ends where an address begins: what makes the address a return address. */
export function callBefore(runtime: Runtime, address: bigint): Instruction | undefined {
  if (!isExecutable(runtime, address)) return undefined;
  for (let length = SHORTEST_CALL; length <= LONGEST_CALL; length++) {
    const instruction = instructionAt(runtime, address - BigInt(length));
    if (instruction?.form.mnemonic === 'call' && instruction.length === length) return instruction;
  }
  return undefined;
}

export function isExecutable({ machine }: Runtime, address: bigint): boolean {
  return machine.allows(address, 1, Permission.EXECUTE);
}

/** `call rax`, and `call [r12+r13*8+disp32]` with a segment override. */
const SHORTEST_CALL = 2;
const LONGEST_CALL = 9;

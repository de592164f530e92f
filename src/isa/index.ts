/** The instruction set: the table, and what reads it. */

export { decode, LONGEST_INSTRUCTION, type Instruction } from './decode.ts';
export { encode, EncodeError, type EncodeOptions, type Encoding, type Field } from './encode.ts';
export { formatInstruction, formatNumber, type Symbolize } from './format.ts';
export { FORMS, formsOf, mnemonics, type Form } from './forms.ts';
export type { ImmediateOperand, MemoryOperand, MemorySize, Operand } from './operand.ts';
export { gpr, REGISTERS, RIP, type Register } from './register.ts';

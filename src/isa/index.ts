/** The instruction set: the table, and what reads it. */

export { decode, LONGEST_INSTRUCTION, type Instruction } from './decode.ts';
export { effectsOf, type Effects } from './effects.ts';
export { formatInstruction } from './format.ts';
export { refusedBytes, type Refusal } from './refused.ts';

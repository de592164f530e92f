/** The next instruction in a sentence, with the values that it finds. */

import { effectsOf, type Instruction } from '../../isa/index.ts';
import type { Runtime } from '../../runtime/index.ts';
import { disassemble, instructionAt } from '../code.ts';
import { addressOf } from '../context-access.ts';
import { named } from '../names.ts';
import { ripOf } from '../registers.ts';
import { SENTENCES } from './sentences.ts';
import { sumWords, wordAt } from './words.ts';

export interface Explanation {
  /** What it does, without a capital and a full stop: `copy r12, which is 0, into thread 1's context`. */
  readonly text: string;
  /** Its memory operand; null without one. */
  readonly address: OperandAddress | null;
}

export interface OperandAddress {
  /** How it comes about: `rdi + 0x20`. */
  readonly sum: string;
  readonly value: bigint;
  /** What lies there, in words. */
  readonly name: string;
  readonly stores: boolean;
  /** The bytes there as a number; null where they cannot be read, or are more than 8. */
  readonly holds: bigint | null;
}

/** Null where nothing can be fetched or decoded. */
export function explain(runtime: Runtime): Explanation | null {
  const instruction = instructionAt(runtime, ripOf(runtime));
  if (!instruction) return null;
  return { text: sentence(runtime, instruction), address: operandAddress(runtime, instruction) };
}

function sentence(runtime: Runtime, instruction: Instruction): string {
  const upcoming = { runtime, instruction };
  for (const [mnemonics, words] of SENTENCES) {
    const text = mnemonics.test(instruction.form.mnemonic) ? words(upcoming) : undefined;
    if (text !== undefined) return text;
  }
  return `execute ${disassemble(runtime, instruction)}`;
}

function operandAddress(runtime: Runtime, instruction: Instruction): OperandAddress | null {
  const { memory, stores, bytes } = effectsOf(instruction);
  if (!memory) return null;
  const value = addressOf(runtime, memory, instruction);
  return {
    sum: sumWords(memory),
    value,
    name: named(runtime, value).name,
    stores,
    holds: wordAt(runtime, value, bytes) ?? null,
  };
}

/** What an instruction is applied to, as the assembler builds it and the disassembler finds it. */

import type { Register } from './register.ts';

export type MemorySize = 8 | 16 | 32 | 64 | 128;

export interface RegisterOperand {
  readonly kind: 'register';
  readonly register: Register;
}

/**
 * `segment:[base + index * scale + displacement]`, or `[rip + displacement]` when base is rip.
 *
 * A displacement that waits for a symbol is `symbolic`: it takes the 32-bit field, holds `displacement` for the
 * time being, and the encoder says where the field lies.
 */
export interface MemoryOperand {
  readonly kind: 'memory';
  /** Width of the access in bits as written (`QWORD PTR`); undefined when the source leaves it open. */
  readonly size: MemorySize | undefined;
  readonly segment: Register | undefined;
  readonly base: Register | undefined;
  readonly index: Register | undefined;
  readonly scale: 1 | 2 | 4 | 8;
  /** Signed; for base rip it counts from the end of the instruction. */
  readonly displacement: bigint;
  readonly symbolic: boolean;
}

/** An immediate; a `symbolic` one takes the widest field that a symbol's address may take in the form (never imm8 unless there is no other). */
export interface ImmediateOperand {
  readonly kind: 'immediate';
  readonly value: bigint;
  readonly symbolic: boolean;
}

/** The target of a direct branch: signed distance from the end of the instruction. */
export interface RelativeOperand {
  readonly kind: 'relative';
  readonly distance: bigint;
}

export type Operand = RegisterOperand | MemoryOperand | ImmediateOperand | RelativeOperand;

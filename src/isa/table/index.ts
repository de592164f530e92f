import { BASE } from './base.ts';
import { INTEGER } from './integer.ts';
import { SSE } from './sse.ts';
import { SSE2 } from './sse2.ts';
import { X87 } from './x87.ts';

/**
 * The instruction table: one row a form, in the notation of Intel's manual (SDM volume 2, section 3.1.1).
 *
 *   mnemonic operands = prefixes opcode modrm immediate
 *
 *   r8..r64     a general-purpose register in ModRM.reg (or, with +r, in the opcode)
 *   r/m8..64    a general-purpose register or memory, in ModRM.rm; m8..m64 memory alone, m of any width
 *   xmm         an SSE register in ModRM.reg, or in ModRM.rm where that is free: the second of two, or beside a digit
 *   xmm/m32..128  an SSE register or memory, in ModRM.rm
 *   m8[rsi]     memory at that register alone, which the encoding says nothing of
 *   moffs8..64  memory at an absolute 64-bit address that follows the opcode
 *   al eax 1    just that register or number
 *   NP          none of the prefixes 66, F3, F2;  66, 67, F3, F2, REX.W: that one is part of the opcode
 *   +r +cc      the register's number, or the condition's, is added to the opcode
 *   /0../7 /r   ModRM follows; its reg field holds the digit, or a register (0 where no operand is one);
 *               a byte after it is an immediate that the mnemonic stands for (cmpeqps)
 *   ib iw id iq an immediate of 1, 2, 4 or 8 bytes;  cb cd: a distance from the end of the instruction
 *
 * Of rows with the same bytes the first is what the disassembler prints, the others are what the assembler takes as
 * well. Of rows that fit a source line the shortest encoding is taken, and of equally short ones the first.
 * A line in brackets names the extension that the rows below it belong to; each has a file here.
 */
export const TABLE: string = [BASE, INTEGER, SSE, SSE2, X87].join('');

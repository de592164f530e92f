/**
 * Which registers and which memory an instruction reads and writes (the Operation sections of the SDM, volume 2).
 *
 * A set of registers is a number: bits 0 to 15 are rax to r15 as they are encoded, bits 16 to 31 are xmm0 to xmm15.
 * A part of a register stands for all of it, and a write to a part counts as one that needs nothing of the rest. What
 * the stack operations do with rsp is left to whoever follows the stack.
 */

import type { Instruction } from './decode.ts';
import type { MemoryOperand, Operand } from './operand.ts';
import type { Register } from './register.ts';

export interface Effects {
  /** Values that the result depends on; `xor eax, eax` depends on none. */
  readonly reads: number;
  readonly writes: number;
  /** The operand that is memory; undefined too for those that only look like one (`lea`, `nop`, `prefetch`). */
  readonly memory: MemoryOperand | undefined;
  readonly loads: boolean;
  readonly stores: boolean;
  /** That are read or written; 0 without memory. */
  readonly bytes: number;
}

const RAX = 1 << 0;
const RCX = 1 << 1;
const RDX = 1 << 2;
const RBX = 1 << 3;
const RSP = 1 << 4;
const RBP = 1 << 5;
const RSI = 1 << 6;
const RDI = 1 << 7;
const R11 = 1 << 11;
const FIRST_XMM = 16;
const ALL_XMM = 0xffff << FIRST_XMM;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Their operands are not even looked at. */
const IDLE = words(
  'nop endbr32 endbr64 prefetch prefetchw prefetchnta prefetcht0 prefetcht1 prefetcht2 clflush ud1',
);
/** They write none of their operands. */
const READERS = words(
  'cmp test bt push pushw call jmp ret comiss comisd ucomiss ucomisd mul div idiv ldmxcsr fldcw fxrstor fxrstor64 ' +
    'cmps cmpsb cmpsw cmpsq scas scasb scasw scasd scasq maskmovdqu xlat xlatb int enter enterw',
);
/** They write the first operand and do not ask what it was. */
const OVERWRITERS =
  /^(?:mov|cmov|set|lea$|pop|cvt|sqrt|rcp|rsqrt|pshuf|pextrw|pmovmskb|bs[fr]$|[lt]zcnt|popcnt|stmxcsr|fnst|fxsave|stos|lods)/;
/** Of a register and itself they make a constant. */
const CONSTANT_OF_ITSELF = /^(?:xor|sub|sbb|pxor|xorp[sd]|psub(?:u?s)?[bwdq]|pcmp(?:eq|gt)[bwd])$/;

/** What mnemonics read and write beside their operands: [reads, writes]. */
const IMPLICIT: readonly (readonly [mnemonics: RegExp, reads: number, writes: number])[] = [
  [/^(?:cbw|cwde|cdqe)$/, RAX, RAX],
  [/^(?:cwd|cdq|cqo)$/, RAX, RDX],
  [/^cmpxchg$/, RAX, RAX],
  [/^cmpxchg(?:8|16)b$/, RAX | RBX | RCX | RDX, RAX | RDX],
  [/^cpuid$/, RAX, RAX | RBX | RCX | RDX],
  [/^rdtsc$/, 0, RAX | RDX],
  [/^syscall$/, RAX, RAX | RCX | R11],
  [/^xlatb?$/, RAX | RBX, RAX],
  [/^lahf$/, 0, RAX],
  [/^sahf$/, RAX, 0],
  [/^loop/, RCX, RCX],
  [/^j[er]cxz$/, RCX, 0],
  [/^leavew?$/, RBP, RBP | RSP],
  [/^enterw?$/, RBP, RBP | RSP],
  [/^(?:push|pop|call$|ret$)/, 0, RSP],
  [/^movs[bwdq]?$/, RSI | RDI, RSI | RDI],
  [/^cmps[bwdq]?$/, RSI | RDI, RSI | RDI],
  [/^stos/, RAX | RDI, RDI],
  [/^lods/, RSI, RAX | RSI],
  [/^scas/, RAX | RDI, RDI],
  [/^maskmovdqu$/, RDI, 0],
  [/^fxrstor/, 0, ALL_XMM],
];

/** The bytes at an `m` without a width. */
const FXSAVE_SIZE = 512;

export function effectsOf({ form, operands, prefixes }: Instruction): Effects {
  const { mnemonic } = form;
  if (IDLE.has(mnemonic)) return NOTHING;
  const isString =
    operands.some((_, index) => form.operands[index]!.place === 'pointer') || operands.length === 0;
  let reads = 0;
  let writes = 0;
  for (const [names, read, written] of IMPLICIT) {
    // movsd and cmpsd of a vector register are others
    if (!names.test(mnemonic) || (/^(?:mov|cmp)s/.test(mnemonic) && !isString)) continue;
    reads |= read;
    writes |= written;
  }
  if (/^(?:mul|div|idiv)$/.test(mnemonic) || (mnemonic === 'imul' && operands.length === 1)) {
    const wide = widthOf(operands[0]) === 8 ? 0 : RDX;
    reads |= mnemonic.endsWith('mul') ? RAX : RAX | wide;
    writes |= RAX | wide;
  }
  if (prefixes.some((prefix) => prefix.startsWith('rep')) && isString) {
    reads |= RCX;
    writes |= RCX;
  }
  const access = { loads: false, stores: false };
  let memory: MemoryOperand | undefined;
  operands.forEach((operand, index) => {
    const role = roleOf(mnemonic, operands, index);
    if (operand.kind === 'register') {
      if (role.reads) reads |= bitOf(operand.register);
      if (role.writes) writes |= bitOf(operand.register);
    } else if (operand.kind === 'memory') {
      reads |= operand.base ? bitOf(operand.base) : 0;
      reads |= operand.index ? bitOf(operand.index) : 0;
      if (mnemonic === 'lea') return;
      // a string instruction has two: the one that is written counts
      if (memory && !role.writes) return;
      memory = operand;
      access.loads ||= role.reads;
      access.stores ||= role.writes;
    }
  });
  return { reads, writes, memory, ...access, bytes: memory ? (memory.size ?? FXSAVE_SIZE * 8) / 8 : 0 };
}

const NOTHING: Effects = { reads: 0, writes: 0, memory: undefined, loads: false, stores: false, bytes: 0 };

interface Role {
  readonly reads: boolean;
  readonly writes: boolean;
}

const READ: Role = { reads: true, writes: false };
const WRITTEN: Role = { reads: false, writes: true };
const NEITHER: Role = { reads: false, writes: false };
const BOTH: Role = { reads: true, writes: true };

function roleOf(mnemonic: string, operands: readonly Operand[], index: number): Role {
  const [first, second] = operands;
  const twice = isRegister(first) && isRegister(second) && first.register === second.register;
  if (twice && mnemonic === 'xchg') return NEITHER;
  if (mnemonic === 'xchg' || mnemonic === 'xadd') return BOTH;
  if (twice && CONSTANT_OF_ITSELF.test(mnemonic)) return index === 0 ? WRITTEN : NEITHER;
  if (index > 0 || READERS.has(mnemonic) || mnemonic.startsWith('j')) return READ;
  if (mnemonic === 'imul' && operands.length === 1) return READ;
  if (mnemonic === 'imul' && operands.length === 3) return WRITTEN;
  if (isConstantWith(mnemonic, second)) return WRITTEN;
  return OVERWRITERS.test(mnemonic) ? WRITTEN : BOTH;
}

/** `or r, -1` and `and r, 0`, with which compilers that save space set registers. */
function isConstantWith(mnemonic: string, second: Operand | undefined): boolean {
  if (second?.kind !== 'immediate') return false;
  return (mnemonic === 'or' && second.value === -1n) || (mnemonic === 'and' && second.value === 0n);
}

function isRegister(operand: Operand | undefined): operand is Extract<Operand, { kind: 'register' }> {
  return operand?.kind === 'register';
}

function widthOf(operand: Operand | undefined): number | undefined {
  if (operand?.kind === 'register') return operand.register.size;
  return operand?.kind === 'memory' ? operand.size : undefined;
}

/** 0 for a segment register and for rip. */
function bitOf({ class: cls, number, high }: Register): number {
  if (cls === 'gpr') return 1 << (high ? number - 4 : number);
  return cls === 'xmm' ? 1 << (number + FIRST_XMM) : 0;
}

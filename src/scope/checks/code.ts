/** The program's instructions as the observer needs them: decoded once, numbers instead of operands. */

import { REG_FS_BASE, REG_GS_BASE, REG_ZERO, STATE } from '../../../asm/abi.ts';
import { decode, effectsOf, LONGEST_INSTRUCTION, type Instruction } from '../../isa/index.ts';
import type { Machine } from '../../machine/index.ts';

/** How an instruction is followed. */
export enum Kind {
  PLAIN,
  /** Stores below rsp what it has been given. */
  PUSH,
  CALL,
  RET,
  /** To an address in a register or in memory. */
  JUMP,
  /** What the machine stops for. */
  STOP,
}

export interface Code {
  readonly instruction: Instruction;
  readonly address: number;
  /** Of the instruction behind it. */
  readonly next: number;
  readonly kind: Kind;
  /** Sets of registers, as in `Effects`. */
  readonly reads: number;
  readonly writes: number;
  /** Bytes that are read from memory, and written to it, at `addressOf`. */
  readonly loads: number;
  readonly stores: number;
  /** Whether rsp becomes something that need not lie on the same stack. */
  readonly loadsRsp: boolean;
  /** Whether rsp is stored. */
  readonly storesRsp: boolean;
  /** Registers, as indices of words of memory, that make the address, with the others. */
  readonly base: number;
  readonly index: number;
  readonly segment: number;
  readonly shift: number;
  readonly displacement: number;
}

const RSP = 4;
const RBP = 5;
const RSP_BIT = 1 << RSP;

/** The place of a register among the words of memory. */
export function wordOf(offset: number): number {
  return (STATE + offset) >>> 2;
}

/** The address that an instruction's operand in memory has now; those above 4 GiB fault anyway. */
export function addressOf(code: Code, words: Uint32Array): number {
  const base = words[code.base]! + (words[code.index]! << code.shift) + words[code.segment]!;
  return (base + code.displacement) >>> 0;
}

/** Undefined where the bytes are no instruction. */
export function codeAt(machine: Machine, address: number): Code | undefined {
  const bytes = machine.bytes.subarray(address, address + LONGEST_INSTRUCTION);
  const instruction = decode(bytes, BigInt(address));
  if (!instruction) return undefined;
  const { operands, length } = instruction;
  const { mnemonic } = instruction.form;
  const { reads, writes, memory, loads, stores, bytes: size } = effectsOf(instruction);
  const [first, second] = operands;
  const next = address + length;
  const isRip = memory?.base?.class === 'rip';
  const segment = { fs: REG_FS_BASE, gs: REG_GS_BASE }[memory?.segment?.name ?? ''] ?? REG_ZERO;
  return {
    instruction,
    address,
    next,
    kind: kindOf(mnemonic, first?.kind),
    reads,
    writes,
    loads: loads && !isProbe(instruction) ? size : 0,
    stores: stores ? size : 0,
    loadsRsp: (writes & RSP_BIT) !== 0 && isLoadOfRsp(instruction),
    storesRsp: stores && second?.kind === 'register' && isRsp(second.register),
    base: wordOf(memory?.base && !isRip ? memory.base.number * 8 : REG_ZERO),
    index: wordOf(memory?.index ? memory.index.number * 8 : REG_ZERO),
    segment: wordOf(segment),
    shift: Math.log2(memory?.scale ?? 1),
    displacement: Number(memory?.displacement ?? 0n) + (isRip ? next : 0),
  };
}

function kindOf(mnemonic: string, operand: string | undefined): Kind {
  if (mnemonic === 'call') return Kind.CALL;
  if (mnemonic === 'ret') return Kind.RET;
  if (mnemonic === 'jmp' && operand !== 'relative') return Kind.JUMP;
  if (mnemonic.startsWith('push') || mnemonic.startsWith('enter')) return Kind.PUSH;
  return ['syscall', 'hlt', 'int', 'int3', 'ud1', 'ud2'].includes(mnemonic) ? Kind.STOP : Kind.PLAIN;
}

/** Arithmetic on rsp stays on the stack, and so does what takes it from the frame pointer. */
function isLoadOfRsp({ form: { mnemonic }, operands }: Instruction): boolean {
  const [, second] = operands;
  if (mnemonic === 'pop') return operands[0]?.kind === 'register' && isRsp(operands[0].register);
  if (mnemonic === 'lea') return second?.kind === 'memory' && !isFrameRegister(second.base);
  if (mnemonic === 'xchg') return true;
  if (!/^(?:mov|movabs|cmov\w+)$/.test(mnemonic)) return false;
  return !(second?.kind === 'register' && isFrameRegister(second.register));
}

function isFrameRegister(register: { class: string; number: number } | undefined): boolean {
  return register?.class === 'gpr' && (register.number === RSP || register.number === RBP);
}

function isRsp(register: { class: string; number: number }): boolean {
  return register.class === 'gpr' && register.number === RSP;
}

/** `or qword ptr [rsp-0x1000], 0`: touches a page for the sake of its guard and asks for nothing. */
function isProbe({ form, operands }: Instruction): boolean {
  const [, second] = operands;
  return form.mnemonic === 'or' && second?.kind === 'immediate' && second.value === 0n;
}

/** What each instruction is tried on: registers, flags and memory before it runs. */

import type { Form } from '../../src/isa/forms.ts';
import { isRepeatable } from '../../src/isa/prefix.ts';
import { gpr, type Register } from '../../src/isa/register.ts';
import type { Instance } from './instances.ts';
import { placeString, placeTable } from './strings.ts';
import { isShift } from './undefined-flags.ts';
import { BACKGROUND, CODE, DATA, DATA_MIDDLE, type MemoryWrite } from './layout.ts';
import type { Case } from './native.ts';
import { counts, edges, flagsOf, operandValue, Random } from './values.ts';

const RAX = 0;
const RCX = 1;
const RDX = 2;
const RSP = 4;
const RBP = 5;
const DF = 0x400;

/** Bits of a string in memory, to both sides of its address. */
const BITS = [
  0n,
  1n,
  7n,
  8n,
  15n,
  16n,
  31n,
  32n,
  63n,
  64n,
  65n,
  0x123n,
  0x1fffn,
  -1n,
  -8n,
  -16n,
  -33n,
  -64n,
  -65n,
  -0x1fffn,
];

const USES_STACK = /^(?:pushw?|pop|pushf[wq]|popf[wq]|enterw?|call|ret)$/;

/** How many vectors each form gets at least. */
export const CASES = 50;

/** How many vectors an instance of a form gets, where that is enough. */
function repetitions({ form, address, operands }: Instance): number {
  const { mnemonic } = form;
  if (/^j(?!mp|rcxz)/.test(mnemonic)) return form.relativeSize === 1 ? 16 : 32;
  if (mnemonic.startsWith('set')) return address === undefined ? 16 : 8;
  if (mnemonic.startsWith('cmov')) return 8;
  if (form.operands.some(({ place }) => place === 'pointer')) return 14;
  if (/^(?:mov|nop|lea|push|pop|jmp|call|ret|endbr64|pause)/.test(mnemonic))
    return form.operands.length === 0 ? 4 : 5;
  if (/^i?(?:mul|div)$/.test(mnemonic)) return form.operands.length === 1 ? 40 : 14;
  if (form.operands.length === 0) return 64;
  if (isShift(mnemonic)) return operands.at(-1)?.kind === 'register' ? 40 : 8;
  return form.immediates.length > 0 ? 8 : 20;
}

/** The register file with some registers, or parts of them, set. */
export class Registers {
  readonly values: bigint[] = [...BACKGROUND];
  set(number: number, value: bigint): void {
    this.values[number] = BigInt.asUintN(64, value);
  }
  /** Only what an instruction reads of it. */
  setPart({ number, high, size }: Register, value: bigint): void {
    const shift = high ? 8n : 0n;
    const mask = ((1n << BigInt(size)) - 1n) << shift;
    const index = high ? number - 4 : number;
    this.values[index] = (this.values[index]! & ~mask) | ((value << shift) & mask);
  }
  part({ number, high, size }: Register): bigint {
    return BigInt.asUintN(size, high ? this.values[number - 4]! >> 8n : this.values[number]!);
  }
}

export function bytesOf(value: bigint, width: number): Uint8Array {
  return Uint8Array.from({ length: width / 8 }, (_, index) => Number((value >> BigInt(index * 8)) & 0xffn));
}

/** Dividend and divisor: a quotient that fits in most cases, and anything in the others. */
function division(random: Random, width: number, signed: boolean): { dividend: bigint; divisor: bigint } {
  const bits = BigInt(width);
  const divisor = BigInt.asUintN(width, operandValue(random, width));
  if (random.below(4) === 0) {
    return { dividend: (operandValue(random, width) << bits) | BigInt.asUintN(width, random.u64()), divisor };
  }
  const quotient = random.pick(edges(width));
  if (!signed)
    return { dividend: quotient * divisor + (divisor === 0n ? 0n : random.u64() % divisor), divisor };
  const d = BigInt.asIntN(width, divisor);
  const product = BigInt.asIntN(width, quotient) * d;
  const remainder = d === 0n ? 0n : random.u64() % (d < 0n ? -d : d);
  return { dividend: product < 0n ? product - remainder : product + remainder, divisor };
}

function prepareDivision(registers: Registers, random: Random, form: Form): bigint {
  const width = form.operands[0]!.size;
  const { dividend, divisor } = division(random, width, form.mnemonic === 'idiv');
  const mask = (1n << BigInt(width)) - 1n;
  const low = width === 8 ? dividend & 0xffffn : dividend & mask;
  registers.set(RAX, (operandValue(random, 64) & ~(width === 8 ? 0xffffn : mask)) | low);
  if (width > 8)
    registers.set(RDX, (operandValue(random, 64) & ~mask) | ((dividend >> BigInt(width)) & mask));
  return divisor;
}

/** Where an indirect branch is sent: away from the instruction, in both directions. */
const TARGETS = [CODE + 0x100, CODE - 0x200, CODE + 0x7c0, CODE - 0x7f0];

function branchTarget(instance: Instance, turn: number): number | undefined {
  const { form, code, operands } = instance;
  const relative = operands.find((operand) => operand.kind === 'relative');
  if (relative) return CODE + code.length + Number(relative.distance);
  if (/^(?:jmp|call|ret)$/.test(form.mnemonic)) return TARGETS[turn % TARGETS.length]!;
  return undefined;
}

/** Bits that popfq may load here: TF would trap, and AC, NT and ID are none of the machine's. */
const LOADABLE = 0xcd5n;

function memoryValue(
  instance: Instance,
  random: Random,
  target: number | undefined,
  divisor: bigint | undefined,
): bigint {
  if (target !== undefined) return BigInt(target);
  const width = instance.form.operands.find((spec) => spec.memory)!.size;
  return divisor ?? operandValue(random, width === 0 ? 64 : width);
}

/** @param least How many of them there must be, for its form to have enough. */
export function casesOf(instance: Instance, seed: number, least: number): readonly Case[] {
  const random = new Random(seed);
  const { form, operands, code, address, placed } = instance;
  return Array.from({ length: Math.max(least, repetitions(instance)) }, (_, turn): Case => {
    const flags = flagsOf(turn + random.below(2) * 64 + form.opcode);
    const registers = new Registers();
    const target = branchTarget(instance, turn);
    const stack = DATA_MIDDLE + [0, 0x18, -0x21, 0x104][turn % 4]!;
    if (USES_STACK.test(form.mnemonic)) registers.set(RSP, BigInt(stack));
    if (/^(?:enter|leave)w?$/.test(form.mnemonic)) registers.set(RBP, BigInt(stack));
    if (/^(?:cmpxchg\w*|imul|mul|cbw|cwde|cdqe|cwd|cdq|cqo|lahf|sahf)$/.test(form.mnemonic)) {
      registers.set(RAX, operandValue(random, form.operands[0]?.size ?? 64));
      registers.set(RDX, operandValue(random, 64));
    }
    for (const operand of operands) {
      if (operand.kind !== 'register') continue;
      const { register } = operand;
      if (USES_STACK.test(form.mnemonic) && register.number === RSP) continue;
      if (register.high) registers.setPart(register, operandValue(random, 8));
      else registers.set(register.number, operandValue(random, register.size));
    }
    let divisor: bigint | undefined;
    if (/^i?div$/.test(form.mnemonic)) {
      divisor = prepareDivision(registers, random, form);
      const by = operands[0]!;
      // by part of its own dividend where they share a register
      if (by.kind === 'register' && !((by.register.number & 3) === RAX && by.register.size === 8)) {
        if (by.register.number !== RAX && by.register.number !== RDX) registers.setPart(by.register, divisor);
      }
    }
    const by = operands.at(-1);
    if (isShift(form.mnemonic) && operands.length > 1 && by?.kind === 'register') {
      const list = counts(form.operands[0]!.size);
      registers.setPart(by.register, list[turn % list.length]!);
    }
    if (/^bt[src]?$/.test(form.mnemonic) && address !== undefined && by?.kind === 'register') {
      registers.setPart(by.register, BigInt.asUintN(by.register.size, BITS[turn % BITS.length]!));
    }
    const [first, second] = operands;
    if (form.mnemonic === 'cmpxchg' && first?.kind === 'register' && turn % 2 === 0) {
      // what is compared is equal, but for the accumulator's own upper half
      registers.setPart(gpr(64, RAX), registers.part(first.register));
    }
    if (form.mnemonic === 'xlat') placeTable(registers, random, instance);
    const strings = isRepeatable(form)
      ? placeString(registers, random, instance, (flags & DF) !== 0)
      : undefined;
    if (/^(?:loop|j[er]cxz)/.test(form.mnemonic)) {
      registers.set(RCX, [0n, 1n, 2n, 0x1_0000_0000n, 0xffff_ffff_ffff_ffffn][turn % 5]!);
    }
    const indirect = first?.kind === 'register' && second === undefined ? first.register : undefined;
    if (target !== undefined && indirect) registers.set(indirect.number, BigInt(target));
    for (const [number, value] of placed) registers.set(number, value);
    return {
      code,
      target,
      before: { registers: registers.values, flags },
      operand: strings ?? memoryOperand(instance, random, registers, address, target, divisor),
    };
  });
}

function memoryOperand(
  instance: Instance,
  random: Random,
  registers: Registers,
  address: number | undefined,
  target: number | undefined,
  divisor: bigint | undefined,
): MemoryWrite | undefined {
  const { mnemonic } = instance.form;
  const at = (where: number, value: bigint, width: number): MemoryWrite => ({
    offset: where - DATA,
    bytes: bytesOf(BigInt.asUintN(width, value), width),
  });
  if (mnemonic === 'ret') return at(Number(registers.values[RSP]), BigInt(target!), 64);
  if (/^popf[wq]$/.test(mnemonic)) {
    const flags = (operandValue(random, 64) & LOADABLE) | 0x202n;
    return at(Number(registers.values[RSP]), flags, 64);
  }
  if (mnemonic.startsWith('cmpxchg') && address !== undefined && random.below(2) === 0) {
    // what the memory is compared with: rdx:rax, or a part of rax
    const { size } = instance.form.operands[0]!;
    const half = mnemonic === 'cmpxchg' ? size : size / 2;
    const [low, high] = [registers.values[RAX]!, registers.values[RDX]!];
    return at(address, BigInt.asUintN(half, low) | (high << BigInt(half)), size);
  }
  if (address === undefined || /^(?:lea|nop|prefetchw?)$/.test(mnemonic)) return undefined;
  const spec = instance.form.operands.find((one) => one.memory)!;
  return at(address, memoryValue(instance, random, target, divisor), spec.size);
}

/** Values, operands and places as sentences name them. */

import { Permission } from '../../../asm/abi.ts';
import type { Instruction } from '../../isa/index.ts';
import type { MemoryOperand, Operand } from '../../isa/operand.ts';
import type { Register } from '../../isa/register.ts';
import { GENERAL_REGISTERS } from '../../machine/index.ts';
import type { Runtime } from '../../runtime/index.ts';
import { addressOf } from '../context-access.ts';
import { callBefore } from '../code.ts';
import { formatPlace, named, nameOfValue, placeOf } from '../names.ts';

/** An instruction about to be executed. */
export interface Upcoming {
  readonly runtime: Runtime;
  readonly instruction: Instruction;
}

/** `7`, `0x2f`. */
export function number(value: bigint): string {
  return value < 10n ? String(value) : `0x${value.toString(16)}`;
}

/** A number, with what it points to where that is code: `0x40003b (hello+0x1b)`. */
export function valueWords(runtime: Runtime, value: bigint): string {
  const name = placeOf(runtime, value).kind === 'label' ? nameOfValue(runtime, value) : undefined;
  return name === undefined ? number(value) : `${number(value)} (${name})`;
}

/** What a register holds, as wide as the instruction sees it; undefined for one wider than 64 bits. */
function registerValue({ machine }: Runtime, register: Register): bigint | undefined {
  if (register.class !== 'gpr') return undefined;
  const all = machine.getRegister(GENERAL_REGISTERS[register.high ? register.number - 4 : register.number]!);
  return BigInt.asUintN(register.size, register.high ? all >> 8n : all);
}

/** The bytes at an address as a number; undefined where they cannot be read, or are more than 8. */
export function wordAt({ machine }: Runtime, address: bigint, bytes: number): bigint | undefined {
  if (bytes < 1 || bytes > 8 || !machine.allows(address, bytes, Permission.READ)) return undefined;
  return machine.read(Number(address), bytes).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** What an operand is worth now, as wide as it is; undefined where nobody can say. */
export function operandValue(
  { runtime, instruction }: Upcoming,
  operand: Operand,
  size = 64,
): bigint | undefined {
  switch (operand.kind) {
    case 'register':
      return registerValue(runtime, operand.register);
    case 'immediate':
      return BigInt.asUintN(size, operand.value);
    case 'relative':
      return BigInt.asUintN(64, instruction.address + BigInt(instruction.length) + operand.distance);
    case 'memory':
      return wordAt(runtime, addressOf(runtime, operand, instruction), (operand.size ?? 64) / 8);
  }
}

/** In bits; 64 where nothing says it. */
export function sizeOf(operand: Operand | undefined): number {
  if (operand?.kind === 'register') return operand.register.size;
  return operand?.kind === 'memory' ? (operand.size ?? 64) : 64;
}

/** Where an operand lies: `r12`, `thread 1's context`, `the stack at stack 2 + 0x1fe0`. */
export function operandPlace({ runtime, instruction }: Upcoming, operand: Operand, field = ''): string {
  if (operand.kind === 'register') return operand.register.name;
  if (operand.kind === 'memory') return placeWords(runtime, addressOf(runtime, operand, instruction), field);
  return 'nowhere';
}

/** @param field the field of a context that goes without saying. */
function placeWords(runtime: Runtime, address: bigint, field = ''): string {
  const place = placeOf(runtime, address);
  if (place.kind === 'thread' && place.field.startsWith('context.') && place.offset === 0) {
    const name = place.field.slice('context.'.length);
    return `thread ${place.thread}'s context${name === field ? '' : `, field ${name}`}`;
  }
  if (place.kind === 'nothing') return `${number(address)}, where nothing is mapped`;
  return formatPlace(place);
}

/** `r12, which is 0`; a constant is its value. */
export function operandWords(upcoming: Upcoming, operand: Operand, size = 64): string {
  const value = operandValue(upcoming, operand, size);
  if (operand.kind === 'immediate') return valueWords(upcoming.runtime, value!);
  const place = operandPlace(upcoming, operand);
  return value === undefined ? place : `${place}, which is ${valueWords(upcoming.runtime, value)},`;
}

/** Where a branch goes: the place by name. */
export function targetWords(upcoming: Upcoming, operand: Operand): string {
  const value = operandValue(upcoming, operand);
  return value === undefined ? operandPlace(upcoming, operand) : named(upcoming.runtime, value).name;
}

/** `rdi + 0x20`. */
export function sumWords({ base, index, scale, displacement }: MemoryOperand): string {
  const magnitude = displacement < 0n ? -displacement : displacement;
  const parts = [base?.name, index && (scale === 1 ? index.name : `${index.name} * ${scale}`)].filter(
    Boolean,
  );
  if (parts.length === 0) return number(BigInt.asUintN(64, displacement));
  const sum = parts.join(' + ');
  if (displacement === 0n) return sum;
  return `${sum} ${displacement < 0n ? '-' : '+'} ${number(magnitude)}`;
}

/** Whether a value is where a call comes back to. */
export function isReturnAddress(runtime: Runtime, value: bigint): boolean {
  return callBefore(runtime, value) !== undefined;
}

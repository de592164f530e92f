/** Whether operands fit a row of the table. */

import type { Form, OperandSpec } from './forms.ts';
import type { ImmediateOperand, MemoryOperand, Operand } from './operand.ts';
import type { Register } from './register.ts';

/** Of the byte immediates 83, 6A and 6B extend the sign; shift counts and the like are taken as they are. */
export function extendsSign(form: Form): boolean {
  const size = form.immediates[0];
  if (size === 4) return operationWidth(form) === 64;
  return size === 1 && form.map === '' && [0x83, 0x6a, 0x6b].includes(form.opcode);
}

function operationWidth(form: Form): number {
  const first = form.operands[0];
  if (first?.place === 'immediate') return form.prefix === '66' ? 16 : 64;
  return first && first.size > 0 ? first.size : 64;
}

/** @param relativeSize the width that a direct branch must have, in bytes; any when undefined. */
export function fits(form: Form, operands: readonly Operand[], relativeSize?: number): boolean {
  if (form.operands.length !== operands.length) return false;
  for (let index = 0; index < operands.length; index++) {
    if (!fitsOperand(form, form.operands[index]!, operands[index]!, relativeSize)) return false;
  }
  if (form.operands.some(({ place }) => place === 'pointer') && !pointersAgree(operands)) return false;
  if (isByte90(form) && !form.operands.every((spec, i) => nameOf(operands[i]) === nameOf(spec.implied))) {
    return nameOf(operands[0]) !== nameOf(operands[1]);
  }
  return true;
}

/** The source and the destination of a string instruction lie at 64-bit addresses, or both at 32-bit ones. */
function pointersAgree(operands: readonly Operand[]): boolean {
  const widths = operands.flatMap((operand) => (operand.kind === 'memory' ? [operand.base?.size] : []));
  return new Set(widths).size === 1;
}

/** `xchg eax, eax` zeroes the upper half of rax, which the byte 90 does not: that one byte is nop. */
function isByte90(form: Form): boolean {
  return form.opcode === 0x90 && form.map === '' && form.plusRegister && operationWidth(form) === 32;
}

function nameOf(operand: Operand | Register | bigint | undefined): string | undefined {
  if (typeof operand !== 'object') return undefined;
  if ('name' in operand) return operand.name;
  return operand.kind === 'register' ? operand.register.name : undefined;
}

function fitsOperand(
  form: Form,
  spec: OperandSpec,
  operand: Operand,
  relativeSize: number | undefined,
): boolean {
  switch (operand.kind) {
    case 'register': {
      const { register } = operand;
      if (spec.register !== register.class) return false;
      if (typeof spec.implied === 'object') return spec.implied === register;
      return register.class !== 'gpr' || spec.size === register.size;
    }
    case 'memory':
      if (!spec.memory) return false;
      if (operand.size !== undefined && spec.size !== 0 && operand.size !== spec.size) return false;
      if (spec.place === 'pointer') return isPointer(spec, operand);
      if (spec.place === 'offset') return !operand.base && !operand.index;
      return operand.symbolic || BigInt.asIntN(32, operand.displacement) === operand.displacement;
    case 'immediate':
      if (typeof spec.implied === 'bigint') return !operand.symbolic && operand.value === spec.implied;
      return spec.place === 'immediate' && fitsImmediate(form, spec, operand);
    case 'relative': {
      if (spec.place !== 'relative') return false;
      if (relativeSize !== undefined) return spec.size === relativeSize * 8;
      return BigInt.asIntN(spec.size, operand.distance) === operand.distance;
    }
  }
}

/** What lies at rdi is always in es; another override may stand before the others. */
function isPointer({ implied }: OperandSpec, operand: MemoryOperand): boolean {
  const { base, index, segment, displacement, symbolic } = operand;
  if (typeof implied !== 'object' || base?.class !== 'gpr' || base.number !== implied.number) return false;
  if (index || symbolic || displacement !== 0n) return false;
  return implied.name !== 'rdi' || segment === undefined || segment.name === 'es';
}

function fitsImmediate(form: Form, spec: OperandSpec, { value, symbolic }: ImmediateOperand): boolean {
  const width = operationWidth(form);
  const extended = extendsSign(form);
  if (symbolic) return !extended || spec.size >= Math.min(width, 32);
  if (!extended) return inWidth(value, spec.size);
  if (!inWidth(value, width)) return false;
  const signed = BigInt.asIntN(width, value);
  return BigInt.asIntN(spec.size, signed) === signed;
}

/** Whether a number can be written in so many bits, signed or unsigned; 64-bit negative numbers may come unsigned. */
function inWidth(value: bigint, bits: number): boolean {
  const signed = BigInt.asIntN(bits, value);
  return BigInt.asUintN(bits, value) === value || signed === value || BigInt.asUintN(64, signed) === value;
}

/** A row and the operands that fit it -> bytes. */

import { EncodeError } from './encode-error.ts';
import { extendsSign } from './fit.ts';
import type { Form } from './forms.ts';
import type { MemoryOperand, Operand } from './operand.ts';
import type { Register } from './register.ts';

/** Where in the bytes a number lies that a symbol may have to fill in later. */
export interface Field {
  readonly offset: number;
  /** In bytes. */
  readonly size: 1 | 2 | 4 | 8;
  /** The processor sign-extends it: R_X86_64_32S rather than R_X86_64_32. */
  readonly signed: boolean;
}

export interface Encoding {
  readonly form: Form;
  readonly bytes: number[];
  readonly displacement: Field | undefined;
  readonly immediate: Field | undefined;
  readonly relative: Field | undefined;
}

export const SEGMENT_PREFIX: Readonly<Record<string, number>> = {
  es: 0x26,
  cs: 0x2e,
  ss: 0x36,
  ds: 0x3e,
  fs: 0x64,
  gs: 0x65,
};

/**
 * Bytes in GNU as's order: segment, address size, operand size, rep, lock, REX, opcode, ModRM, SIB, displacement,
 * immediate.
 */
export function emit(form: Form, operands: readonly Operand[], prefixes: readonly number[]): Encoding {
  let rex = form.rexW ? 0x48 : 0;
  let reg = form.digit ?? 0;
  let opcode = form.opcode;
  let rm: Register | MemoryOperand | undefined;
  let memory: MemoryOperand | undefined;
  let segment: Register | undefined;
  let address: Register | undefined;
  let highByte = false;
  const immediates: bigint[] = [];
  let relative: bigint | undefined;

  for (let index = 0; index < form.operands.length; index++) {
    const spec = form.operands[index]!;
    const operand = operands[index]!;
    if (operand.kind === 'register' && spec.place !== 'implied') {
      const { register } = operand;
      highByte ||= register.high;
      if (register.size === 8 && !register.high && register.number >= 4) rex |= 0x40;
      if (spec.place === 'reg') {
        reg = register.number & 7;
        if (register.number >= 8) rex |= 0x44;
        rm ??= register;
      } else if (spec.place === 'opcode') {
        opcode += register.number & 7;
        if (register.number >= 8) rex |= 0x41;
      } else rm = register;
    } else if (operand.kind === 'memory' && spec.place === 'pointer') {
      address = operand.base;
      if (!isDefaultSegment(operand)) segment = operand.segment;
    } else if (operand.kind === 'memory') {
      memory = swapIndex(operand);
      segment = memory.segment;
      address = memory.base ?? memory.index;
      rm = memory;
    } else if (operand.kind === 'immediate' && spec.place === 'immediate') immediates.push(operand.value);
    else if (operand.kind === 'relative') relative = operand.distance;
  }
  if (rm && 'name' in rm && rm.number >= 8 && form.modRM) rex |= 0x41;
  if (memory?.base && memory.base.class === 'gpr' && memory.base.number >= 8) rex |= 0x41;
  if (memory?.index && memory.index.number >= 8) rex |= 0x42;
  if (highByte && rex !== 0) {
    throw new EncodeError('operands', 'ah, bh, ch and dh cannot stand beside a register that needs REX');
  }

  const bytes: number[] = [];
  if (segment) bytes.push(SEGMENT_PREFIX[segment.name]!);
  if (address?.size === 32) bytes.push(0x67);
  if (form.prefix && form.prefix !== 'NP') bytes.push(...bytesOf(form.prefix));
  bytes.push(...prefixes);
  if (rex !== 0) bytes.push(0x40 | rex);
  if (form.map) bytes.push(...bytesOf(form.map));
  bytes.push(opcode);
  if (form.fixedModRM !== undefined) bytes.push(form.fixedModRM);

  let displacement: Field | undefined;
  if (memory && form.operands.some((spec) => spec.place === 'offset')) {
    displacement = { offset: bytes.length, size: 8, signed: false };
    pushNumber(bytes, memory.displacement, 8);
  } else if (memory) displacement = emitMemory(bytes, reg, memory);
  else if (form.modRM) bytes.push(0xc0 | (reg << 3) | ((rm as Register).number & 7));

  let immediate: Field | undefined;
  for (let index = 0; index < form.immediates.length; index++) {
    const size = form.immediates[index]!;
    immediate = { offset: bytes.length, size, signed: extendsSign(form) };
    pushNumber(bytes, immediates[index] ?? 0n, size);
  }
  if (form.fixedImmediate !== undefined) bytes.push(form.fixedImmediate);
  let field: Field | undefined;
  if (relative !== undefined && form.relativeSize !== 0) {
    field = { offset: bytes.length, size: form.relativeSize, signed: true };
    pushNumber(bytes, relative, form.relativeSize);
  }
  return { form, bytes, displacement, immediate, relative: field };
}

const known = new Map<string, readonly number[]>();

/** Of prefixes and maps, of which there are few: `F3 0F`, `0F38`. */
function bytesOf(digits: string): readonly number[] {
  const before = known.get(digits);
  if (before) return before;
  const bytes = Array.from(digits.matchAll(/[\dA-F]{2}/g), ([byte]) => Number.parseInt(byte, 16));
  known.set(digits, bytes);
  return bytes;
}

/** The segment that string instructions take without an override: es at rdi, otherwise ds. */
function isDefaultSegment({ base, segment }: MemoryOperand): boolean {
  return segment?.name === (base?.number === 7 ? 'es' : 'ds');
}

/** rsp cannot be an index: `[rax + rsp]` is `[rsp + rax]`. */
function swapIndex(memory: MemoryOperand): MemoryOperand {
  const { base, index, scale } = memory;
  if (!index || index.number !== 4) return memory;
  if (scale !== 1 || !base || base.number === 4) {
    throw new EncodeError('operands', `${index.name} cannot be an index register`);
  }
  return { ...memory, base: index, index: base };
}

/** ModRM, SIB and displacement (SDM volume 2, tables 2-2 and 2-3). */
function emitMemory(bytes: number[], reg: number, memory: MemoryOperand): Field | undefined {
  const { base, index, scale, displacement, symbolic } = memory;
  const register = reg << 3;
  if (base?.class === 'rip') {
    bytes.push(0x05 | register);
    return pushDisplacement(bytes, displacement, 4);
  }
  const sib = (Math.log2(scale) << 6) | ((index ? index.number & 7 : 4) << 3) | (base ? base.number & 7 : 5);
  if (!base) {
    bytes.push(0x04 | register, sib);
    return pushDisplacement(bytes, displacement, 4);
  }
  const needsSib = index !== undefined || (base.number & 7) === 4;
  const none = displacement === 0n && !symbolic && (base.number & 7) !== 5;
  const short = !symbolic && BigInt.asIntN(8, displacement) === displacement;
  const mod = none ? 0x00 : short ? 0x40 : 0x80;
  bytes.push(mod | register | (needsSib ? 4 : base.number & 7));
  if (needsSib) bytes.push(sib);
  return none ? undefined : pushDisplacement(bytes, displacement, short ? 1 : 4);
}

function pushDisplacement(bytes: number[], displacement: bigint, size: 1 | 4): Field {
  const offset = bytes.length;
  pushNumber(bytes, displacement, size);
  return { offset, size, signed: true };
}

/** Its low `size` bytes. */
function pushNumber(bytes: number[], value: bigint, size: number): void {
  for (let done = 0; done < size; done += 4) {
    let rest = Number(BigInt.asIntN(32, value >> BigInt(done * 8)));
    for (let byte = done; byte < Math.min(size, done + 4); byte++) {
      bytes.push(rest & 0xff);
      rest >>= 8;
    }
  }
}

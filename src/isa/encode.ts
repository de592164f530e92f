/** An instruction's operands -> bytes, by the shortest row of the table that fits. */

import { formsOf, type Form, type OperandSpec } from './forms.ts';
import type { ImmediateOperand, MemoryOperand, Operand } from './operand.ts';
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

export interface EncodeOptions {
  /** Width of a direct branch's distance in bytes; without it the shortest that holds it. */
  readonly relativeSize?: 1 | 4;
  /** `lock`, `rep`, `repe`, `repne`, `notrack` written before the mnemonic, in order. */
  readonly prefixes?: readonly string[];
}

/** What is wrong with an instruction. `message` is one line, without file and place. */
export class EncodeError extends Error {
  override name = 'EncodeError';
  readonly code: 'mnemonic' | 'operands' | 'size' | 'range' | 'prefix';
  /** What would have been accepted, each as the table writes it: `add r/m64, imm8`. */
  readonly expected: readonly string[];
  constructor(code: EncodeError['code'], message: string, expected: readonly string[] = []) {
    super(message);
    this.code = code;
    this.expected = expected;
  }
}

/**
 * The shortest encoding; of equally short ones the first in the table, which is GNU as's choice.
 *
 * @throws EncodeError when no row fits, or when rows of several widths do.
 */
export function encode(
  mnemonic: string,
  operands: readonly Operand[],
  options: EncodeOptions = {},
): Encoding {
  const forms = formsOf(mnemonic);
  if (forms.length === 0) throw new EncodeError('mnemonic', `unknown mnemonic '${mnemonic}'`);
  const prefixes = options.prefixes?.map((prefix) => prefixByte(prefix, mnemonic, operands)) ?? [];

  if (isAmbiguous(mnemonic, forms, operands)) throw ambiguous(mnemonic);

  let best: Encoding | undefined;
  for (const form of forms) {
    if (!fits(form, operands, options)) continue;
    const encoding = emit(form, operands, prefixes);
    if (!best || encoding.bytes.length < best.bytes.length) best = encoding;
  }
  if (best) return best;
  throw misfit(mnemonic, forms, operands);
}

/** Of the byte immediates 83, 6A and 6B extend the sign; shift counts and the like are taken as they are. */
function extendsSign(form: Form): boolean {
  const size = form.immediates[0];
  if (size === 4) return operationWidth(form) === 64;
  return size === 1 && form.map === '' && [0x83, 0x6a, 0x6b].includes(form.opcode);
}

function operationWidth(form: Form): number {
  const first = form.operands[0];
  return first && first.place !== 'immediate' && first.size > 0 ? first.size : 64;
}

function fits(form: Form, operands: readonly Operand[], options: EncodeOptions): boolean {
  if (form.operands.length !== operands.length) return false;
  for (let index = 0; index < operands.length; index++) {
    if (!fitsOperand(form, form.operands[index]!, operands[index]!, options)) return false;
  }
  if (isByte90(form) && !form.operands.every((spec, i) => nameOf(operands[i]) === nameOf(spec.implied))) {
    return nameOf(operands[0]) !== nameOf(operands[1]);
  }
  return true;
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

function fitsOperand(form: Form, spec: OperandSpec, operand: Operand, options: EncodeOptions): boolean {
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
      if (spec.place === 'offset') return !operand.base && !operand.index;
      return operand.symbolic || BigInt.asIntN(32, operand.displacement) === operand.displacement;
    case 'immediate':
      if (typeof spec.implied === 'bigint') return !operand.symbolic && operand.value === spec.implied;
      return spec.place === 'immediate' && fitsImmediate(form, spec, operand);
    case 'relative': {
      if (spec.place !== 'relative') return false;
      const size = options.relativeSize;
      if (size !== undefined) return spec.size === size * 8;
      return BigInt.asIntN(spec.size, operand.distance) === operand.distance;
    }
  }
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

/** Branches and stack instructions take 64-bit memory when the source does not say; others must say. */
const DEFAULTS_TO_64 = new Set(['push', 'pop', 'call', 'jmp']);

/** The destination says nothing of the source: as asks for the width even where there is only one. */
const STATES_WIDTH = new Set(['movzx', 'movsx']);

/** Whether memory of unstated width fits several rows. What an immediate would fit does not decide between them. */
function isAmbiguous(mnemonic: string, forms: readonly Form[], operands: readonly Operand[]): boolean {
  const index = operands.findIndex((operand) => operand.kind === 'memory' && operand.size === undefined);
  if (index < 0 || DEFAULTS_TO_64.has(mnemonic)) return false;
  const anyNumber = operands.map((operand): Operand =>
    operand.kind === 'immediate' ? { kind: 'immediate', value: 0n, symbolic: false } : operand,
  );
  const widths = new Set(
    forms.filter((form) => fits(form, anyNumber, {})).map((form) => form.operands[index]!.size),
  );
  widths.delete(0);
  return widths.size > (STATES_WIDTH.has(mnemonic) ? 0 : 1);
}

function ambiguous(mnemonic: string): EncodeError {
  return new EncodeError(
    'size',
    `ambiguous operand size for '${mnemonic}'`,
    ['BYTE PTR', 'WORD PTR', 'DWORD PTR', 'QWORD PTR'].map((size) => `${size} before the memory operand`),
  );
}

function misfit(mnemonic: string, forms: readonly Form[], operands: readonly Operand[]): EncodeError {
  const expected = [...new Set(forms.map((form) => form.text))];
  const given = operands.map(describe).join(', ') || 'no operands';
  const wide = operands.find((operand) => operand.kind === 'immediate' && !operand.symbolic);
  if (wide?.kind === 'immediate') {
    const relaxed = operands.map((operand): Operand =>
      operand === wide ? { kind: 'immediate', value: 0n, symbolic: false } : operand,
    );
    if (forms.some((form) => fits(form, relaxed, {}))) {
      return new EncodeError('range', `${wide.value} does not fit an immediate of '${mnemonic}'`, expected);
    }
  }
  const distant = operands.find((operand) => operand.kind === 'relative');
  if (distant && forms.some((form) => form.relativeSize !== 0)) {
    return new EncodeError('range', `'${mnemonic}' does not reach ${distant.distance} bytes`, expected);
  }
  return new EncodeError('operands', `'${mnemonic}' does not take ${given}`, expected);
}

function describe(operand: Operand): string {
  switch (operand.kind) {
    case 'register':
      return operand.register.name;
    case 'memory':
      return `m${operand.size ?? ''}`;
    case 'immediate':
      return 'an immediate';
    case 'relative':
      return 'a label';
  }
}

const PREFIXES: Readonly<Record<string, number>> = {
  lock: 0xf0,
  rep: 0xf3,
  repe: 0xf3,
  repz: 0xf3,
  repne: 0xf2,
  repnz: 0xf2,
  notrack: 0x3e,
};

/** Instructions that may carry `lock` when their destination is memory (SDM volume 2, LOCK). */
const LOCKABLE: ReadonlySet<string> = new Set(
  'adc add and btc btr bts cmpxchg cmpxchg8b cmpxchg16b dec inc neg not or sbb sub xadd xchg xor'.split(' '),
);

/** Whether a form may carry `lock`, provided that ModRM names memory. */
export function isLockable(form: Form): boolean {
  return LOCKABLE.has(form.mnemonic) && form.operands[0]?.memory === true;
}

function prefixByte(prefix: string, mnemonic: string, operands: readonly Operand[]): number {
  const byte = PREFIXES[prefix];
  const memory = operands.some((operand) => operand.kind === 'memory');
  const accepted =
    prefix === 'lock'
      ? LOCKABLE.has(mnemonic) && (operands[0]?.kind === 'memory' || (mnemonic === 'xchg' && memory))
      : prefix === 'notrack'
        ? (mnemonic === 'jmp' || mnemonic === 'call') && operands[0]?.kind !== 'relative'
        : mnemonic === 'ret' || mnemonic === 'nop';
  if (byte === undefined || !accepted) {
    throw new EncodeError('prefix', `'${mnemonic}' does not take the prefix '${prefix}' here`);
  }
  return byte;
}

const SEGMENT_PREFIX: Readonly<Record<string, number>> = {
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
function emit(form: Form, operands: readonly Operand[], prefixes: readonly number[]): Encoding {
  let rex = form.rexW ? 0x48 : 0;
  let reg = form.digit ?? 0;
  let opcode = form.opcode;
  let rm: Register | MemoryOperand | undefined;
  let memory: MemoryOperand | undefined;
  let highByte = false;
  const immediates: bigint[] = [];
  let relative: bigint | undefined;

  form.operands.forEach((spec, index) => {
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
    } else if (operand.kind === 'memory') {
      memory = swapIndex(operand);
      rm = memory;
    } else if (operand.kind === 'immediate' && spec.place === 'immediate') immediates.push(operand.value);
    else if (operand.kind === 'relative') relative = operand.distance;
  });
  if (rm && 'name' in rm && rm.number >= 8 && form.modRM) rex |= 0x41;
  if (memory?.base && memory.base.class === 'gpr' && memory.base.number >= 8) rex |= 0x41;
  if (memory?.index && memory.index.number >= 8) rex |= 0x42;
  if (highByte && rex !== 0) {
    throw new EncodeError('operands', 'ah, bh, ch and dh cannot stand beside a register that needs REX');
  }

  const bytes: number[] = [];
  if (memory?.segment) bytes.push(SEGMENT_PREFIX[memory.segment.name]!);
  if ((memory?.base ?? memory?.index)?.size === 32) bytes.push(0x67);
  if (form.prefix && form.prefix !== 'NP') bytes.push(Number.parseInt(form.prefix, 16));
  bytes.push(...prefixes);
  if (rex !== 0) bytes.push(0x40 | rex);
  for (let at = 0; at < form.map.length; at += 2) bytes.push(Number.parseInt(form.map.slice(at, at + 2), 16));
  bytes.push(opcode);
  if (form.fixedModRM !== undefined) bytes.push(form.fixedModRM);

  let displacement: Field | undefined;
  if (memory && form.operands.some((spec) => spec.place === 'offset')) {
    displacement = { offset: bytes.length, size: 8, signed: false };
    pushNumber(bytes, memory.displacement, 8);
  } else if (memory) displacement = emitMemory(bytes, reg, memory);
  else if (form.modRM) bytes.push(0xc0 | (reg << 3) | ((rm as Register).number & 7));

  let immediate: Field | undefined;
  form.immediates.forEach((size, index) => {
    immediate = { offset: bytes.length, size, signed: extendsSign(form) };
    pushNumber(bytes, immediates[index] ?? 0n, size);
  });
  let field: Field | undefined;
  if (relative !== undefined && form.relativeSize !== 0) {
    field = { offset: bytes.length, size: form.relativeSize, signed: true };
    pushNumber(bytes, relative, form.relativeSize);
  }
  return { form, bytes, displacement, immediate, relative: field };
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
  const field = (size: 1 | 4): Field => {
    const place: Field = { offset: bytes.length, size, signed: true };
    pushNumber(bytes, displacement, size);
    return place;
  };
  const register = reg << 3;
  if (base?.class === 'rip') {
    bytes.push(0x05 | register);
    return field(4);
  }
  const sib = (Math.log2(scale) << 6) | ((index ? index.number & 7 : 4) << 3) | (base ? base.number & 7 : 5);
  if (!base) {
    bytes.push(0x04 | register, sib);
    return field(4);
  }
  const needsSib = index !== undefined || (base.number & 7) === 4;
  const none = displacement === 0n && !symbolic && (base.number & 7) !== 5;
  const short = !symbolic && BigInt.asIntN(8, displacement) === displacement;
  const mod = none ? 0x00 : short ? 0x40 : 0x80;
  bytes.push(mod | register | (needsSib ? 4 : base.number & 7));
  if (needsSib) bytes.push(sib);
  return none ? undefined : field(short ? 1 : 4);
}

function pushNumber(bytes: number[], value: bigint, size: number): void {
  let rest = BigInt.asUintN(size * 8, value);
  for (let i = 0; i < size; i++) {
    bytes.push(Number(rest & 0xffn));
    rest >>= 8n;
  }
}

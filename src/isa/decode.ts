/** Bytes -> an instruction with its operands: the disassembler's half, the machine has its own (`asm/decode.ts`). */

import { Needs } from '../../asm/abi.ts';
import { candidates, OPCODE_MAPS, type Candidate } from './candidates.ts';
import { isCounting, isLockable, isRepeatable, repeatName } from './prefix.ts';
import type { Form, OperandSpec } from './forms.ts';
import type { MemoryOperand, MemorySize, Operand } from './operand.ts';
import { EIP, gpr, legacyByte, RIP, segment, xmm, type GprSize, type Register } from './register.ts';

export interface Instruction {
  readonly address: bigint;
  /** In bytes, 1..15. */
  readonly length: number;
  readonly form: Form;
  readonly operands: readonly Operand[];
  /** `lock`, `rep`, `repne` where the instruction carries one that is not part of its opcode. */
  readonly prefixes: readonly string[];
}

/** No instruction is longer (SDM volume 2, section 2.3.11). */
export const LONGEST_INSTRUCTION = 15;

const SEGMENT_PREFIXES: Readonly<Record<number, number>> = {
  0x26: 0,
  0x2e: 1,
  0x36: 2,
  0x3e: 3,
  0x64: 4,
  0x65: 5,
};

const ES = 0;
const DS = 3;
const FS = 4;

/** rdi. */
const DESTINATION = 7;

interface Prefixes {
  operandSize: boolean;
  addressSize: boolean;
  repeat: 0 | 0xf2 | 0xf3;
  lock: boolean;
  segment: Register | undefined;
  rex: number;
}

/** Only fs and gs have a base in 64-bit mode; the other overrides change nothing, not even one of these before them. */
function isBased(override: Register | undefined): boolean {
  return override !== undefined && override.number >= FS;
}

class Reader {
  at = 0;
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  peek(): number {
    return this.bytes[this.at] ?? 0;
  }
  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }
  /** Little-endian, sign-extended. */
  signed(size: number): bigint {
    let value = 0n;
    for (let shift = 0; shift < size; shift++) value |= BigInt(this.byte()) << BigInt(shift * 8);
    return BigInt.asIntN(size * 8, value);
  }
}

function readPrefixes(reader: Reader): Prefixes {
  const prefixes: Prefixes = {
    operandSize: false,
    addressSize: false,
    repeat: 0,
    lock: false,
    segment: undefined,
    rex: 0,
  };
  while (reader.at < LONGEST_INSTRUCTION) {
    const byte = reader.peek();
    const override = SEGMENT_PREFIXES[byte];
    if (byte >> 4 === 4) {
      prefixes.rex = byte;
      reader.at++;
      continue;
    }
    if (byte === 0x66) prefixes.operandSize = true;
    else if (byte === 0x67) prefixes.addressSize = true;
    else if (byte === 0xf2 || byte === 0xf3) prefixes.repeat = byte;
    else if (byte === 0xf0) prefixes.lock = true;
    else if (override === undefined) break;
    else if (override >= FS || !isBased(prefixes.segment)) prefixes.segment = segment(override);
    prefixes.rex = 0;
    reader.at++;
  }
  return prefixes;
}

function readOpcode(reader: Reader): number {
  const byte = reader.byte();
  if (byte !== 0x0f) return byte;
  const second = reader.byte();
  if (second === 0x38) return OPCODE_MAPS.indexOf('0F38') * 256 + reader.byte();
  if (second === 0x3a) return OPCODE_MAPS.indexOf('0F3A') * 256 + reader.byte();
  return OPCODE_MAPS.indexOf('0F') * 256 + second;
}

function accepts(
  { form, needs, digit, takesRegister, takesMemory }: Candidate,
  prefixes: Prefixes,
  next: number,
): boolean {
  if (needs & Needs.REX_W && !(prefixes.rex & 8)) return false;
  if (needs & Needs.PREFIX_66 && !prefixes.operandSize) return false;
  if (needs & Needs.PREFIX_67 && !prefixes.addressSize) return false;
  if (needs & Needs.PREFIX_F3 && prefixes.repeat !== 0xf3) return false;
  if (needs & Needs.PREFIX_F2 && prefixes.repeat !== 0xf2) return false;
  if (needs & Needs.NO_PREFIX && (prefixes.operandSize || prefixes.repeat !== 0)) return false;
  if (needs & Needs.NO_REPEAT && prefixes.repeat !== 0) return false;
  if (needs & Needs.NO_REX_B && prefixes.rex & 1) return false;
  if (form.fixedModRM !== undefined) return next === form.fixedModRM;
  if (!form.modRM) return true;
  if (digit !== undefined && ((next >> 3) & 7) !== digit) return false;
  return next >> 6 === 3 ? takesRegister : takesMemory;
}

/**
 * @param bytes from the instruction's first byte on; bytes past the end count as zeros, so hand over at least 15
 *   where there are as many.
 * @returns undefined when the bytes are no instruction of the table, or are cut off.
 */
export function decode(bytes: Uint8Array, address = 0n): Instruction | undefined {
  const reader = new Reader(bytes);
  const prefixes = readPrefixes(reader);
  const meanings = candidates()[readOpcode(reader)]!;
  const candidate = meanings.find((one) => accepts(one, prefixes, reader.peek()));
  if (!candidate) return undefined;
  const { form } = candidate;
  const opcode = bytes[reader.at - 1]!;
  if (form.fixedModRM !== undefined) reader.at++;

  let modRM = 0;
  let rm: Register | MemoryOperand | undefined;
  const rmSpec = form.operands.find((spec) => spec.place === 'rm');
  if (form.modRM) {
    modRM = reader.byte();
    if (modRM >> 6 !== 3) rm = readMemory(reader, modRM, prefixes, memorySize(rmSpec));
    else if (rmSpec) rm = registerOf(rmSpec, (modRM & 7) | ((prefixes.rex & 1) << 3), prefixes);
  }

  const immediates = form.operands.filter((spec) => spec.place === 'immediate');
  const operands = form.operands.map((spec): Operand => {
    switch (spec.place) {
      case 'reg':
        return register(registerOf(spec, ((modRM >> 3) & 7) | ((prefixes.rex & 4) << 1), prefixes));
      case 'opcode':
        return register(registerOf(spec, (opcode & 7) | ((prefixes.rex & 1) << 3), prefixes));
      case 'rm':
        return rm && 'kind' in rm ? rm : register(rm!);
      case 'pointer':
        return pointed(spec, prefixes);
      case 'implied':
        return typeof spec.implied === 'bigint' ? immediate(spec.implied) : register(spec.implied!);
      case 'offset':
        return {
          kind: 'memory',
          size: memorySize(spec),
          segment: prefixes.segment,
          base: undefined,
          index: undefined,
          scale: 1,
          displacement: prefixes.addressSize
            ? BigInt.asUintN(32, reader.signed(4))
            : BigInt.asUintN(64, reader.signed(8)),
          symbolic: false,
        };
      case 'relative':
        return { kind: 'relative', distance: reader.signed(form.relativeSize) };
      case 'immediate':
        return immediate(reader.signed(form.immediates[immediates.indexOf(spec)]!));
    }
  });
  if (prefixes.lock && !(isLockable(form) && rm && 'kind' in rm)) return undefined;
  if (reader.at > bytes.length || reader.at > LONGEST_INSTRUCTION) return undefined;
  return { address, length: reader.at, form, operands, prefixes: shown(form, prefixes) };
}

/** The prefixes that are written before the mnemonic. */
function shown(form: Form, { lock, repeat, addressSize }: Prefixes): readonly string[] {
  if (lock) return ['lock'];
  if (repeat !== 0 && isRepeatable(form)) return [repeatName(form, repeat)];
  return addressSize && isCounting(form) ? ['addr32'] : [];
}

function register(value: Register): Operand {
  return { kind: 'register', register: value };
}

function immediate(value: bigint): Operand {
  return { kind: 'immediate', value, symbolic: false };
}

function memorySize(spec: OperandSpec | undefined): MemorySize | undefined {
  return spec && spec.size !== 0 ? (spec.size as MemorySize) : undefined;
}

/** The memory of a string instruction; an override means the source only. */
function pointed(spec: OperandSpec, prefixes: Prefixes): MemoryOperand {
  const { number } = spec.implied as Register;
  const isDestination = number === DESTINATION;
  return {
    kind: 'memory',
    size: memorySize(spec),
    segment: isDestination ? segment(ES) : (prefixes.segment ?? segment(DS)),
    base: gpr(prefixes.addressSize ? 32 : 64, number),
    index: undefined,
    scale: 1,
    displacement: 0n,
    symbolic: false,
  };
}

function registerOf(spec: OperandSpec, number: number, prefixes: Prefixes): Register {
  if (spec.register === 'xmm') return xmm(number);
  if (spec.size === 8 && prefixes.rex === 0) return legacyByte(number);
  return gpr(spec.size as GprSize, number);
}

function readMemory(
  reader: Reader,
  modRM: number,
  prefixes: Prefixes,
  size: MemorySize | undefined,
): MemoryOperand {
  const { rex, addressSize } = prefixes;
  const width = addressSize ? 32 : 64;
  const mod = modRM >> 6;
  let base: Register | undefined;
  let index: Register | undefined;
  let scale: MemoryOperand['scale'] = 1;
  let displacementSize = mod === 1 ? 1 : mod === 2 ? 4 : 0;
  if ((modRM & 7) === 4) {
    const sib = reader.byte();
    const indexNumber = ((sib >> 3) & 7) | ((rex & 2) << 2);
    scale = ([1, 2, 4, 8] as const)[sib >> 6]!;
    if (indexNumber !== 4) index = gpr(width, indexNumber);
    if ((sib & 7) === 5 && mod === 0) displacementSize = 4;
    else base = gpr(width, (sib & 7) | ((rex & 1) << 3));
  } else if ((modRM & 7) === 5 && mod === 0) {
    base = addressSize ? EIP : RIP;
    displacementSize = 4;
  } else base = gpr(width, (modRM & 7) | ((rex & 1) << 3));
  const displacement = reader.signed(displacementSize);
  return {
    kind: 'memory',
    size,
    segment: prefixes.segment,
    base,
    index,
    scale: index ? scale : 1,
    displacement: addressSize && !base && !index ? BigInt.asUintN(32, displacement) : displacement,
    symbolic: false,
  };
}

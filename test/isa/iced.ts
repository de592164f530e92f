/** iced-x86 as the oracle of the decoder: its instruction in our terms. */

import {
  Code,
  Decoder,
  DecoderOptions,
  MemorySizeExt,
  Mnemonic,
  OpKind,
  Register as IcedRegister,
  type Instruction as IcedInstruction,
} from 'iced-x86';
import type { MemorySize, Operand } from '../../src/isa/operand.ts';
import { REGISTERS, type Register } from '../../src/isa/register.ts';

export interface Oracle {
  readonly length: number;
  /** iced's number for the form: finer than the mnemonic. */
  readonly code: number;
  readonly mnemonic: string;
  readonly operands: readonly Operand[];
  readonly lock: boolean;
  readonly repeat: 'F2' | 'F3' | undefined;
}

function lowerNames(names: object): ReadonlyMap<number, string> {
  return new Map(
    Object.entries(names)
      .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
      .map(([name, number]) => [number, name.toLowerCase()]),
  );
}

const MNEMONIC_NAMES = lowerNames(Mnemonic);
const CODE_NAMES = lowerNames(Code);
/** iced calls r8b r8l. */
const REGISTER_NAMES = new Map(
  [...lowerNames(IcedRegister)].map(([number, name]) => [number, name.replace(/^(r\d+)l$/, '$1b')]),
);

function registerOf(number: number): Register | undefined {
  const name = REGISTER_NAMES.get(number)!;
  if (name === 'none') return undefined;
  // one that we do not have (mm0, cr0) equals none of ours
  return REGISTERS.get(name) ?? { name, class: 'segment', size: 16, number: -1, high: false };
}

/** undefined when iced finds no instruction in 64-bit mode. */
export function ask(bytes: Uint8Array, address = 0n): Oracle | undefined {
  const decoder = new Decoder(64, bytes, DecoderOptions.None);
  decoder.ip = address;
  const instruction = decoder.decode();
  try {
    return instruction.isInvalid ? undefined : describe(instruction);
  } finally {
    instruction.free();
    decoder.free();
  }
}

export function codeName(code: number): string {
  return CODE_NAMES.get(code)!;
}

function describe(instruction: IcedInstruction): Oracle {
  const operands: Operand[] = [];
  for (let index = 0; index < instruction.opCount; index++) operands.push(operandOf(instruction, index));
  return {
    length: instruction.length,
    code: instruction.code,
    mnemonic: MNEMONIC_NAMES.get(instruction.mnemonic)!,
    operands,
    lock: instruction.hasLockPrefix,
    repeat: instruction.hasRepnePrefix ? 'F2' : instruction.hasRepPrefix ? 'F3' : undefined,
  };
}

function operandOf(instruction: IcedInstruction, index: number): Operand {
  switch (instruction.opKind(index)) {
    case OpKind.Register:
      return { kind: 'register', register: registerOf(instruction.opRegister(index))! };
    case OpKind.NearBranch16:
    case OpKind.NearBranch32:
    case OpKind.NearBranch64:
      return {
        kind: 'relative',
        distance: BigInt.asIntN(64, instruction.nearBranchTarget - instruction.nextIP),
      };
    case OpKind.Memory:
      return isTable(instruction)
        ? pointerOf(instruction, registerOf(instruction.memoryBase)!)
        : memoryOf(instruction);
    case OpKind.MemorySegRSI:
    case OpKind.MemorySegESI:
    case OpKind.MemoryESRDI:
    case OpKind.MemoryESEDI:
      return pointerOf(instruction, REGISTERS.get(POINTERS.get(instruction.opKind(index))!)!);
    default:
      return immediateOf(instruction, index);
  }
}

const POINTERS: ReadonlyMap<number, string> = new Map([
  [OpKind.MemorySegRSI, 'rsi'],
  [OpKind.MemorySegESI, 'esi'],
  [OpKind.MemoryESRDI, 'rdi'],
  [OpKind.MemoryESEDI, 'edi'],
]);

/** `xlat`, whose index al is no part of the operand as as writes it. */
function isTable({ mnemonic }: IcedInstruction): boolean {
  return mnemonic === Mnemonic.Xlatb;
}

/** Memory of a string instruction. */
function pointerOf(instruction: IcedInstruction, base: Register): Operand {
  return {
    kind: 'memory',
    size: (MemorySizeExt.size(instruction.memorySize) * 8) as MemorySize,
    segment: base.number === 7 ? REGISTERS.get('es') : registerOf(instruction.memorySegment),
    base,
    index: undefined,
    scale: 1,
    displacement: 0n,
    symbolic: false,
  };
}

const IMMEDIATE_BITS: ReadonlyMap<number, number> = new Map([
  [OpKind.Immediate8, 8],
  [OpKind.Immediate8_2nd, 8],
  [OpKind.Immediate16, 16],
  [OpKind.Immediate32, 32],
  [OpKind.Immediate64, 64],
  [OpKind.Immediate8to16, 64],
  [OpKind.Immediate8to32, 64],
  [OpKind.Immediate8to64, 64],
  [OpKind.Immediate32to64, 64],
]);

/** Signed, as `decode` gives them; zero for the operands of `ins` and `outs`, which we do not have. */
function immediateOf(instruction: IcedInstruction, index: number): Operand {
  const bits = IMMEDIATE_BITS.get(instruction.opKind(index));
  const value = bits === undefined ? 0n : BigInt.asIntN(bits, instruction.immediate(index));
  return { kind: 'immediate', value, symbolic: false };
}

/** Signed where there is a base or an index, as `decode` gives it. */
function signedDisplacement(instruction: IcedInstruction, base: Register | undefined): bigint {
  const address = instruction.memoryDisplacement;
  if (base?.name === 'eip') return BigInt.asIntN(32, address - instruction.nextIP);
  if (base?.class === 'rip') return BigInt.asIntN(64, address - instruction.nextIP);
  const width = (base ?? registerOf(instruction.memoryIndex))?.size === 32 ? 32 : 64;
  return BigInt.asIntN(width, address);
}

function memoryOf(instruction: IcedInstruction): Operand {
  const base = registerOf(instruction.memoryBase);
  // the area of fxsave is none of an operand's sizes
  const width = MemorySizeExt.size(instruction.memorySize) * 8;
  const index = registerOf(instruction.memoryIndex);
  return {
    kind: 'memory',
    size: width === 0 || width > 128 ? undefined : (width as MemorySize),
    segment: registerOf(instruction.segmentPrefix),
    base,
    index,
    scale: index ? (instruction.memoryIndexScale as 1 | 2 | 4 | 8) : 1,
    displacement: signedDisplacement(instruction, base),
    symbolic: false,
  };
}

/** What string instructions are tried on: where rsi, rdi and rbx point, how often they repeat, what they find. */

import type { Registers } from './generate.ts';
import type { Instance } from './instances.ts';
import { DATA, DATA_MIDDLE, GS_BASE, pattern, type MemoryWrite } from './layout.ts';
import { operandValue, type Random } from './values.ts';

const RAX = 0;
const RCX = 1;
const RBX = 3;
const RSI = 6;
const RDI = 7;

const GARBAGE = 0xdead_beef_0000_0000n;
const REPETITIONS = [0, 1, 2, 3, 5, 7, 16, 20];
/** From the source to the destination: apart, and so near that they overlap on either side. */
const DISTANCES = [0x200, -0x180, 1, 2, 8, 3, -1, -8, 0, 16, -24];
/** Bytes that the input of `native.c` may set. */
const OPERAND_BYTES = 32;

const PATTERN = pattern();

interface Pointers {
  /** 67: only the lower halves of the registers count. */
  readonly isNarrow: boolean;
  readonly segmentBase: bigint;
}

function pointersOf({ operands }: Instance): Pointers {
  const memory = operands.filter((operand) => operand.kind === 'memory');
  return {
    isNarrow: memory.some(({ base }) => base?.size === 32),
    segmentBase: memory.some(({ segment }) => segment?.name === 'gs') ? GS_BASE : 0n,
  };
}

function set(registers: Registers, { isNarrow }: Pointers, number: number, value: bigint): void {
  registers.set(number, isNarrow ? value | GARBAGE : value);
}

/** `xlat`: any al finds its byte in the data. */
export function placeTable(registers: Registers, random: Random, instance: Instance): void {
  const pointers = pointersOf(instance);
  registers.set(RAX, operandValue(random, 8));
  set(registers, pointers, RBX, BigInt(DATA_MIDDLE - random.below(0x100)) - pointers.segmentBase);
}

/** Sets the registers of a string instruction; returns what it finds at its destination, if that matters. */
export function placeString(
  registers: Registers,
  random: Random,
  instance: Instance,
  backwards: boolean,
): MemoryWrite | undefined {
  const { form } = instance;
  const pointers = pointersOf(instance);
  const size = form.operands.find(({ memory }) => memory)!.size / 8;
  const compares = form.mnemonic === 'cmps';
  const source = DATA_MIDDLE + random.below(0x40);
  const target = source + (compares ? 0x200 : random.pick(DISTANCES));
  registers.set(RAX, operandValue(random, 64));
  set(registers, pointers, RCX, BigInt(random.pick(REPETITIONS)));
  set(registers, pointers, RSI, BigInt(source) - pointers.segmentBase);
  set(registers, pointers, RDI, BigInt(target));
  // as many elements as there is room for, on the side where the instruction goes on
  const bytes = OPERAND_BYTES;
  const start = backwards ? size - bytes : 0;
  const found = (from: number): Uint8Array => PATTERN.slice(from - DATA, from - DATA + bytes);
  if (compares)
    return random.below(4) === 0 ? undefined : equal(target + start, found(source + start), random, size);
  if (form.mnemonic !== 'scas') return undefined;
  if (random.below(2) === 0) {
    const element = target + (backwards ? -1 : 1) * random.below(6) * size;
    registers.set(RAX, littleEndian(PATTERN.slice(element - DATA, element - DATA + 8)));
    return undefined;
  }
  const accumulator = registers.values[RAX]!;
  const repeated = Uint8Array.from({ length: bytes }, (_, at) =>
    Number((accumulator >> BigInt((at % size) * 8)) & 0xffn),
  );
  return equal(target + start, repeated, random, size);
}

/** Bytes for the destination, with one that differs somewhere in most cases. */
function equal(address: number, bytes: Uint8Array, random: Random, size: number): MemoryWrite {
  if (random.below(4) > 0)
    bytes[random.below(OPERAND_BYTES / size) * size + random.below(size)]! ^= 1 << random.below(8);
  return { offset: address - DATA, bytes };
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

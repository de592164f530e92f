/** Memory operands that fall on a chosen address, and the registers that make them do so. */

import type { MemoryOperand, MemorySize } from '../../src/isa/operand.ts';
import { REGISTERS, RIP } from '../../src/isa/register.ts';

interface Shape {
  readonly base?: string;
  readonly index?: string;
  readonly scale?: 1 | 2 | 4 | 8;
  readonly displacement?: bigint;
  readonly segment?: 'gs';
}

/** Without base the displacement follows from the address. */
export const SHAPES: readonly Shape[] = [
  { base: 'rbx' },
  { base: 'rsi', displacement: 0x12n },
  { base: 'r13', displacement: -0x1234n },
  { base: 'rbp', index: 'rdx', scale: 4, displacement: 8n },
  { base: 'r12' },
  { base: 'rsp', displacement: -0x20n },
  { base: 'rip' },
  { base: 'rdi', index: 'r9', scale: 8 },
  { base: 'rax', displacement: 0x7fff_ffffn },
  {},
  { index: 'r15', scale: 2, displacement: 0x10n },
  { base: 'r14', index: 'rcx', scale: 1, displacement: -0x8000_0000n },
  { base: 'rsp', index: 'rbp', scale: 1 },
  { base: 'ebx', displacement: 0x40n },
  { base: 'r8d', index: 'r11d', scale: 4, displacement: -0x10n },
  { base: 'rdx', displacement: 0x20n, segment: 'gs' },
  { segment: 'gs' },
  { base: 'eip' },
];

const GARBAGE = 0xdead_beef_0000_0000n;

/** What index registers hold, in turn: forwards, backwards, nothing. */
const INDICES = [3n, -5n, 0n, 0x41n];

export interface Placed {
  readonly operand: MemoryOperand;
  /** By register number. */
  readonly registers: ReadonlyMap<number, bigint>;
}

/**
 * @param end the address behind the instruction, for rip
 * @param turn chooses what an index register holds
 */
export function place(
  shape: Shape,
  size: MemorySize | undefined,
  address: number,
  end: number,
  gsBase: bigint,
  turn: number,
): Placed {
  const { scale = 1, displacement = 0n } = shape;
  const base = shape.base === undefined ? undefined : REGISTERS.get(shape.base)!;
  const index = shape.index === undefined ? undefined : REGISTERS.get(shape.index)!;
  const narrow = (base ?? index)?.size === 32;
  const target = BigInt(address) - (shape.segment ? gsBase : 0n);
  const operand: MemoryOperand = {
    kind: 'memory',
    size,
    segment: shape.segment && REGISTERS.get(shape.segment),
    base,
    index,
    scale,
    displacement,
    symbolic: false,
  };
  const registers = new Map<number, bigint>();
  const set = (number: number, value: bigint): void => {
    registers.set(number, narrow ? BigInt.asUintN(32, value) | GARBAGE : BigInt.asUintN(64, value));
  };
  if (base?.class === 'rip') {
    const distance = { ...operand, displacement: target - BigInt(end) };
    return { operand: shape.base === 'rip' ? { ...distance, base: RIP } : distance, registers };
  }
  if (!base && !index) return { operand: { ...operand, displacement: target }, registers };
  if (!base && index) {
    set(index.number, (target - displacement) / BigInt(scale));
    return { operand, registers };
  }
  const offset = index ? INDICES[turn % INDICES.length]! : 0n;
  if (index) set(index.number, offset);
  set(base!.number, target - displacement - offset * BigInt(scale));
  return { operand, registers };
}

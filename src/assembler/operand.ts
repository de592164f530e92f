/** What an instruction operand comes to, in whichever dialect it was written. */

import type { MemoryOperand, MemorySize, Operand } from '../isa/operand.ts';
import type { Register } from '../isa/register.ts';
import { SourceError } from './error.ts';
import type { Node } from './expression.ts';

export interface ParsedOperand {
  /** With 0 in place of what is not known yet. */
  readonly operand: Operand;
  /** What is not known yet: of an immediate, of a displacement, or the target of a branch. */
  readonly open: Node | undefined;
  /** `short` stands before the target. */
  readonly short: boolean;
  /** Offsets in the source. */
  readonly start: number;
  readonly end: number;
}

export interface Address {
  readonly size: MemorySize | undefined;
  readonly segment: Register | undefined;
  readonly base: Register | undefined;
  readonly index: Register | undefined;
  readonly scale: MemoryOperand['scale'];
  /** Undefined while it waits for a symbol. */
  readonly displacement: bigint | undefined;
}

/** An override that names the segment that would be taken anyway is left out, as GNU as does. */
export function memoryAt(address: Address): MemoryOperand {
  const { size, base, index, scale, segment, displacement } = address;
  if (index?.class === 'rip' || (base?.class === 'rip' && index)) {
    throw new SourceError(`rip stands alone or with a number in an address`);
  }
  const stack = base?.class === 'gpr' && (base.number === 4 || base.number === 5);
  return {
    kind: 'memory',
    size,
    segment: segment?.name === (stack ? 'ss' : 'ds') ? undefined : segment,
    base,
    index,
    scale,
    displacement: wrapped(displacement ?? 0n, base ?? index),
    symbolic: displacement === undefined,
  };
}

/** Addresses made of 32-bit registers have 32 bits. */
function wrapped(displacement: bigint, register: Register | undefined): bigint {
  const fits = register?.size === 32 && BigInt.asUintN(32, displacement) === displacement;
  return fits ? BigInt.asIntN(32, displacement) : displacement;
}

/** Whether a register can stand in an address, sizes of the others aside. */
export function isAddressRegister({ class: kind, size }: Register): boolean {
  return kind === 'rip' || (kind === 'gpr' && size >= 32);
}

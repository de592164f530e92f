/** Random operands for a form, and the instructions that make them fall where a program may read and write. */

import type { Form, OperandSpec } from '../../src/isa/forms.ts';
import type { MemoryOperand, MemorySize, Operand } from '../../src/isa/operand.ts';
import { EIP, gpr, REGISTERS, RIP, xmm, type GprSize, type Register } from '../../src/isa/register.ts';
import { immediates, isAligned } from '../vectors/instances.ts';
import { DATA, GS_BASE } from '../vectors/layout.ts';
import type { Random } from '../vectors/values.ts';

/** What a program may overwrite. Of the others rsp is the stack's, r14 and r15 count loops. */
const FREE = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11];
/** Indices are none of those that preparations write. */
const INDICES = [3, 6, 7, 8, 9, 10, 11];
const HIGH_BYTES = ['ah', 'ch', 'dh', 'bh'].map((name) => REGISTERS.get(name)!);

/** These always point here, into the data page; the stack is above what they reach. */
export const POINTERS: ReadonlyMap<number, number> = new Map([
  [5, DATA + 0x600],
  [12, DATA + 0x400],
  [13, DATA + 0x800],
]);
export const STACK_POINTER = DATA + 0xf00;

const [LOWEST, HIGHEST] = [DATA + 0x200, DATA + 0xa00];
/** As far as a signed byte times eight goes to both sides. */
const CENTRE = DATA + 0x600;

/** An address that is safe, and around which 256 bytes are. */
export function anyAddress(random: Random): number {
  return LOWEST + random.below(HIGHEST - LOWEST);
}

export interface Ready<T> {
  readonly operand: T;
  /** To run before: they touch no flag. */
  readonly before: readonly string[];
}

const pick = (random: Random, numbers: readonly number[], size: GprSize): Register =>
  gpr(size, random.pick(numbers));

type Address = Omit<MemoryOperand, 'kind' | 'size' | 'symbolic'>;

function address(parts: Partial<Address>, displacement: number | bigint): Address {
  return {
    segment: undefined,
    base: undefined,
    index: undefined,
    scale: 1,
    ...parts,
    displacement: BigInt(displacement),
  };
}

/** A pointer and, in one case of three, an index of any sign. */
function throughPointer(random: Random, target: number, aligned: boolean): Ready<Address> {
  const [number, value] = random.pick([...POINTERS]);
  const size = random.below(8) === 0 ? 32 : 64;
  const base = gpr(size, number);
  if (aligned || random.below(3) > 0) return { operand: address({ base }, target - value), before: [] };
  const index = random.pick(INDICES);
  const scale = random.pick([1, 2, 4, 8] as const);
  return {
    operand: address({ base, index: gpr(size, index), scale }, CENTRE - value + random.below(0x100) - 0x80),
    before: [`movsx ${gpr(64, index).name}, ${gpr(8, index).name}`],
  };
}

function belowStack(random: Random): Address {
  const base = gpr(random.below(3) === 0 ? 32 : 64, 4);
  const isBased = random.below(3) === 0;
  const segment = isBased ? REGISTERS.get('gs') : undefined;
  return address({ base, segment }, -0x10 - random.below(0x40) - (isBased ? Number(GS_BASE) : 0));
}

function anywhere(random: Random, aligned: boolean): Ready<Address> {
  const target = aligned ? anyAddress(random) & ~15 : anyAddress(random);
  switch (random.below(12)) {
    case 0:
      return { operand: address({ base: RIP }, target), before: [] };
    case 1:
      return { operand: address({ base: random.below(2) ? RIP : EIP }, target), before: [] };
    case 2:
      return { operand: address({}, target), before: [] };
    case 3: {
      const gs = REGISTERS.get('gs')!;
      return { operand: address({ segment: gs }, BigInt(target) - GS_BASE), before: [] };
    }
    case 4:
      // below what is pushed
      if (aligned) return throughPointer(random, target, aligned);
      return { operand: belowStack(random), before: [] };
    default:
      return throughPointer(random, target, aligned);
  }
}

function memoryOperand(random: Random, form: Form, spec: OperandSpec): Ready<MemoryOperand> {
  const size = spec.size === 0 ? undefined : (spec.size as MemorySize);
  const where =
    spec.place === 'offset'
      ? { operand: address({}, anyAddress(random)), before: [] }
      : anywhere(random, isAligned(form));
  return { operand: { kind: 'memory', size, symbolic: false, ...where.operand }, before: where.before };
}

function registerOperand(random: Random, spec: OperandSpec): Register {
  if (spec.register === 'xmm') return xmm(random.below(16));
  if (spec.size === 8 && random.below(4) === 0) return random.pick(HIGH_BYTES);
  return pick(random, FREE, spec.size as GprSize);
}

function operandOf(random: Random, form: Form, spec: OperandSpec): Ready<Operand> {
  const ready = (operand: Operand): Ready<Operand> => ({ operand, before: [] });
  if (typeof spec.implied === 'bigint')
    return ready({ kind: 'immediate', value: spec.implied, symbolic: false });
  if (spec.place === 'immediate') {
    const value = random.pick(immediates(form, spec.size));
    return ready({ kind: 'immediate', value, symbolic: false });
  }
  if (spec.memory && (spec.register === undefined || random.below(3) === 0))
    return memoryOperand(random, form, spec);
  return ready({ kind: 'register', register: spec.implied ?? registerOperand(random, spec) });
}

/** For all positions but those of string instructions and branches. */
export function operandsOf(random: Random, form: Form): Ready<readonly Operand[]> {
  const list = form.operands.map((spec) => operandOf(random, form, spec));
  return { operand: list.map(({ operand }) => operand), before: list.flatMap(({ before }) => before) };
}

/** Where a rip-relative operand points, as the assembler takes it. */
export function nameOf(target: bigint): string {
  return `data+0x${(target - BigInt(DATA)).toString(16)}`;
}

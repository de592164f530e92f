/** Operands for a form of the instruction table: what the golden rows, the oracle and the vectors are made of. */

import type { Form } from '../../src/isa/forms.ts';
import type { MemoryOperand, MemorySize, Operand } from '../../src/isa/operand.ts';
import { gpr, REGISTERS, RIP, xmm, type GprSize, type Register } from '../../src/isa/register.ts';

type OperandSpec = Form['operands'][number];
export type Address = Omit<MemoryOperand, 'kind' | 'size' | 'symbolic'>;

export const named = (name: string): Register => REGISTERS.get(name)!;

function address(
  base: string | undefined,
  index: string | undefined,
  scale: MemoryOperand['scale'],
  displacement: bigint,
  segment?: string,
): Address {
  return {
    base: base === undefined ? undefined : named(base),
    index: index === undefined ? undefined : named(index),
    scale,
    displacement,
    segment: segment === undefined ? undefined : named(segment),
  };
}

/** Every way in which ModRM, SIB and displacement name memory, and both address prefixes. */
const ADDRESSES: readonly Address[] = [
  address('rax', undefined, 1, 0n),
  address('rbx', undefined, 1, 0x12n),
  address('rsi', undefined, 1, -0x1000n),
  address('rsp', undefined, 1, 0n),
  address('rsp', undefined, 1, 0x40n),
  address('rsp', undefined, 1, 0x400n),
  address('rbp', undefined, 1, 0n),
  address('rbp', undefined, 1, -0x80n),
  address('rbp', undefined, 1, 0x80n),
  address('r8', undefined, 1, 0n),
  address('r12', undefined, 1, 0n),
  address('r12', undefined, 1, -1n),
  address('r13', undefined, 1, 0n),
  address('r13', undefined, 1, 0x7fff_ffffn),
  address('r15', undefined, 1, 0x7fn),
  address('rax', 'rcx', 1, 0n),
  address('rdx', 'rbp', 2, 5n),
  address('rbp', 'rax', 4, 0n),
  address('rsp', 'rdi', 8, 0n),
  address('r13', 'r12', 8, 0n),
  address('r12', 'r13', 2, -0x8000_0000n),
  address('r9', 'rbx', 4, -8n),
  address('rdi', 'r15', 1, 0x1234n),
  address(undefined, 'rax', 4, 0n),
  address(undefined, 'r14', 8, 0x10n),
  address(undefined, 'rbp', 1, -4n),
  address(undefined, undefined, 1, 0x1000n),
  address(undefined, undefined, 1, -0x8000_0000n),
  { base: RIP, index: undefined, scale: 1, displacement: 0n, segment: undefined },
  { base: RIP, index: undefined, scale: 1, displacement: -0x1234n, segment: undefined },
  address('eax', undefined, 1, 0n),
  address('r10d', 'esi', 2, 0x20n),
  address('eip', undefined, 1, 0x10n),
  address(undefined, undefined, 1, 0x28n, 'fs'),
  address('rcx', 'rdx', 1, 1n, 'gs'),
  address('rbx', undefined, 1, 0n, 'es'),
];

const HIGH_BYTES = ['ah', 'ch', 'dh', 'bh'].map(named);
const SIXTEEN = Array.from({ length: 16 }, (_, number) => number);

function registersFor(spec: OperandSpec): readonly Register[] {
  if (typeof spec.implied === 'object') return [spec.implied];
  if (spec.register === 'xmm') return SIXTEEN.map(xmm);
  if (spec.register !== 'gpr') return [];
  const all = SIXTEEN.map((number) => gpr(spec.size as GprSize, number));
  return spec.size === 8 ? [...all, ...HIGH_BYTES] : all;
}

const IMMEDIATES: readonly bigint[] = [
  1n, 0n, -1n, 0x12n, 0x7fn, 0x80n, 0xffn, 0x100n, -0x80n, -0x81n, 0x1234n, 0x7fffn, 0x8000n, 0xff80n, 0xffffn,
  -0x8000n, -0x8001n, 0x1_0000n, 0x1234_5678n, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ff80n, 0xffff_ffffn,
  -0x8000_0000n, -0x8000_0001n, 0x1_0000_0000n, 0x1234_5678_9abc_def0n, 0x7fff_ffff_ffff_ffffn,
  0x8000_0000_0000_0000n, 0xffff_ffff_ffff_ff80n, 0xffff_ffff_ffff_ffffn, -0x8000_0000_0000_0000n,
]; // prettier-ignore

const DISTANCES: readonly bigint[] = [0n, 5n, -2n, 0x7fn, -0x80n, 0x80n, -0x90n, 0x1234_5678n, -0x8000_0000n];

/** Absolute addresses that only the eight-byte field holds. */
const OFFSETS: readonly bigint[] = [0x1122_3344_5566_7788n, 0x8000_0000n, 0xffff_ffff_0000_0000n];

export function memoryOperand(spec: OperandSpec, place: Address): MemoryOperand {
  const size = spec.size === 0 ? undefined : (spec.size as MemorySize);
  return { kind: 'memory', size, symbolic: false, ...place };
}

/** Where a string instruction may find its operands: the address's width, and the override of the source. */
const POINTERS = [
  [64, 'ds'],
  [32, 'ds'],
  [64, 'fs'],
  [32, 'gs'],
  [64, 'cs'],
] as const;

function memoryAt(spec: OperandSpec, [width, override]: (typeof POINTERS)[number]): MemoryOperand {
  const { name, number } = spec.implied as Register;
  return memoryOperand(spec, {
    base: gpr(width, number),
    index: undefined,
    scale: 1,
    displacement: 0n,
    segment: named(name === 'rdi' ? 'es' : override),
  });
}

/** Everything that may stand in one operand position; immediates also where they are too wide for the row. */
function choices(spec: OperandSpec): readonly Operand[] {
  if (typeof spec.implied === 'bigint') return [{ kind: 'immediate', value: spec.implied, symbolic: false }];
  if (spec.place === 'immediate') {
    return IMMEDIATES.map((value): Operand => ({ kind: 'immediate', value, symbolic: false }));
  }
  if (spec.place === 'relative') {
    return DISTANCES.filter((distance) => BigInt.asIntN(spec.size, distance) === distance).map(
      (distance): Operand => ({ kind: 'relative', distance }),
    );
  }
  if (spec.place === 'pointer') return POINTERS.map((pointer) => memoryAt(spec, pointer));
  if (spec.place === 'offset') {
    return OFFSETS.map((displacement) =>
      memoryOperand(spec, { base: undefined, index: undefined, scale: 1, displacement, segment: undefined }),
    );
  }
  const registers = registersFor(spec).map((register): Operand => ({ kind: 'register', register }));
  const memory = spec.memory ? ADDRESSES.map((place) => memoryOperand(spec, place)) : [];
  return [...registers, ...memory];
}

/** Differs from form to form, and stays as it is when the table grows. */
function saltOf(form: Form): number {
  return Array.from(form.text).reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)!) % 9973, 0);
}

/**
 * Operand lists in which every choice of every position occurs: the longest list of choices once through, the others
 * in step with it, each starting somewhere else in every form. Of two longest ones the second is a few steps ahead.
 */
export function combinations(form: Form): readonly (readonly Operand[])[] {
  const salt = saltOf(form);
  const lists = form.operands.map(choices);
  const length = Math.max(1, ...lists.map((list) => list.length));
  const ahead = (position: number): number => (position > 0 && lists[0]!.length === length ? 5 : 0);
  return Array.from({ length }, (_, at) =>
    lists.map((list, position) =>
      list.length === length
        ? list[(at + ahead(position)) % length]!
        : list[(at * (position + 1) + salt) % list.length]!,
    ),
  );
}

/** A handful of them, different ones for each form. */
export function sample(form: Form, count: number): readonly (readonly Operand[])[] {
  const all = combinations(form);
  if (all.length <= count) return all;
  const stride = Math.floor(all.length / count);
  return Array.from({ length: count }, (_, at) => all[(at * stride + saltOf(form)) % all.length]!);
}

/** The instructions that are recorded: every form, with registers and with memory, in several shapes each. */

import type { MemorySize, Operand } from '../../src/isa/operand.ts';
import { gpr, REGISTERS, xmm, type GprSize, type Register } from '../../src/isa/register.ts';
import { candidates, type Candidate } from '../../src/isa/candidates.ts';
import { decode } from '../../src/isa/decode.ts';
import { encode, EncodeError } from '../../src/isa/encode.ts';
import type { Form } from '../../src/isa/forms.ts';
import { isRepeatable } from '../../src/isa/prefix.ts';
import { place, SHAPES } from './addresses.ts';
import { CODE, DATA_MIDDLE, GS_BASE } from './layout.ts';
import { isShift } from './undefined-flags.ts';
import { counts, edges } from './values.ts';

type OperandSpec = Form['operands'][number];

export interface Instance {
  readonly form: Form;
  readonly operands: readonly Operand[];
  readonly code: Uint8Array;
  /** Where the memory operand lies. */
  readonly address: number | undefined;
  /** What registers must hold for that, by number. */
  readonly placed: ReadonlyMap<number, bigint>;
}

/** What a process can't do, or not twice: tests of the machine cover these by hand. */
export const NOT_RECORDED: ReadonlySet<string> = new Set([
  'syscall', 'hlt', 'int3', 'int', 'ud1', 'ud2', 'cpuid', 'rdtsc', 'fxsave', 'fxrstor', 'fxsave64', 'fxrstor64',
]); // prettier-ignore

const BYTES = [
  ['al', 'bl'], ['bl', 'bl'], ['r9b', 'r12b'], ['ah', 'al'], ['cl', 'dh'], ['sil', 'r8b'], ['spl', 'bpl'],
  ['bh', 'ch'], ['r15b', 'dil'], ['ch', 'ch'], ['dl', 'r13b'],
] as const; // prettier-ignore
const NUMBERS = [[0, 3], [3, 3], [9, 12], [1, 0], [13, 5], [7, 8], [2, 15], [4, 6], [10, 11], [14, 4], [5, 1]] as const; // prettier-ignore

/** `call rsp` would push onto the code; the bit that an address's own register counts is far from the data. */
function isRecorded({ form, operands, placed }: Instance): boolean {
  const [first, second] = operands;
  if (first?.kind === 'memory' && second?.kind === 'register' && /^bt[src]?$/.test(form.mnemonic)) {
    return !placed.has(second.register.number);
  }
  return !(form.mnemonic === 'call' && first?.kind === 'register' && first.register.name === 'rsp');
}

function registerFor(spec: OperandSpec, position: number, turn: number): Register {
  if (typeof spec.implied === 'object') return spec.implied;
  const which = position === 1 ? 1 : 0;
  if (spec.register === 'xmm') return xmm(NUMBERS[turn % NUMBERS.length]![which]);
  if (spec.size === 8) return REGISTERS.get(BYTES[turn % BYTES.length]![which])!;
  return gpr(spec.size as GprSize, NUMBERS[turn % NUMBERS.length]![which]);
}

/** Nested so deep that all of the frame can be recorded: what is above 31 is cut off. */
const DEPTHS = [0n, 1n, 2n, 3n, 8n, 29n, 0x20n, 0x41n];

/** What an immediate may be: shift counts and bit numbers, or the edges of its field. */
export function immediates(form: Form, size: number): readonly bigint[] {
  if (isShift(form.mnemonic) || /^bt[src]?$/.test(form.mnemonic)) return counts(form.operands[0]!.size);
  if (/^ps[lr]/.test(form.mnemonic)) return counts(64);
  if (form.mnemonic.startsWith('cmp') && isSse(form)) return [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 0x1bn, 0xf8n];
  if (form.mnemonic.startsWith('enter') && size === 8) return DEPTHS;
  if (form.mnemonic === 'ret' || form.mnemonic.startsWith('enter')) return [0n, 8n, 0x10n, 0x123n];
  return edges(size).map((value) => BigInt.asIntN(size, value));
}

const DISTANCES: Readonly<Record<number, readonly bigint[]>> = {
  1: [0x40n, -0x70n, 0x7fn, -0x80n],
  4: [0x300n, -0x400n],
};

function operandsOf(form: Form, memory: Operand | undefined, turn: number): readonly Operand[] {
  return form.operands.map((spec, position): Operand => {
    if (typeof spec.implied === 'bigint') return { kind: 'immediate', value: spec.implied, symbolic: false };
    if (spec.place === 'immediate') {
      const list = immediates(form, spec.size);
      return { kind: 'immediate', value: list[(turn * 5) % list.length]!, symbolic: false };
    }
    if (spec.place === 'relative') {
      const distances = DISTANCES[form.relativeSize]!;
      return { kind: 'relative', distance: distances[turn % distances.length]! };
    }
    if (memory && spec.memory) return memory;
    return { kind: 'register', register: registerFor(spec, position, turn) };
  });
}

/** The bytes of just this form, where the encoder would take a shorter one; undefined when it can't be had. */
function bytesOf(form: Form, operands: readonly Operand[]): Uint8Array | undefined {
  try {
    const relative = form.relativeSize === 0 ? {} : { relativeSize: form.relativeSize };
    const encoding = encode(form.mnemonic, operands, relative);
    return encoding.form.text === form.text ? Uint8Array.from(encoding.bytes) : undefined;
  } catch (error) {
    if (error instanceof EncodeError) return undefined;
    throw error;
  }
}

/** Without an operand that says so, maskmovdqu writes where rdi points. */
const RDI = 7;

function instance(candidate: Candidate, memory: boolean, turn: number): Instance | undefined {
  const { form } = candidate;
  if (!memory) {
    const operands = operandsOf(form, undefined, turn);
    const code = bytesOf(form, operands);
    const placed = new Map(
      form.mnemonic === 'maskmovdqu' ? [[RDI, BigInt(DATA_MIDDLE + turn * 3)] as const] : [],
    );
    return code && { form, operands, code, address: undefined, placed };
  }
  const spec = form.operands.find((one) => one.memory)!;
  const size = spec.size === 0 ? undefined : (spec.size as MemorySize);
  const shape = spec.place === 'offset' ? {} : SHAPES[turn % SHAPES.length]!;
  // aligned where the index is scaled alone or the instruction wants it, and elsewhere now and then
  const odd = isAligned(form) ? 0x60 : [0x41, 0x48, 0x30, 0x6b][turn % 4]!;
  const address = DATA_MIDDLE + (shape.index && !shape.base ? 0x40 : odd);
  const at = (end: number): ReturnType<typeof place> => place(shape, size, address, end, GS_BASE, turn);
  const first = bytesOf(form, operandsOf(form, at(0).operand, turn));
  if (!first) return undefined;
  const { operand, registers } = at(CODE + first.length);
  const operands = operandsOf(form, operand, turn);
  return { form, operands, code: bytesOf(form, operands)!, address, placed: registers };
}

export function isSse({ extension }: Form): boolean {
  return /^(?:sse|x87|fxsr)/.test(extension);
}

/** Whether a misaligned operand would be a fault. */
export function isAligned({ mnemonic, operands }: Form): boolean {
  return operands.some(({ memory, size }) => memory && size === 128) && !/^mov(?:up[sd]|dqu)$/.test(mnemonic);
}

/** How many different operand lists a form gets. */
function variety(form: Form, memory: boolean): number {
  if (form.operands.length === 0) return 1;
  if (isSse(form)) return form.immediates.length > 0 ? 10 : memory ? 6 : 4;
  if (form.relativeSize !== 0) return DISTANCES[form.relativeSize]!.length;
  if (form.condition !== undefined) return 4;
  if (form.immediates.length > 0) return isShift(form.mnemonic) ? 16 : 12;
  if (form.mnemonic === 'lea' || form.mnemonic === 'mov') return 18;
  return memory ? 8 : 6;
}

/** Encodings that no text gives: redundant and overruled prefixes, and forms that a shorter one hides. */
const BY_HAND = [
  'f3 41 90', '48 90', '66 90', '66 48 90', '87 c0', '48 87 c0', '87 c9', // xchg and nop
  '66 48 01 d8', '48 66 01 d8', 'f2 01 d8', 'f3 48 29 d8', '2e 3e 01 d8', '40 88 e0', '40 00 f4', // prefixes
  '81 c0 05 00 00 00', '48 81 e9 ff ff ff ff', '66 81 eb 34 12', '80 c0 7f', '80 f4 55', '82 c0 01',
  'c6 c4 12', 'c7 c0 78 56 34 12', '66 c7 c1 34 12', 'ff f0', '8f c1', '66 8f c2', '66 ff f3',
  '66 48 50', '66 49 5b', '48 50', '49 5b', '03 d8', '48 3b c3', '8a e0', '0f 1f c0', '48 63 c8', '63 c8',
  '66 0f b7 c3', '66 0f bf cb', '66 48 0f b7 c3', '66 48 0f bf cb', '66 48 98', '66 48 99',
  'f3 6a 05', 'f2 68 44 33 22 11', 'f3 9c', 'f2 9d', 'f3 c9', 'f3 63 c8', 'f2 63 d1', '66 48 6a 80', '66 48 9c', '66 48 9d',
  '66 48 c9', '66 48 c8 10 00 02', '0f 1e c8', 'f3 0f 1e c8', '0f 19 c0', '0f 18 e0', '0f 1d 00', '3e ff e0', 'f2 0f bc c3',
  '67 e2 40', '67 e1 40', '67 e0 90', 'f3 d7', '66 f3 48 0f b8 c1', 'f3 66 0f bd c1',
  '48 8d 04 64', '8d 44 20 10', '66 8d 44 5b 7f', '67 48 8d 44 4b f0', '67 8d 04 1b', '48 8d 84 24 00 00 00 80',
]; // prettier-ignore

/** Widths of the pointers, the segment of the source, and what repeats. */
const STRINGS = [
  [64, 'ds', []],
  [64, 'ds', ['rep']],
  [32, 'gs', ['rep']],
  [64, 'gs', ['repne']],
  [32, 'ds', []],
  [32, 'ds', ['repne']],
] as const;

/** String instructions; what their registers hold depends on how often they repeat. */
function strings(form: Form): readonly Instance[] {
  return STRINGS.flatMap(([width, override, prefixes]) => {
    if (prefixes.length > 0 && !isRepeatable(form)) return [];
    const operands = form.operands.map((spec): Operand => {
      const implied = spec.implied as Register;
      if (!spec.memory) return { kind: 'register', register: implied };
      const segment = REGISTERS.get(implied.name === 'rdi' ? 'es' : override);
      const base = gpr(width, implied.number);
      const size = spec.size as MemorySize;
      return {
        kind: 'memory',
        size,
        segment,
        base,
        index: undefined,
        scale: 1,
        displacement: 0n,
        symbolic: false,
      };
    });
    const code = Uint8Array.from(encode(form.mnemonic, operands, { prefixes }).bytes);
    return [{ form, operands, code, address: undefined, placed: new Map<number, bigint>() }];
  });
}

function byHand(): readonly Instance[] {
  return BY_HAND.flatMap((hex) => {
    const code = Uint8Array.from(hex.split(' ').map((byte) => Number.parseInt(byte, 16)));
    const instruction = decode(code);
    if (instruction?.length !== code.length) return [];
    const { form, operands } = instruction;
    return [{ form, operands, code, address: undefined, placed: new Map<number, bigint>() }];
  });
}

export function instances(): readonly Instance[] {
  const seen = new Set<Candidate['form']>();
  const made = candidates()
    .flat()
    .flatMap((candidate): readonly (Instance | undefined)[] => {
      const { form, takesRegister, takesMemory } = candidate;
      if (seen.has(form) || NOT_RECORDED.has(form.mnemonic)) return [];
      seen.add(form);
      if (form.operands.some((spec) => spec.place === 'pointer')) return strings(form);
      const offset = form.operands.some((spec) => spec.place === 'offset');
      const kinds = [
        ...(takesRegister && !offset ? [false] : []),
        ...((takesMemory && form.modRM) || offset ? [true] : []),
      ];
      return kinds.flatMap((memory) =>
        Array.from({ length: variety(form, memory) }, (_, turn) =>
          // forms start at different shapes
          instance(candidate, memory, turn + (form.condition ?? form.opcode)),
        ),
      );
    });
  const unique = new Map(
    [...made, ...byHand()].flatMap((one) =>
      one && isRecorded(one) ? [[one.code.join(), one] as const] : [],
    ),
  );
  return [...unique.values()];
}

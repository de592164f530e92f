/** Random programs of table instructions: loops, calls, stores, faults, whatever comes. */

import fc from 'fast-check';
import { allForms } from '../../src/isa/forms.ts';
import { encodeOrRefuse } from '../isa/rows.ts';
import { combinations } from '../isa/operands.ts';
import { DATA } from './setup.ts';

/** Beside those that stop it, the clock: runs that are compared start at different times. */
const LEAVE_OUT = new Set(['hlt', 'int3', 'ud2', 'syscall', 'rdtsc']);

/** One encoding of each form, and its operands in another combination whenever it is asked for. */
const encodings: readonly (readonly Uint8Array[])[] = allForms()
  .filter(({ mnemonic }) => !LEAVE_OUT.has(mnemonic))
  .map((form) =>
    combinations(form).flatMap((operands) => {
      // branches of their own follow below
      if (operands.some(({ kind }) => kind === 'relative')) return [];
      const encoding = encodeOrRefuse(form.mnemonic, operands);
      return encoding ? [Uint8Array.from(encoding.bytes)] : [];
    }),
  )
  .filter((list) => list.length > 0);

export const anyInstruction: fc.Arbitrary<Uint8Array> = fc
  .constantFrom(...encodings)
  .chain((list) => fc.constantFrom(...list));

const STEADY =
  /^(?:add|adc|sub|sbb|xor|and|cmp|test|rol|shl|sar|imul|inc|dec|neg|set\w+|cmov\w+|lea|movzx|cqo|stc|lahf)$/;

/** Of registers alone, and not rsp: they always go on. */
const steady: readonly Uint8Array[] = allForms()
  .filter(({ mnemonic }) => STEADY.test(mnemonic))
  .flatMap((form) =>
    combinations(form).flatMap((operands) => {
      const free = operands.every((one) =>
        one.kind === 'register'
          ? one.register.number !== 4
          : one.kind === 'immediate' || form.mnemonic === 'lea',
      );
      const encoding = free && encodeOrRefuse(form.mnemonic, operands);
      return encoding ? [Uint8Array.from(encoding.bytes)] : [];
    }),
  );
const steadyInstruction: fc.Arbitrary<Uint8Array> = fc.constantFrom(...steady);

/** A short conditional or unconditional jump, a loop, or a call to a place nearby: forwards or backwards. */
const branch: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom(0xeb, 0xe0, 0xe1, 0xe2, 0xe3, ...Array.from({ length: 16 }, (_, cc) => 0x70 + cc)),
    fc.integer({ min: -40, max: 40 }),
  )
  .map((bytes) => Uint8Array.from(bytes));

const store: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom(0x89, 0x01, 0x11, 0x29, 0x31, 0x87),
    fc.integer({ min: 0, max: 7 }),
    fc.integer({ min: 0, max: 0xff8 }),
  )
  .map(([opcode, register, offset]) => {
    const address = DATA + offset;
    return Uint8Array.from([
      0x48,
      opcode,
      0x04 | (register << 3),
      0x25,
      ...[0, 8, 16, 24].map((shift) => (address >> shift) & 0xff),
    ]);
  });

/** Repeated as long as rcx says, or not at all, from where rsi and rdi happen to point. */
const string: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom([], [0x67], [0x65]),
    fc.constantFrom([], [0x66]),
    fc.constantFrom([], [0xf2], [0xf3]),
    fc.constantFrom([], [0x48]),
    fc.constantFrom(0xa4, 0xa5, 0xa6, 0xa7, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf, 0xfc, 0xfd),
  )
  .map((bytes) => Uint8Array.from(bytes.flat()));

/** Code that mostly goes on. */
export const program: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      { weight: 16, arbitrary: steadyInstruction },
      { weight: 3, arbitrary: store },
      { weight: 2, arbitrary: branch },
      { weight: 1, arbitrary: string },
      { weight: 1, arbitrary: anyInstruction },
    ),
    { minLength: 1, maxLength: 90, size: 'max' },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

export const registers: fc.Arbitrary<readonly bigint[]> = fc.array(
  fc.oneof(
    fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }),
    fc.bigInt({ min: 0n, max: 40n }),
    fc.constantFrom(0xffff_ffffn, 0xffff_fffen, 0x1_0000_0000n, 0x7fff_ffffn, 0x8000_0000n),
    fc.integer({ min: 0, max: 0xff0 }).map((offset) => BigInt(DATA + offset)),
  ),
  { minLength: 16, maxLength: 16 },
);

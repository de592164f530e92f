/** Bytes that look like code: prefixes and REX where they tend to stand, then anything. */

import fc from 'fast-check';

const PREFIXES = [0x66, 0x67, 0xf0, 0xf2, 0xf3, 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65];

const prefix = fc.constantFrom(...PREFIXES);
const rex = fc.integer({ min: 0x40, max: 0x4f });
const sometimes = <T>(value: fc.Arbitrary<T>, maxLength = 1): fc.Arbitrary<T[]> =>
  fc.array(value, { maxLength, size: 'max' });

/** At least 16 bytes, which is more than an instruction may have. */
export const codeBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    sometimes(prefix, 3),
    sometimes(rex),
    sometimes(prefix),
    sometimes(fc.constant(0x0f)),
    fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 }),
  )
  .map(([before, rexBytes, stray, escape, rest]) =>
    // a prefix behind REX takes its meaning away: rare, but it happens
    Uint8Array.from([...before, ...rexBytes, ...(rest[0]! < 16 ? stray : []), ...escape, ...rest]),
  );

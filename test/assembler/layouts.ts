/** Random code whose branches, gaps and alignment pull at each other. */

import fc from 'fast-check';

const label = (count: number): fc.Arbitrary<string> => fc.nat(count - 1).map((index) => `l${index}`);

function statement(count: number): fc.Arbitrary<string> {
  const branch = fc
    .tuple(fc.constantFrom('jmp', 'je', 'jne', 'jae', 'call'), label(count), fc.nat(9))
    .map(([mnemonic, target, past]) => `${mnemonic} ${target}${past > 5 ? `+${past - 5}` : ''}`);
  const gap = fc.oneof(fc.nat(30), fc.integer({ min: 90, max: 140 })).map((bytes) => `.skip ${bytes}`);
  const align = fc
    .tuple(fc.nat(6), fc.nat(40))
    .map(([bits, most]) => `.p2align ${bits}${most > 20 ? `,,${most - 20}` : ''}`);
  const org = fc.nat(40).map((bytes) => `.org . + ${bytes}`);
  return fc.oneof(
    { weight: 60, arbitrary: branch },
    { weight: 25, arbitrary: gap },
    { weight: 12, arbitrary: align },
    { weight: 3, arbitrary: org },
  );
}

export const layouts: fc.Arbitrary<string> = fc
  .integer({ min: 2, max: 80 })
  .chain((count) =>
    fc
      .array(statement(count), { minLength: count, maxLength: count })
      .map((statements) => statements.map((text, index) => `l${index}: ${text}\n`).join('')),
  );

import { expect, test } from 'vitest';
import { mnemonics } from '../../src/isa/forms.ts';
import { summaryOf } from '../../src/isa/summaries.ts';

test('every mnemonic is explained in one line', () => {
  for (const mnemonic of mnemonics()) expect(summaryOf(mnemonic), mnemonic).toMatch(/^[^\n$]{4,90}$/);
});

test.each([
  ['jz', 'jumps if equal, or 0'],
  ['cmovnle', 'copies if greater, with a sign'],
  ['push', 'takes rsp down and stores a value there'],
  ['cmpxchg16b', 'the same as cmpxchg for 16 bytes'],
])('%s %s', (mnemonic, summary) => {
  expect(summaryOf(mnemonic)).toBe(summary);
});

test('what is no mnemonic is not explained', () => {
  expect(summaryOf('hello')).toBe(undefined);
});

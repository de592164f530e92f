import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble, AssemblyError } from '../../src/assembler/index.ts';
import { goldenNames, goldenSource } from './golden.ts';

/** Whether a source ends in an object or in an error that says where. */
function checkOutcome(source: string): void {
  try {
    assemble(source);
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    expect(error.diagnostics.length).toBeGreaterThan(0);
    for (const { line, column } of error.diagnostics) expect(line >= 1 && column >= 1).toBe(true);
  }
}

const lines = goldenNames()
  .filter((name) => name !== 'random.s' && name !== 'align.s')
  .flatMap((name) => goldenSource(name).split('\n'));
const pieces = [...new Set(lines.flatMap((line) => line.match(/[\w.$]+|\s+|[^\w\s]/g) ?? []))];

describe('takes any text', () => {
  it('characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => checkOutcome(text)),
      { numRuns: 500 },
    );
  });

  it('words that mean something', () => {
    const words = fc.array(fc.constantFrom(...pieces, '\n', '\n'), { maxLength: 60 });
    fc.assert(
      fc.property(words, (text) => checkOutcome(text.join(''))),
      { numRuns: 500 },
    );
  });

  it('lines out of order', () => {
    const some = fc.array(fc.constantFrom(...lines), { maxLength: 40 });
    fc.assert(
      fc.property(some, (text) => checkOutcome(text.join('\n'))),
      { numRuns: 300 },
    );
  });

  it('good sources with a piece gone or doubled', () => {
    const whole = lines.join('\n');
    const cut = fc.tuple(fc.nat(whole.length), fc.nat(300), fc.nat(whole.length), fc.nat(20));
    fc.assert(
      fc.property(cut, ([start, length, from, count]) => {
        const text = whole.slice(start, start + length);
        checkOutcome(text.slice(0, length / 2) + whole.slice(from, from + count) + text.slice(length / 2));
      }),
      { numRuns: 500 },
    );
  });
});

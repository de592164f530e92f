import fc from 'fast-check';
import { describe, it } from 'vitest';
import { assemble, AssemblyError } from '../../src/assembler/index.ts';
import { attRows } from './att-rows.ts';
import { goldenNames, goldenSource } from './golden.ts';

/** Whether a source ends in an object or in an error that says where. */
function endsWell(source: string): boolean {
  return endsWellAs(source) && endsWellAs(`.att_syntax\n${source}`);
}

function endsWellAs(source: string): boolean {
  try {
    return assemble(source).sections.length >= 3;
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    const { diagnostics } = error;
    return diagnostics.length > 0 && diagnostics.every(({ line, column }) => line >= 1 && column >= 1);
  }
}

const lines = goldenNames()
  .filter((name) => name !== 'random.s' && name !== 'align.s')
  .flatMap((name) => goldenSource(name).split('\n'))
  .concat(attRows().flatMap(({ text }, index) => (index % 40 === 0 ? [text] : [])));
const pieces = [...new Set(lines.flatMap((line) => line.match(/[\w.$]+|\s+|[^\w\s]/g) ?? []))];

describe('takes any text', () => {
  it('characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => endsWell(text)),
      { numRuns: 500 },
    );
  });

  it('words that mean something', () => {
    const words = fc.array(fc.constantFrom(...pieces, '\n', '\n'), { maxLength: 60 });
    fc.assert(
      fc.property(words, (text) => endsWell(text.join(''))),
      { numRuns: 500 },
    );
  });

  it('lines out of order', () => {
    const some = fc.array(fc.constantFrom(...lines), { maxLength: 40 });
    fc.assert(
      fc.property(some, (text) => endsWell(text.join('\n'))),
      { numRuns: 300 },
    );
  });

  it('good sources with a piece gone or doubled', () => {
    const whole = lines.join('\n');
    const cut = fc.tuple(fc.nat(whole.length), fc.nat(300), fc.nat(whole.length), fc.nat(20));
    fc.assert(
      fc.property(cut, ([start, length, from, count]) => {
        const text = whole.slice(start, start + length);
        return endsWell(text.slice(0, length / 2) + whole.slice(from, from + count) + text.slice(length / 2));
      }),
      { numRuns: 500 },
    );
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { gnuAs, hasAs, plain } from './gas.ts';
import { goldenNames, goldenSource, recorded, syntaxFor } from './golden.ts';
import { layouts } from './layouts.ts';

const expected = recorded();
const ASM = new URL('../../asm/', import.meta.url);

/** What people and every program run, as paths in asm/. */
function houseSources(): string[] {
  return readdirSync(ASM, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.s'))
    .sort();
}

describe('makes of a source what GNU as made of it', () => {
  it.each(goldenNames())('%s', (name) => {
    expect(plain(assemble(goldenSource(name), { name }))).toEqual(expected[name]);
  });

  it('takes Windows line ends', () => {
    const source = goldenSource('macros.s').replace(/\n/g, '\r\n');
    expect(plain(assemble(source))).toEqual(expected['macros.s']);
  });
});

describe.skipIf(!hasAs() && !process.env['CI'])('with GNU as at hand', () => {
  it.each(goldenNames())('%s is recorded as it is now', (name) => {
    expect(expected[name]).toEqual(gnuAs(goldenSource(name), syntaxFor(goldenSource(name))));
  });

  it.each(houseSources())('%s of the house', (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const root = path.startsWith('guest/') ? 'guest/' : folder;
    const include = (name: string): string => readFileSync(new URL(root + name, ASM), 'utf8');
    const source = readFileSync(new URL(path, ASM), 'utf8');
    const flat = source.replace(/^\s*\.include "(.*)"/gm, (_, name: string) => include(name));
    expect(plain(assemble(source, { include }))).toEqual(gnuAs(flat));
  });

  it('finds the same sizes for random branches', () => {
    fc.assert(
      fc.property(layouts, (source) => {
        expect(plain(assemble(source))).toEqual(gnuAs(source));
      }),
      { numRuns: 150 },
    );
  });
});

/** What compilers emit raises no alarm: a sample of the corpus, each program for as long as the suite has time. */

import { describe, expect, test } from 'vitest';
import { Runtime } from '../../../src/runtime/index.ts';
import { Checker } from '../../../src/scope/index.ts';
import { readArchive } from '../../corpus/archive.ts';
import { loadProgram } from '../../corpus/load.ts';
import { programsOf, VARIANTS } from '../../corpus/variants.ts';

const LONGEST_RUN = 20_000;
/** Of each variant every so many-th program; others in the next variant. */
const EVERY = 8;

describe.each(VARIANTS.map((variant, index) => ({ ...variant, index })))('$name', ({ index, ...variant }) => {
  const files = readArchive(variant.name);
  const sample = programsOf(variant).filter((_, number) => (number + index) % EVERY === 0);

  test.each(sample)('%s', (program) => {
    const checker = new Checker(new Runtime(loadProgram(program, variant, files.get(program)!)));
    checker.run({ maxInstructions: LONGEST_RUN });
    expect(checker.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});

/** Records what GNU as 2.40 makes of every golden source and of AT&T syntax: `npx tsx test/assembler/record.ts`. */

import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { compile, hasCompiler, RECORDED_OUTPUTS } from './compilers.ts';
import { goldenNames, goldenSource, RECORDED, syntaxFor } from './golden.ts';
import { gnuAs, hasAs } from './gas.ts';
import { layouts } from './layouts.ts';
import { readRows } from '../isa/rows.ts';
import { recordAttRows } from './att-rows.ts';

if (!hasAs()) throw new Error('GNU as 2.40 is needed');

/** A sample of random layouts, each in a section of its own with labels of its own. */
const sample = fc.sample(layouts, { seed: 240, numRuns: 25 });
const random = sample.map(
  (text, index) => `\t.section .text.r${index},"ax"\n${text.replace(/\bl(\d+)/g, `r${index}_$1`)}`,
);
writeFileSync(new URL('golden/random.s', import.meta.url), `# made by record.ts\n${random.join('')}`);

for (const [name, [compiler, source, options]] of Object.entries(RECORDED_OUTPUTS)) {
  if (!hasCompiler(compiler)) console.log(`${name} is left as it is: there is no ${compiler}`);
  else writeFileSync(new URL(`golden/${name}`, import.meta.url), compile(compiler, source, options));
}

const entries = goldenNames().map(
  (name) => [name, gnuAs(goldenSource(name), syntaxFor(goldenSource(name)))] as const,
);
writeFileSync(RECORDED, `${JSON.stringify(Object.fromEntries(entries), undefined, 1)}\n`);

recordAttRows(readRows().map(({ hex }) => hex));

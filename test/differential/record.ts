/**
 * Records a sample of random programs on this computer's processor: `npx tsx test/differential/record.ts`.
 * Needs gcc on x86-64 Linux.
 */

import { writeFileSync } from 'node:fs';
import { pack } from '../vectors/file.ts';
import { Comparison } from './compare.ts';
import { generate } from './generate.ts';

const PROGRAMS = 150;
const STARTS = 2;

const comparison = new Comparison();
const programs = Array.from({ length: PROGRAMS }, (_, seed) => generate(seed, STARTS));
const file = pack(comparison.record(programs).map(({ recording }) => recording));
comparison.close();
writeFileSync(new URL('./sample.bin.gz', import.meta.url), file);
console.log(`${PROGRAMS} programs, ${file.length} bytes`);

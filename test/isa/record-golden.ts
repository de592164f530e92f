/** Writes the golden file anew from GNU as: `npx tsx test/isa/record-golden.ts`. */

import { writeFileSync } from 'node:fs';
import { assembleLines } from './gnu-as.ts';
import { disassemble, GOLDEN_FILE, goldenInstructions } from './rows.ts';

const instructions = goldenInstructions();
const bytes = assembleLines(instructions.map(({ source }) => source));
const lines = instructions.flatMap(({ text }, index) => {
  const hex = bytes[index];
  if (hex === undefined) return [];
  const disassembly = disassemble(hex);
  const columns = [hex.replaceAll(/(..)(?!$)/g, '$1 '), text];
  return [[...columns, ...(disassembly && disassembly !== text ? [disassembly] : [])].join(' | ')];
});
writeFileSync(GOLDEN_FILE, `${lines.join('\n')}\n`);
console.log(`${lines.length} rows`);

/** Writes the golden files anew from GNU as: `npx tsx test/isa/record-golden.ts`. */

import { writeFileSync } from 'node:fs';
import { assembleLines } from './gnu-as.ts';
import { disassemble, GOLDEN_FOLDER, goldenInstructions } from './rows.ts';

const instructions = goldenInstructions();
const bytes = assembleLines(instructions.map(({ source }) => source));
const files = new Map<string, string[]>();
instructions.forEach(({ text, form }, index) => {
  const hex = bytes[index];
  if (hex === undefined) return;
  const disassembly = disassemble(hex);
  const columns = [hex.replaceAll(/(..)(?!$)/g, '$1 '), text];
  const line = [...columns, ...(disassembly && disassembly !== text ? [disassembly] : [])].join(' | ');
  files.set(form.extension, [...(files.get(form.extension) ?? []), line]);
});
for (const [extension, lines] of files) {
  writeFileSync(new URL(`${extension}.txt`, GOLDEN_FOLDER), `${lines.join('\n')}\n`);
  console.log(`${extension}: ${lines.length} rows`);
}

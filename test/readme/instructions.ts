/** Writes the table of docs/instructions.md out of the instruction table: `npx tsx test/readme/instructions.ts`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CONDITIONS, allForms, type Form } from '../../src/isa/forms.ts';
import { refusedExtensions } from '../../src/isa/refused.ts';

export const INSTRUCTIONS = new URL('../../docs/instructions.md', import.meta.url);
const BEGIN = '<!-- prettier-ignore-start -->\n';
const END = '<!-- prettier-ignore-end -->';

/** Conditions as one: `jcc`. What a mnemonic stands for with a fixed immediate (`cmpeqps`) is left out. */
function shown({ mnemonic, condition, fixedImmediate }: Form): string[] {
  if (fixedImmediate !== undefined) return [];
  if (condition === undefined) return [mnemonic];
  const suffix = CONDITIONS[condition]!.find((name) => mnemonic.endsWith(name))!;
  return [`${mnemonic.slice(0, -suffix.length)}cc`];
}

/** The part between the page's two marks. */
export function instructionTable(): string {
  const extensions = [...new Set(allForms().map(({ extension }) => extension))];
  const rows = extensions.map((extension) => {
    const names = allForms()
      .filter((form) => form.extension === extension)
      .flatMap(shown);
    return `| ${extension} | ${[...new Set(names)].sort().join(' ')} |`;
  });
  return [
    '| extension | instructions |',
    '| --- | --- |',
    ...rows,
    `| refused | ${refusedExtensions().join(', ')} |`,
    '',
  ].join('\n');
}

/** The page with the table as it should be. */
export function withTable(text: string): string {
  const begin = text.indexOf(BEGIN) + BEGIN.length;
  const end = text.indexOf(END);
  if (begin < BEGIN.length || end < begin) throw new Error('docs/instructions.md has no place for the table');
  return text.slice(0, begin) + instructionTable() + text.slice(end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(INSTRUCTIONS, withTable(readFileSync(INSTRUCTIONS, 'utf8')));
}

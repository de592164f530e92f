/** Writes the table of docs/models.md: `npx tsx test/models/table.ts`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelsTable, STEADY } from '../../src/cli/models-text.ts';
import { compare, type Row } from '../../src/models/index.ts';

export const PAGE = new URL('../../docs/models.md', import.meta.url);
export const TASKS = 100;

const BEGIN = '<!-- models: begin -->\n';
const END = '<!-- models: end -->';

/** The page with the table as it should be. */
export function withTable(text: string, rows: readonly Row[]): string {
  const begin = text.indexOf(BEGIN) + BEGIN.length;
  const end = text.indexOf(END);
  if (begin < BEGIN.length || end < begin) throw new Error('the page has no place for the table');
  const table = modelsTable(rows, STEADY, (_format, word) => word, 100);
  return `${text.slice(0, begin)}\n\`\`\`text\n${table}\n\`\`\`\n\n${text.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), compare(TASKS)));
}

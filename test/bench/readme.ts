/** The README's section with the findings, and its picture. */

import { readFileSync, writeFileSync } from 'node:fs';
import { plot } from './plot.ts';
import type { Report } from './report.ts';
import { table } from './table.ts';

const README = new URL('../../README.md', import.meta.url);
const PICTURE = new URL('../../docs/bench.svg', import.meta.url);

const BEGIN = '<!-- bench: begin -->';
const END = '<!-- bench: end -->';

/** What stands between the two comments. @throws when the text does not have both */
export function section(readme: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`the README has no section from '${BEGIN}' to '${END}'`);
  return readme.slice(begin + BEGIN.length, end);
}

/** The README with the findings of another run. */
export function withReport(readme: string, report: Report): string {
  const fenced = `\n\n\`\`\`text\n${table(report)}\n\`\`\`\n\n`;
  return readme.replace(`${BEGIN}${section(readme)}${END}`, () => `${BEGIN}${fenced}${END}`);
}

export function writeReport(report: Report): void {
  writeFileSync(README, withReport(readFileSync(README, 'utf8'), report));
  writeFileSync(PICTURE, plot(report.curve));
}

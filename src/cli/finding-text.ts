/** Findings of the checks as text. */

import type { Outcome } from '../runtime/index.ts';
import type { Finding, Moment } from '../scope/index.ts';
import { InputError } from './command.ts';
import { readSource } from './files.ts';
import { wrapped } from './grid.ts';
import type { Paint } from './terminal.ts';
import { count, threadTitle } from './words.ts';

export function summaryText(findings: readonly Finding[], outcome: Outcome, instructions: number): string {
  const found = findings.length === 0 ? 'nothing found' : count(findings.length, 'finding');
  const stopped = {
    limit: ', where --max-instructions stopped it',
    deadlock: ', behind which everybody waits',
  };
  const end = outcome.kind === 'limit' || outcome.kind === 'deadlock' ? stopped[outcome.kind] : '';
  return `${found} in ${count(instructions, 'instruction')}${end}`;
}

/** Some lines for a terminal of some width. */
export function findingText(
  { code, message, advice, at, cause }: Finding,
  paint: Paint,
  width: number,
): string {
  const rows: [string, string][] = [
    ['at', momentText(at)],
    ...(cause ? [['cause', momentText(cause)] as [string, string]] : []),
    ['instead', advice],
  ];
  const place = at.line ? `${at.line.file}:${at.line.line}: ` : '';
  const body = rows.map(([label, text]) => {
    const [first = '', ...rest] = wrapped(text, width - INDENT);
    const lines = [`  ${paint('cyan', label.padEnd(INDENT - 2))}${first}`];
    return [...lines, ...rest.map((line) => ' '.repeat(INDENT) + line)].join('\n');
  });
  const [title = '', ...rest] = wrapped(`${place}${code}: ${message}`, width);
  const head = title.replace(code, paint(['red', 'bold'], code));
  return [head, ...rest, ...body].join('\n');
}

const INDENT = 11;

function momentText({ instruction, address, disassembly, line, thread }: Moment): string {
  const where = line ? `${line.file}:${line.line}` : address.name;
  const source = line ? sourceLine(line.file, line.line) : undefined;
  const number = instruction === null ? '' : `, instruction ${instruction}`;
  const what = source ?? disassembly;
  return `${where}${number}, thread ${threadTitle(thread)}${what === null ? '' : `: ${what}`}`;
}

const sources = new Map<string, readonly string[]>();

/** Undefined where the source is not at hand. */
function sourceLine(file: string, line: number): string | undefined {
  let lines = sources.get(file);
  if (!lines) {
    lines = readLines(file);
    sources.set(file, lines);
  }
  return lines[line - 1]?.replace(/\s+#.*/, '').trim();
}

function readLines(file: string): readonly string[] {
  try {
    return readSource(file).split('\n');
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

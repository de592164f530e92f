/** Lines a second of the assembler. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../src/assembler/index.ts';
import { programText } from '../runtime/program.ts';
import { hasTool, seconds } from './children.ts';
import { medians, timed, type Contestant, type Effort } from './contest.ts';
import { row, type Findings, type Named } from './report.ts';
import type { Sizes } from './sizes.ts';

const PROGRAMS = ['demo', 'counters', 'fib', 'sieve', 'pingpong', 'million'] as const;
/** Lines a second. */
const LEAST = 200_000;

/** The programs one after the other, again and again; each time all their names are new ones. */
export function longSource(lines: number): string {
  const texts = PROGRAMS.map(programText);
  const parts: string[] = [];
  for (let total = 0; total < lines;) {
    for (const text of texts) {
      parts.push(renamed(text, `_${parts.length}`));
      total += text.split('\n').length - 1;
    }
  }
  return parts.join('');
}

/** With an ending to all names that the text defines. */
function renamed(text: string, ending: string): string {
  const names = [...text.matchAll(/^([a-z_]\w*):|^ *\.equ (\w+),/gim)].map(
    ([, label, constant]) => label ?? constant,
  );
  return text.replaceAll(new RegExp(`\\b(?:${names.join('|')})\\b`, 'g'), `$&${ending}`);
}

export async function assembling({ lines }: Sizes, effort: Effort): Promise<Findings> {
  const source = longSource(lines);
  const count = source.split('\n').length - 1;
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-bench-'));
  try {
    const contestants: Record<string, Contestant> = {
      assembler: () => count / (timed(() => assemble(source, { name: 'long.s' })) / 1_000),
    };
    const hasAs = hasTool('as');
    if (hasAs) {
      const [input, object] = [join(folder, 'long.s'), join(folder, 'long.o')];
      writeFileSync(input, source);
      contestants['GNU as'] = () => count / seconds('as', ['--64', '-o', object, input], '');
    }
    const found = await medians(contestants, effort);
    const beside: Named[] = hasAs ? [{ name: 'GNU as', value: found['GNU as']!, unit: 'lines/s' }] : [];
    return { rows: [row('assembling', 'lines/s', found['assembler']!, { least: LEAST }, beside)] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lines a second of the assembler. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../src/assembler/index.ts';
import { readArchive } from '../corpus/archive.ts';
import { hasTool, seconds } from './children.ts';
import { medians, timed, type Contestant, type Effort } from './contest.ts';
import { row, type Findings, type Named, type Row } from './report.ts';
import type { Sizes } from './sizes.ts';

/** What compilers made of the programs of the corpus, in both dialects; by what the table calls it. */
export const SOURCES = { 'gcc -O2, AT&T': 'gcc-O2-att', 'gcc -O3, Intel': 'gcc-O3-intel' } as const;
type Title = keyof typeof SOURCES;
const LIMIT = 'sixty sources are read once: few lines repeat, and the engine is still warming up';
/** Lines a second. */
const LEAST = 200_000;

/** Each program once, one after the other, up to so many lines or a program more; no two have a name in common. */
export function longSource(title: Title, most: number): string {
  const parts: string[] = [];
  let lines = 0;
  for (const bytes of readArchive(SOURCES[title]).values()) {
    if (lines >= most) break;
    const text = new TextDecoder().decode(bytes);
    parts.push(renamed(text, `_${parts.length}`));
    lines += linesOf(text);
  }
  return parts.join('');
}

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

/** With an ending to all names that the text defines; a mnemonic of the same name stays. */
function renamed(text: string, ending: string): string {
  const defined = text.matchAll(/^([\w.$]+):|^\s*\.(?:comm|set)\s+([\w.$]+)/gm);
  const names = new Set(Array.from(defined, ([, label, directive]) => label ?? directive));
  return text.replaceAll(
    /^(\s+[\w.]+)?(.*)$/gm,
    (_, mnemonic: string | undefined, rest: string) =>
      (mnemonic ?? '') + rest.replaceAll(/[\w.$]+/g, (word) => (names.has(word) ? word + ending : word)),
  );
}

export async function assembling(sizes: Sizes, effort: Effort): Promise<Findings> {
  const rows: Row[] = [];
  for (const title of Object.keys(SOURCES) as Title[])
    rows.push(await oneSource(title, longSource(title, sizes.lines), effort));
  return { rows };
}

async function oneSource(title: Title, source: string, effort: Effort): Promise<Row> {
  const count = linesOf(source);
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
    return row(`assembling ${title}`, 'lines/s', found['assembler']!, { least: LEAST }, beside, LIMIT);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

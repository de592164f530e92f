/** GNU as 2.40 as the standard: one line -> its bytes, for many lines at once. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function hasAs(): boolean {
  return spawnSync('as', ['--version']).status === 0;
}

/** The bytes of each line in hex; undefined where as refuses the line or warns of it. */
export function assembleLines(
  lines: readonly string[],
  syntax = '.intel_syntax noprefix',
): readonly (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-as-'));
  try {
    const object = join(folder, 'out.o');
    const source = join(folder, 'in.s');
    const assemble = (refused: ReadonlySet<number>): Set<number> => {
      // one source line for each, so that as's line numbers are ours; the lengths go into a section of their own
      const text = lines.map((line, index) =>
        refused.has(index) ? '' : `1: ${line}; 2: .section .lengths; .byte 2b-1b; .text`,
      );
      writeFileSync(source, [syntax, ...text, ''].join('\n'));
      const { stderr, error } = spawnSync('as', ['--64', '-o', object, source], { encoding: 'utf8' });
      if (error) throw new Error('GNU as (binutils) is missing', { cause: error });
      const errors = stderr.matchAll(/^[^\n]*?:(\d+): (?:Error|Warning):/gm);
      return new Set([...errors].map((match) => Number(match[1]) - 2));
    };
    const refused = assemble(new Set());
    if (refused.size > 0 && assemble(refused).size > 0) throw new Error('as refuses what it took at first');
    const section = (name: string): Buffer => {
      const file = join(folder, `section${name}`);
      execFileSync('objcopy', [
        '-O',
        'binary',
        '--set-section-flags',
        `${name}=alloc`,
        '-j',
        name,
        object,
        file,
      ]);
      return readFileSync(file);
    };
    const bytes = section('.text');
    const lengths = [...section('.lengths')];
    let at = 0;
    return lines.map((_, index) => {
      if (refused.has(index)) return undefined;
      const start = at;
      at += lengths.shift()!;
      return bytes.toString('hex', start, at);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

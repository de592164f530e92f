/**
 * Golden rows of instructions in AT&T syntax, `hex | text`: what objdump writes for the golden rows of `test/isa`, and
 * what GNU as makes of that.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assembleLines } from '../isa/gnu-as.ts';

const ROWS = new URL('golden/att.txt', import.meta.url);

export function attRows(): { hex: string; text: string }[] {
  return readFileSync(ROWS, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [hex = '', text = ''] = line.split(' | ');
      return { hex, text };
    });
}

/** Texts that as refuses or warns of are left out. */
export function recordAttRows(hexes: readonly string[]): void {
  const texts = [...new Set(disassembled(hexes))];
  const rows = assembleLines(texts, '.att_syntax').flatMap((hex, index) =>
    hex === undefined ? [] : [`${hex} | ${texts[index]}\n`],
  );
  writeFileSync(ROWS, rows.join(''));
}

function disassembled(hexes: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-att-'));
  try {
    const source = join(folder, 'in.s');
    const object = join(folder, 'out.o');
    const bytes = hexes.map(
      (hex) =>
        `.byte ${hex
          .match(/../g)
          ?.map((byte) => `0x${byte}`)
          .join(',')}\n`,
    );
    writeFileSync(source, bytes.join(''));
    execFileSync('as', ['-o', object, source]);
    const options = { encoding: 'utf8', maxBuffer: 1 << 26 } as const;
    const text = execFileSync('objdump', ['-d', '-M', 'att,suffix', '--no-show-raw-insn', object], options);
    return [...text.matchAll(/^ +([\da-f]+):\t(.*)$/gm)].map(([, at = '', line = '']) => plain(line, at));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without remarks; a branch's target counts from where it stands. */
function plain(line: string, at: string): string {
  const text = line
    .replace(/\s*[#<].*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.replace(/^((?:j|call|loop)\S* )0x([\da-f]+)$/, (_, head: string, target: string) => {
    const distance = BigInt.asIntN(64, BigInt(`0x${target}`) - BigInt(`0x${at}`));
    return `${head}.${distance < 0n ? '' : '+'}${distance}`;
  });
}

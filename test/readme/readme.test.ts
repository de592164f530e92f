/** Everything that the README says is so. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isMissing } from '../elf/tools.ts';
import { INSTRUCTIONS, withTable } from './instructions.ts';
import { draw, PICTURE } from './picture.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The fenced blocks of a language, and the output that stands below a block of `ts` or `sh`. */
function blocks(language: string): string[] {
  return [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text]) => text ?? '');
}

/** What C compilers there are decides which commands can be shown to run; CI has them. */
const needsCompiler = (text: string): boolean => /\.c\b/.test(text);

test.skipIf(isMissing('cc'))('the C example runs', () => {
  const [example = ''] = blocks('c');
  const folder = mkdtempSync(join(ROOT, 'build/readme-'));
  try {
    const file = join(folder, 'greets.c');
    writeFileSync(file, example);
    const output = execFileSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'run', file], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(output).toBe('ann says hello\nbob says hello\n'.repeat(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the picture is what the demo prints', () => {
  expect(readFileSync(PICTURE, 'utf8')).toBe(draw());
});

test('the table of instructions is the instruction table', () => {
  const page = readFileSync(INSTRUCTIONS, 'utf8');
  expect(page).toBe(withTable(page));
});

test.each(blocks('ts'))('example %# runs and prints what is said', (example) => {
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(14);
  const said = /^\/\/ prints (.*)$/m.exec(example)?.[1];
  const folder = mkdtempSync(join(ROOT, 'build/readme-'));
  try {
    const file = join(folder, 'example.ts');
    writeFileSync(file, example.replace("'fiberscope'", "'../../src/index.ts'"));
    const output = execFileSync(process.execPath, ['--import', 'tsx', file], { cwd: ROOT, encoding: 'utf8' });
    expect(output.trim()).toBe(said);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('each command that is shown runs', () => {
  const commands = blocks('sh')
    .flatMap((text) => text.split('\n'))
    .map((line) => line.replace(/\s+#.*/, ''))
    .filter((line) => line.startsWith('npm run -s fiberscope -- '));

  test('and there are some', () => {
    expect(commands.length).toBeGreaterThan(3);
  });

  for (const command of commands) {
    test.skipIf(needsCompiler(command) && isMissing('cc')).concurrent(`it exits with 0: ${command}`, () => {
      const args = command.replace('npm run -s fiberscope -- ', '').split(' ');
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'src/cli/main.ts', ...args],
        {
          cwd: ROOT,
          encoding: 'utf8',
        },
      );
      expect({ status, defect: stderr.includes('defect') }).toEqual({ status: 0, defect: false });
    });
  }
});

test('the files that it names are there', () => {
  const named = [...README.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path]) => path!);
  expect(named.length).toBeGreaterThan(3);
  for (const path of named) expect(() => readFileSync(join(ROOT, path)), path).not.toThrow(/ENOENT/);
});

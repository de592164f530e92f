/**
 * Each check, on a program that has its mistake and on the nearest one that has not: the same file, without the lines
 * that are marked `# right`, and without those marked `# wrong`. Its first line says what is found; another may say how
 * its stacks come to their memory.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { STACK_MODES } from '../../../src/runtime/index.ts';
import { Checker } from '../../../src/scope/index.ts';
import { runtimeOf } from '../../runtime/program.ts';

const folder = new URL('./', import.meta.url);
const PROGRAMS = readdirSync(folder).filter((file) => file.endsWith('.s'));
const MOST_INSTRUCTIONS = 1_000_000;

function variant(source: string, without: 'right' | 'wrong'): Checker {
  const lines = source.split('\n').map((line) => (line.endsWith(`# ${without}`) ? '' : line));
  const stack = STACK_MODES.find((mode) => source.includes(`# stack: ${mode}\n`));
  const options = stack === undefined ? {} : { stack };
  return new Checker(runtimeOf(`        .intel_syntax noprefix\n${lines.join('\n')}`, options));
}

describe.each(PROGRAMS)('%s', (file) => {
  const source = readFileSync(new URL(file, folder), 'utf8');
  const [, code, register = null] = /^# finds: ([\w-]+)(?: (\w+))?/.exec(source)!;

  test('finds the mistake', () => {
    const checker = variant(source, 'right');
    checker.run({ maxInstructions: MOST_INSTRUCTIONS });
    expect(checker.findings[0]).toMatchObject({ code, register });
  });

  test('finds nothing where it is not', () => {
    const checker = variant(source, 'wrong');
    const outcome = checker.run({ maxInstructions: MOST_INSTRUCTIONS });
    expect(checker.findings.map(({ message }) => message)).toEqual([]);
    expect(outcome).toEqual({ kind: 'exit', status: 0 });
  });
});

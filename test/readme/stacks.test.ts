/** docs/stacks.md says what the machine does. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { programOf } from '../runtime/program.ts';
import { STACKS, withStacksTable } from './stacks.ts';

const PAGE = readFileSync(STACKS, 'utf8');

test('the table is what is measured', () => {
  expect(PAGE).toBe(withStacksTable(PAGE));
});

const SHOWN = /^ {4}\$ fiberscope run --stack copy asm\/programs\/(\S+)\.s\n {4}(.*)$/gm;

test.each([...PAGE.matchAll(SHOWN)].map(([, name = '', output = '']) => [name, output] as const))(
  '%s prints: %s',
  (name, output) => {
    const runtime = programOf(name, {}, { stack: 'copy' });
    runtime.run();
    expect(runtime.output).toBe(`${output}\n`);
  },
);

test('the text quotes the table', () => {
  const [, away, at] = /instructions a call in a loop \|.*?(\d+) \|\n.* (\d+) \|$/m.exec(PAGE) ?? [];
  expect(PAGE).toContain(`${at} instructions a call in \`hot.s\` instead of ${away}`);
});

test('the files that it names are there', () => {
  for (const [, path = ''] of PAGE.matchAll(/\]\(([^)]+\.s)\)/g))
    expect(() => readFileSync(fileURLToPath(new URL(path, STACKS)))).not.toThrow();
});

/** The programs of asm/programs/mistakes/: each fails, is caught with the right words, and has a twin that is right. */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble } from '../../../src/assembler/index.ts';
import { Runtime, type Outcome } from '../../../src/runtime/index.ts';
import { Checker } from '../../../src/scope/index.ts';

const folder = new URL('../../../asm/programs/mistakes/', import.meta.url);
const names = (path: string): string[] =>
  readdirSync(new URL(path, folder)).filter((file) => file.endsWith('.s'));

/** How it ends, what it prints, and what is found, addresses aside: they move with the guest's code. */
function checked(path: string): string {
  const source = readFileSync(new URL(path, folder), 'utf8');
  const checker = new Checker(new Runtime(assemble(source, { name: path })));
  const outcome = checker.run({ maxInstructions: 100_000 });
  const findings = checker.findings.map(
    ({ code, message, at, cause }) =>
      `${at.line?.file}:${at.line?.line}: ${code}: ${message}` +
      (cause
        ? `\n  cause: ${cause.line?.file}:${cause.line?.line}, thread ${cause.thread.id} ${cause.thread.name}`
        : ''),
  );
  const text = [endOf(outcome), checker.runtime.output, ...findings].join('\n');
  return `${text.replaceAll(/0x[0-9a-f]{6,}/g, '0x...')}\n`;
}

function endOf(outcome: Outcome): string {
  return 'status' in outcome ? `${outcome.kind} ${outcome.status}` : outcome.kind;
}

test('there are twelve', () => {
  expect(names('.')).toHaveLength(12);
  expect(names('fixed/')).toEqual(names('.'));
});

test.each(names('.'))('%s', async (file) => {
  await expect(checked(file)).toMatchFileSnapshot(`expected/${file.slice(0, -2)}.txt`);
});

test.each(names('fixed/'))('fixed/%s', async (file) => {
  await expect(checked(`fixed/${file}`)).toMatchFileSnapshot(`expected/${file.slice(0, -2)}-fixed.txt`);
});

/**
 * Well-known ways to switch raise no alarm. Each file has one, written for this test in the manner of the library that
 * it names: the same layout of the context, the same order of saving, loading and going on.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble } from '../../../../src/assembler/index.ts';
import type { ObjectFile } from '../../../../src/elf/object.ts';
import { Runtime } from '../../../../src/runtime/index.ts';
import { Checker } from '../../../../src/scope/index.ts';

const folder = new URL('./', import.meta.url);
const DRIVER = 'driver.s';
const SWITCHES = readdirSync(folder).filter((file) => file.endsWith('.s') && file !== DRIVER);

function assembled(name: string): ObjectFile {
  return assemble(readFileSync(new URL(name, folder), 'utf8'), { name });
}

test.each(SWITCHES)('%s', (file) => {
  const checker = new Checker(new Runtime([assembled(DRIVER), assembled(file)]), { poison: true });
  const outcome = checker.run({ maxInstructions: 100_000 });
  expect(checker.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  expect(outcome).toEqual({ kind: 'exit', status: 0 });
  expect(checker.runtime.output).toBe('510\n1010\n511\n1011\n512\n1012\n');
});

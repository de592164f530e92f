/**
 * Well-known ways to switch raise no alarm. Each file has one, written for this test in the manner of the library that
 * it names: the same layout of the context, the same order of saving, loading and going on.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../../../src/assembler/index.ts';
import { Runtime } from '../../../../src/runtime/index.ts';
import { Checker } from '../../../../src/scope/index.ts';

const folder = new URL('./', import.meta.url);
const DRIVER = 'driver.s';
const SWITCHES = readdirSync(folder).filter((file) => file.endsWith('.s') && file !== DRIVER);

const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

function checkerOf(file: string, source: string): Checker {
  const objects = [assemble(textOf(DRIVER), { name: DRIVER }), assemble(source, { name: file })];
  return new Checker(new Runtime(objects), { poison: true });
}

test.each(SWITCHES)('%s', (file) => {
  const checker = checkerOf(file, textOf(file));
  const outcome = checker.run({ maxInstructions: 100_000 });
  expect(checker.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  expect(outcome).toEqual({ kind: 'exit', status: 0 });
  expect(checker.runtime.output).toBe('510\n1010\n511\n1011\n512\n1012\n');
});

/** Those whose contexts have a place for each register: it can be left out. */
const WITH_PLACES = SWITCHES.filter((file) => !['pushes.s', 'pc-and-sp.s'].includes(file));

describe.each(WITH_PLACES)('%s without', (file) => {
  test.each(['rbx', 'rbp', 'r12', 'r13', 'r14', 'r15'])('%s', (register) => {
    // a new coroutine begins with what its context says: only what a switch saves is left out
    const save = new RegExp(`^ +mov \\[r(?:di|sp)\\+0x\\w\\w\\], ${register}$`, 'm');
    const source = textOf(file);
    expect(source).toMatch(save);
    const checker = checkerOf(file, source.replace(save, ''));
    checker.run({ maxInstructions: 100_000 });
    expect(checker.findings.map(({ code, register: lost }) => `${code} ${lost}`)).toContain(
      `callee-saved-register ${register}`,
    );
  });
});

/** Programs without a mistake: nothing is found. */

import { describe, expect, test } from 'vitest';
import { assemble } from '../../../src/assembler/index.ts';
import type { Constants } from '../../runtime/program.ts';
import { programOf } from '../../runtime/program.ts';
import { Runtime } from '../../../src/runtime/index.ts';
import { Checker } from '../../../src/scope/index.ts';

function findings(runtime: Runtime): readonly string[] {
  const checker = new Checker(runtime, { poison: true });
  expect(checker.run()).toEqual({ kind: 'exit', status: 0 });
  return checker.findings.map(({ code, message }) => `${code}: ${message}`);
}

describe('asm/programs', () => {
  test.each<[string, Constants]>([
    ['demo', {}],
    ['counters', {}],
    ['fib', { N: 15 }],
    ['sieve', { SIZE: 1_000 }],
    ['pingpong', { SWITCHES: 1_000 }],
    ['million', {}],
  ])('%s with %o', (name, constants) => {
    expect(findings(programOf(name, constants))).toEqual([]);
  });
});

test('constructors and destructors', () => {
  const source = `.intel_syntax noprefix
    .globl main
    main: xor eax, eax
    ret
    work: mov ecx, 3
    ret
    .section .init_array
    .quad work, work
    .section .fini_array
    .quad work, work`;
  expect(findings(new Runtime(assemble(source, { name: 'constructors.s' })))).toEqual([]);
});

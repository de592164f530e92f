/** Real compilers' output does on the machine what it did on a computer. */

import { describe, expect, test } from 'vitest';
import { Runtime } from '../../src/runtime/index.ts';
import { readArchive } from './archive.ts';
import { loadProgram } from './load.ts';
import { expectedOutput, programsOf, VARIANTS, type Variant } from './variants.ts';

/** No program takes as many, at any level. */
const MOST_INSTRUCTIONS = 4_000_000;

/** What a program prints, and how it ends where that is not well. */
function run(program: string, variant: Variant, bytes: Uint8Array): string {
  const runtime = new Runtime(loadProgram(program, variant, bytes));
  const outcome = runtime.run({ maxInstructions: MOST_INSTRUCTIONS });
  const end =
    outcome.kind === 'exit' && outcome.status === 0 ? '' : `\n${JSON.stringify(outcome, jsonValue)}`;
  return runtime.output + end;
}

const jsonValue = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `0x${value.toString(16)}` : value;

/** One compiler a test file: they run at the same time. */
export function replay(compiler: Variant['compiler']): void {
  const variants = VARIANTS.filter((variant) => variant.compiler === compiler);

  describe.each(variants)('$name', (variant) => {
    const files = readArchive(variant.name);

    test.each(programsOf(variant))('%s', (program) => {
      expect(run(program, variant, files.get(program)!)).toBe(expectedOutput(program));
    });
  });
}

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Op } from '../../asm/abi.ts';
import { decode, type Instruction } from '../../src/isa/decode.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { isRepeatable } from '../../src/isa/prefix.ts';
import { operationOf } from '../../src/machine/operation.ts';
import { unpack } from './file.ts';
import { CASES } from './generate.ts';
import { CODE, type Recording, type Vector } from './layout.ts';
import { Bench, type Leeway } from './machine.ts';
import { isShift, undefinedFlags } from './undefined-flags.ts';

const read = (name: string): readonly Recording[] =>
  unpack(readFileSync(new URL(`./${name}.bin.gz`, import.meta.url)));

/** The count of a shift or rotate. */
function countOf({ operands, form }: Instruction, { before }: Vector): number | undefined {
  if (!isShift(form.mnemonic)) return undefined;
  const by = operands.at(-1);
  return by?.kind === 'immediate' ? Number(by.value & 0xffn) : Number(before.registers[1]! & 0xffn);
}

function leewayOf(instruction: Instruction, vector: Vector): Leeway {
  const { mnemonic, operands } = instruction.form;
  return {
    flags: undefinedFlags(mnemonic, operands[0]?.size ?? 0, countOf(instruction, vector)),
    approximate: /^r(?:cp|sqrt)[ps]s$/.test(mnemonic),
    loadsMxcsr: mnemonic === 'ldmxcsr',
  };
}

/** A repeated instruction counts once for each iteration. */
function stepsOf({ form, prefixes }: Instruction, { before, after }: Vector): number {
  if (prefixes.length === 0 || !isRepeatable(form)) return 1;
  return Math.max(1, Number(BigInt.asUintN(32, before.registers[RCX]! - after.registers[RCX]!)));
}

const RCX = 1;

/** What the machine does otherwise, a few lines of each recording. */
function replay(bench: Bench, { code, vectors }: Recording): readonly string[] {
  const instruction = decode(code, BigInt(CODE))!;
  const rips = vectors.filter(({ after }) => !after.divideError).map(({ after }) => after.rip);
  bench.place(code, [...new Set(rips)]);
  const cases = vectors.map((vector) => ({
    vector,
    leeway: leewayOf(instruction, vector),
    steps: stepsOf(instruction, vector),
  }));
  const interpreted = cases.flatMap(({ vector, leeway, steps }) => [
    ...bench.step(vector, steps, leeway),
    ...bench.runThrough(vector, steps, leeway),
  ]);
  bench.machine.compile();
  const compiled = cases.flatMap(({ vector, leeway, steps }) =>
    bench.runThrough(vector, steps, leeway).map((line) => `compiled: ${line}`),
  );
  const lines = [...interpreted, ...compiled];
  return lines.slice(0, 2).map((line) => `${formatInstruction(instruction)}: ${line}`);
}

describe('the machine does what a processor did', () => {
  const bench = new Bench();
  const single = [...read('base'), ...read('sse')];
  const byMnemonic = new Map<string, Recording[]>();
  for (const recording of single) {
    const { mnemonic } = decode(recording.code)!.form;
    byMnemonic.set(mnemonic, [...(byMnemonic.get(mnemonic) ?? []), recording]);
  }

  test('in every operation but those that stop it, and those that tell what processor it is', () => {
    const done = new Set(
      single.map(({ code }) => {
        const { form, operands } = decode(code)!;
        return operationOf(
          form,
          operands.some(({ kind }) => kind === 'memory'),
        );
      }),
    );
    const missing = Object.values(Op).filter(
      (op) => typeof op === 'number' && op >= Op.MOV_R8_R8 && !done.has(op as Op),
    );
    const stops = ['INT3', 'UD2', 'HLT', 'SYSCALL'];
    const others = ['RDTSC', 'CPUID', 'INT_I', 'FXSAVE_M', 'FXRSTOR_M'];
    expect(missing.map((op) => Op[op as Op])).toEqual([...stops, ...others]);
  });

  test('in at least fifty cases of every form', () => {
    const cases = new Map<string, number>();
    for (const { code, vectors } of single) {
      const { text } = decode(code)!.form;
      cases.set(text, (cases.get(text) ?? 0) + vectors.length);
    }
    expect([...cases].filter(([, count]) => count < CASES)).toEqual([]);
  });

  test.each([...byMnemonic])('%s', (_, group) => {
    const lines = group.flatMap((recording) => replay(bench, recording));
    expect(lines.slice(0, 20)).toEqual([]);
  });
});

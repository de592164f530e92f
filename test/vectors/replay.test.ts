import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Op } from '../../asm/abi.ts';
import { decode, type Instruction } from '../../src/isa/decode.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { isRepeatable } from '../../src/isa/prefix.ts';
import { operationOf } from '../../src/machine/decode-table.ts';
import { unpack } from './file.ts';
import { CASES } from './generate.ts';
import { CODE, type Recording, type Vector } from './layout.ts';
import { Bench, type Leeway } from './machine.ts';
import { undefinedAtEnd } from './programs.ts';
import { isShift, undefinedFlags } from './undefined-flags.ts';

const read = (name: string): readonly Recording[] =>
  unpack(readFileSync(new URL(`./${name}.bin.gz`, import.meta.url)));

function disassemble(code: Uint8Array): readonly Instruction[] {
  const list: Instruction[] = [];
  for (let at = 0; at < code.length; at += list.at(-1)!.length) {
    list.push(decode(code.subarray(at), BigInt(CODE + at))!);
  }
  return list;
}

/** The count of a shift or rotate. */
function countOf({ operands, form }: Instruction, { before }: Vector): number | undefined {
  if (!isShift(form.mnemonic)) return undefined;
  const by = operands.at(-1);
  return by?.kind === 'immediate' ? Number(by.value & 0xffn) : Number(before.registers[1]! & 0xffn);
}

function undefinedIn(list: readonly Instruction[], vector: Vector): number {
  if (list.length > 1) return undefinedAtEnd(list);
  const [instruction] = list as [Instruction];
  const { form } = instruction;
  return undefinedFlags(form.mnemonic, form.operands[0]?.size ?? 0, countOf(instruction, vector));
}

function leewayOf(list: readonly Instruction[], vector: Vector): Leeway {
  const { mnemonic } = list[0]!.form;
  return {
    flags: undefinedIn(list, vector),
    approximate: /^r(?:cp|sqrt)[ps]s$/.test(mnemonic),
    loadsMxcsr: mnemonic === 'ldmxcsr',
  };
}

/** How many instructions the code of a vector is: a repeated one counts once for each iteration. */
function stepsOf(
  list: readonly Instruction[],
  { instructions }: Recording,
  { before, after }: Vector,
): number {
  const [{ form, prefixes }] = list as [Instruction];
  if (prefixes.length === 0 || !isRepeatable(form)) return instructions;
  return Math.max(1, Number(BigInt.asUintN(32, before.registers[RCX]! - after.registers[RCX]!)));
}

const RCX = 1;

/** What the machine does otherwise, a few lines of each recording. */
function replay(bench: Bench, recording: Recording): readonly string[] {
  const { code, vectors } = recording;
  const list = disassemble(code);
  const rips = vectors.filter(({ after }) => !after.divideError).map(({ after }) => after.rip);
  bench.place(code, [...new Set(rips)]);
  const cases = vectors.map((vector) => ({
    vector,
    leeway: leewayOf(list, vector),
    steps: stepsOf(list, recording, vector),
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
  const text = list.map((instruction) => formatInstruction(instruction)).join('; ');
  return lines.slice(0, 2).map((line) => `${text}: ${line}`);
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

  test('programs of 16 instructions', () => {
    const lines = read('programs').flatMap((recording) => replay(bench, recording));
    expect(lines.slice(0, 10)).toEqual([]);
  });
});

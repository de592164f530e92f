/** Recordings on the machine: step by step, in one go with what follows, and the same when it has been compiled. */

import { decode, type Instruction } from '../../src/isa/decode.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { isRepeatable } from '../../src/isa/prefix.ts';
import { CODE, type Recording, type Vector } from './layout.ts';
import type { Bench, Leeway } from './machine.ts';
import { undefinedAtEnd } from './programs.ts';
import { isShift, undefinedFlags } from './undefined-flags.ts';

export function disassemble(code: Uint8Array): readonly Instruction[] {
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

/** What the machine does otherwise than recorded, a few lines; none when all is the same. */
export function replay(bench: Bench, recording: Recording): readonly string[] {
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

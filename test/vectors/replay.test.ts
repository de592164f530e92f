import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Op } from '../../asm/abi.ts';
import { decode } from '../../src/isa/decode.ts';
import { operationOf } from '../../src/machine/decode-table.ts';
import { unpack } from './file.ts';
import { CASES } from './generate.ts';
import type { Recording } from './layout.ts';
import { instances } from './instances.ts';
import { Bench } from './machine.ts';
import { record } from './native.ts';
import { PROGRAM_LENGTH, programs } from './programs.ts';
import { replay } from './replay.ts';

const read = (name: string): readonly Recording[] =>
  unpack(readFileSync(new URL(`./${name}.bin.gz`, import.meta.url)));

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

  const there = spawnSync('gcc', ['--version']).status === 0 || process.env['CI'] !== undefined;

  test.runIf(there)('and does now: programs that were never seen before', () => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const recordings = record(programs(instances(), 200, seed), PROGRAM_LENGTH);
    const lines = recordings.flatMap((recording) => replay(bench, recording));
    expect({ seed, lines: lines.slice(0, 10) }).toEqual({ seed, lines: [] });
  });
});

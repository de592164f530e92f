/**
 * Random programs, here and on the machine, for as long as is wanted: `npx tsx test/vectors/differential.ts --help`.
 * Needs gcc on x86-64 Linux.
 */

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { formatInstruction } from '../../src/isa/format.ts';
import { instances } from './instances.ts';
import type { Recording } from './layout.ts';
import { Bench } from './machine.ts';
import { record, type Case } from './native.ts';
import { PROGRAM_LENGTH, programs, readsUndefined } from './programs.ts';
import { disassemble, replay } from './replay.ts';

const HELP = `usage: npx tsx test/vectors/differential.ts [--minutes N] [--seed S]

Writes random programs of ${PROGRAM_LENGTH} instructions, runs each on this computer and on the
machine, and compares registers, flags, SSE state and memory.

  --minutes N   for so long (1)
  --seed S      of the first batch, a number (1)

A difference is shrunk and shown with its seed; the exit status is then 1.`;

const BATCH = 200;

/** The instructions of a recording, each as its bytes. */
function stepsOf(code: Uint8Array): readonly Uint8Array[] {
  let at = 0;
  return disassemble(code).map(({ length }) => code.subarray(at, (at += length)));
}

const joined = (steps: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(steps.flatMap((step) => [...step]));

/** Leaves out instructions as long as the rest still differs. */
function shrink(bench: Bench, { code, vectors }: Recording): Recording {
  let steps = stepsOf(code);
  const again = (shorter: readonly Uint8Array[]): Recording => {
    const cases = vectors.map(({ before, operand }): Case => ({
      code: joined(shorter),
      target: undefined,
      before,
      operand,
    }));
    return record([cases], shorter.length)[0]!;
  };
  for (let index = 0; index < steps.length && steps.length > 1;) {
    const shorter = steps.filter((_, position) => position !== index);
    const differs = !readsUndefined(disassemble(joined(shorter))) && replay(bench, again(shorter)).length > 0;
    if (differs) steps = shorter;
    else index++;
  }
  return again(steps);
}

function describe(recording: Recording, bench: Bench): string {
  const program = disassemble(recording.code).map((instruction) => `  ${formatInstruction(instruction)}`);
  return [...program, ...replay(bench, recording).map((line) => line.slice(line.indexOf(': ') + 2))].join(
    '\n',
  );
}

function numberOf(text: string, name: string): number {
  const value = Number(text);
  if (text !== '' && value >= 0) return value;
  console.error(`${name} wants a number, not '${text}'`);
  return process.exit(2);
}

function main(): number {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const minutes = numberOf(values.minutes ?? '1', '--minutes');
  let seed = numberOf(values.seed ?? '1', '--seed');
  if (spawnSync('gcc', ['--version']).status !== 0) {
    console.error('gcc is missing: the programs cannot be run on this computer');
    return 2;
  }
  const bench = new Bench();
  const pool = instances();
  const end = Date.now() + minutes * 60_000;
  let count = 0;
  for (; Date.now() < end; seed++) {
    for (const recording of record(programs(pool, BATCH, seed), PROGRAM_LENGTH)) {
      if (replay(bench, recording).length > 0) {
        console.error(`\nseed ${seed}: here and on the machine differ`);
        console.log(describe(shrink(bench, recording), bench));
        return 1;
      }
    }
    count += BATCH;
    if (process.stderr.isTTY) process.stderr.write(`\r${count} programs, seed ${seed}`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log(`${count} programs: the same on both`);
  return 0;
}

process.exitCode = main();

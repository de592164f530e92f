/** Programs on this computer's processor and on the machine. */

import { assemble } from '../../src/assembler/index.ts';
import { link } from '../../src/elf/link.ts';
import type { Machine } from '../../src/machine/index.ts';
import { CODE, CODE_PAGE, DATA, type Recording, type Vector } from '../vectors/layout.ts';
import { Bench } from '../vectors/machine.ts';
import { Processor, type Case } from '../vectors/native.ts';
import type { Program } from './generate.ts';
import { render } from './program.ts';

/** What native.c and the machine have room for behind CODE. */
const ROOM = 0x700;

/** A source that as and the assembler take, to be linked where the vectors run. */
export function sourceOf({ body }: Program): string {
  const lines = render(body).map((line) => (line.endsWith(':') ? line : `  ${line}`));
  const data = `.set data, start+0x${(DATA - CODE).toString(16)}`;
  return ['.intel_syntax noprefix', 'start:', data, ...lines, ''].join('\n');
}

/** Undefined where a program has grown too long. */
function codeOf(program: Program): Uint8Array | undefined {
  const offset = CODE - CODE_PAGE;
  const object = assemble(`.skip ${offset}\n${sourceOf(program)}`, { name: 'program.s' });
  const { segments } = link([object], { base: CODE_PAGE, entry: undefined });
  const code = segments[0]!.data.subarray(offset);
  return code.length > ROOM ? undefined : code;
}

function casesOf(program: Program): readonly Case[] {
  const code = codeOf(program);
  if (!code) return [];
  return program.starts.map(({ state, memory }) => ({
    code,
    target: undefined,
    before: state,
    operand: memory,
  }));
}

/**
 * In how many instructions at a time the machine runs a program: whether it stops must not matter. The first is for
 * all of it, which happens once more when it has been compiled.
 */
const BUDGETS = [1_000_000, 7, 1];

export interface Difference {
  readonly vector: Vector;
  /** What the machine has otherwise. */
  readonly lines: readonly string[];
}

/** The first that there is; the machine is left as it stood then. */
export function replay(bench: Bench, { code, vectors }: Recording): Difference | undefined {
  bench.place(code, [code.length]);
  for (const budget of BUDGETS) {
    const found = differenceIn(bench, vectors, budget);
    if (found) return found;
  }
  bench.machine.compile();
  return differenceIn(bench, vectors, BUDGETS[0]!);
}

function differenceIn(bench: Bench, vectors: readonly Vector[], budget: number): Difference | undefined {
  for (const vector of vectors) {
    const lines = bench.runToEnd(vector, budget);
    if (lines.length > 0) return { vector, lines };
  }
  return undefined;
}

export class Comparison {
  readonly #processor = new Processor();
  readonly #bench = new Bench();

  /** What the processor does; programs that are too long are left out. */
  record(programs: readonly Program[]): readonly { program: Program; recording: Recording }[] {
    const cases = programs.map(casesOf);
    const outcomes = this.#processor.run(cases.flat());
    let at = 0;
    return programs.flatMap((program, index) => {
      const vectors = cases[index]!.map(({ before, operand }) => ({
        before,
        operand,
        after: outcomes[at++]!,
      }));
      const code = cases[index]![0]?.code;
      return code ? [{ program, recording: { code, instructions: 0, vectors } }] : [];
    });
  }

  get machine(): Machine {
    return this.#bench.machine;
  }

  replay(recording: Recording): Difference | undefined {
    return replay(this.#bench, recording);
  }

  difference(program: Program): Difference | undefined {
    const [record] = this.record([program]);
    return record && this.replay(record.recording);
  }

  close(): void {
    this.#processor.close();
  }
}

/** Whole programs, beside the same work on the processor itself and in qemu's user mode. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { grouped } from '../../src/cli/words.ts';
import { programOf, programText, withConstants, type Constants } from '../runtime/program.ts';
import { hasTool, output, seconds } from './children.ts';
import { medians, timed, type Contestant, type Effort } from './contest.ts';
import { runToEnd } from './guest.ts';
import { row, type Findings, type Named } from './report.ts';
import type { Sizes } from './sizes.ts';

/** Million instructions a second, at least. */
const GOALS = { fib: 750, sieve: 850, pingpong: 700 } as const;
type Name = keyof typeof GOALS;

const QEMU = 'qemu-x86_64';

function title(name: Name, constants: Constants): string {
  const { N = 0, SIZE = 0, TIMES = 0, SWITCHES = 0 } = constants;
  if (name === 'fib') return `fib(${N})`;
  if (name === 'sieve') return `sieve of ${grouped(SIZE)}, ${TIMES} times`;
  return `${grouped(SWITCHES)} book switches`;
}

/** Runs a program; instructions and what it prints are the same each time. */
function run(name: Name, constants: Constants): { seconds: number; instructions: number; printed: string } {
  const runtime = programOf(name, constants);
  const taken = timed(() => runToEnd(runtime)) / 1_000;
  return { seconds: taken, instructions: runtime.instructions, printed: runtime.output };
}

interface Tools {
  readonly gcc: boolean;
  readonly binutils: boolean;
  readonly qemu: boolean;
}

/** Executables of a program, by what runs them. */
function executables(
  folder: string,
  name: Name,
  constants: Constants,
  tools: Tools,
): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const path = join(folder, name);
  if (tools.gcc) {
    const defined = Object.entries(constants).map(([constant, value]) => `-D${constant}=${value}`);
    const source = fileURLToPath(new URL(`programs/${name}.c`, import.meta.url));
    output('gcc', ['-O2', ...defined, '-o', `${path}-c`, source]);
    found['gcc -O2'] = [`${path}-c`];
  }
  if (!tools.binutils) return found;
  writeFileSync(`${path}.s`, withConstants(programText(name), constants));
  output('as', ['--64', '-o', `${path}.o`, `${path}.s`]);
  output('ld', ['-o', path, `${path}.o`]);
  found['native'] = [path];
  if (tools.qemu) found['qemu'] = [QEMU, path];
  return found;
}

export async function programs({ programs: sizes }: Sizes, effort: Effort): Promise<Findings> {
  const native = process.platform === 'linux' && process.arch === 'x64';
  const binutils = process.platform === 'linux' && hasTool('as') && hasTool('ld');
  const tools = { gcc: native && hasTool('gcc'), binutils, qemu: binutils && hasTool(QEMU) };
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-bench-'));
  try {
    const rows = [];
    for (const name of Object.keys(GOALS) as Name[]) {
      const constants = sizes[name];
      const what = title(name, constants);
      const { instructions, printed } = run(name, constants);
      const contestants: Record<string, Contestant> = { here: () => run(name, constants).seconds };
      for (const [who, [command = '', ...args]] of Object.entries(
        executables(folder, name, constants, {
          ...tools,
          binutils: tools.binutils && (native || tools.qemu),
        }),
      )) {
        if (who !== 'native' || native) contestants[who] = () => seconds(command, args, printed);
      }
      const found = await medians(contestants, {
        ...effort,
        onProgress: (who) => effort.onProgress(`${what}, ${who}`),
      });
      const mips = instructions / found['here']! / 1e6;
      const beside = Object.entries(found).map(([who, value]): Named => ({ name: who, value, unit: 's' }));
      rows.push(row(what, 'MIPS', mips, { least: GOALS[name] }, beside));
    }
    const missing = [
      ...(tools.gcc ? [] : ['gcc']),
      ...(tools.binutils ? [] : ['GNU as and ld']),
      ...(tools.qemu ? [] : [QEMU]),
    ];
    return { rows, notes: missing.map((tool) => `${tool}: not there`) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

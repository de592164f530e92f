/** `fiberscope demo`: the book's demo, and what made it happen. */

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble } from '../assembler/index.ts';
import type { ObjectFile } from '../elf/object.ts';
import { Runtime, type SwitchRecord } from '../runtime/index.ts';
import { contexts, nameOfValue, switchTable } from '../scope/index.ts';
import { readArguments, UsageError, type Command } from './command.ts';
import { conclude } from './program.ts';
import { contextsText, switchesText } from './tables.ts';
import { painter, print, widthOf, write } from './terminal.ts';
import { count } from './words.ts';

const HELP = `usage: fiberscope demo

Runs the green-thread demo of "Futures Explained in 200 Lines of Rust", then
shows the switches that made it happen and the contexts of its threads.`;

const SOURCE = new URL('../../asm/programs/demo.s', import.meta.url);

/** How this command line is called, from source and from the package. */
const COMMAND = import.meta.url.endsWith('.ts') ? 'npm run -s fiberscope --' : 'npx fiberscope';

/** The first moment before a switch at which the most threads are alive: there contexts have the most to tell. */
function liveliest(program: ObjectFile, switches: readonly SwitchRecord[]): Runtime {
  let best: { runtime: Runtime; alive: number } | undefined;
  for (const { instruction } of switches) {
    const runtime = new Runtime(program);
    runtime.run({ until: { instruction: instruction - 1 } });
    const alive = runtime.threads.filter(({ state }) => state !== 'Available').length;
    if (!best || alive > best.alive) best = { runtime, alive };
  }
  return best?.runtime ?? new Runtime(program);
}

export const demo: Command = {
  help: HELP,
  run(args) {
    const { positionals } = readArguments({ args: [...args], allowPositionals: true });
    if (positionals.length > 0) throw new UsageError("demo takes no files; 'run' does");
    const program = assemble(readFileSync(SOURCE, 'utf8'), { name: 'demo.s' });
    const paint = painter(process.stdout);
    const width = widthOf(process.stdout);

    const runtime = new Runtime(program, { onWrite: (_fd, bytes) => write(1, bytes) });
    const outcome = runtime.run();
    print(`\n${paint('bold', 'What made it happen')}`);
    print(
      `${count(runtime.instructions, 'instruction')}, ${count(runtime.switchCount, 'switch', 'switches')} between green threads:\n`,
    );
    print(switchesText(switchTable(runtime), paint, width));

    const moment = liveliest(program, runtime.switches);
    print(`\n${paint('bold', 'The contexts of all threads')}`);
    print(
      `after ${moment.instructions} instructions; thread ${moment.current}'s registers are live, the others' are saved:\n`,
    );
    print(contextsText(contexts(moment), (value) => nameOfValue(moment, value), paint, width));
    const path = relative(process.cwd(), fileURLToPath(SOURCE));
    const look = `${COMMAND} contexts --at ${moment.instructions} ${path}`;
    print(`\n${paint('dim', 'Look further:')}\n  ${paint('dim', look)}`);
    return conclude(runtime, outcome);
  },
};

/** `fiberscope demo`: the book's demo, and what made it happen. */

import { readFileSync } from 'node:fs';
import { assemble } from '../assembler/index.ts';
import type { ObjectFile } from '../elf/object.ts';
import { Runtime, type SwitchRecord } from '../runtime/index.ts';
import { contexts, nameOfValue, switchTable } from '../scope/index.ts';
import { readArguments, UsageError, type Command } from './command.ts';
import { conclude } from './program.ts';
import { contextsText, switchesText } from './tables.ts';
import { painter, print, widthOf, write } from './terminal.ts';

const HELP = `usage: fiberscope demo

Runs the green-thread demo of "Futures Explained in 200 Lines of Rust", then
shows the switches that made it happen and the contexts of its threads.`;

const NAME = 'asm/programs/demo.s';

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
    const source = readFileSync(new URL(`../../${NAME}`, import.meta.url), 'utf8');
    const program = assemble(source, { name: NAME });
    const paint = painter(process.stdout);
    const width = widthOf(process.stdout);

    const runtime = new Runtime(program, { onWrite: (_fd, bytes) => write(1, bytes) });
    const outcome = runtime.run();
    print(`\n${paint(['bold', 'underline'], 'What made it happen')}`);
    print(`${runtime.instructions} instructions, ${runtime.switchCount} switches between green threads:\n`);
    print(switchesText(switchTable(runtime), paint, width));

    const moment = liveliest(program, runtime.switches);
    print(`\n${paint(['bold', 'underline'], 'The contexts of all threads')}`);
    print(`after ${moment.instructions} instructions: saved ones, and thread ${moment.current}'s live registers:\n`);
    print(contextsText(contexts(moment), (value) => nameOfValue(moment, value), paint, width));
    print(`\n${paint('dim', `Look further: fiberscope contexts --at-instruction ${moment.instructions} ${NAME}`)}`);
    return conclude(runtime, outcome);
  },
};

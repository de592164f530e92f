/** gdb's `monitor COMMAND`: what other commands of ours show, of the moment at which gdb has stopped. */

import type { Debugger } from '../debugger/index.ts';
import type { Outcome, Runtime } from '../runtime/index.ts';
import { Checker, contexts, nameOfValue, stacks, switchTable } from '../scope/index.ts';
import { nearest } from '../elf/nearest.ts';
import { UsageError } from './command.ts';
import { findingText, summaryText } from './finding-text.ts';
import { policyOf } from './scheduling.ts';
import { stacksText } from './stacks-text.ts';
import { contextsText, switchesText } from './tables.ts';
import type { Paint } from './terminal.ts';
import { momentText } from './moment-text.ts';

interface MonitorCommand {
  /** For `monitor help`. */
  readonly usage: string;
  readonly summary: string;
  /** @throws MonitorError */
  run(target: Debugger, args: readonly string[]): string;
}

class MonitorError extends Error {}

/** gdb's console has no colours for us, and does not say how wide it is. */
const PLAIN: Paint = (_, text) => text;
const WIDTH = 100;

/** @param again makes the program once more, at its beginning. */
export function monitor(again: () => Runtime): (line: string, target: Debugger) => string {
  const commands = commandsFor(again);
  return (line, target) => {
    const [name = '', ...args] = line.split(/\s+/).filter(Boolean);
    const command = commands.get(name);
    try {
      if (!command) throw new MonitorError(unknown(name, [...commands.keys()]));
      return `${command.run(target, args)}\n`;
    } catch (error) {
      if (error instanceof MonitorError) return `${error.message}\n`;
      throw error;
    }
  };
}

function commandsFor(again: () => Runtime): ReadonlyMap<string, MonitorCommand> {
  const commands: Map<string, MonitorCommand> = new Map<string, MonitorCommand>([
    ['switches', { usage: 'switches [N]', summary: 'the last N switches (16)', run: switches }],
    ['contexts', { usage: 'contexts', summary: 'every thread and its saved context', run: contextTable }],
    ['stacks', { usage: 'stacks', summary: "every thread's stack, slot by slot", run: stackTables }],
    [
      'check',
      { usage: 'check', summary: 'what is wrong with the program up to here', run: checkWith(again) },
    ],
    [
      'policy',
      {
        usage: 'policy [NAME [SEED]]',
        summary: 'who runs next from here on, as --policy has it',
        run: policy,
      },
    ],
    ['help', { usage: 'help', summary: 'this', run: (): string => help(commands) }],
  ]);
  return commands;
}

function help(commands: ReadonlyMap<string, MonitorCommand>): string {
  const rows = Array.from(
    commands.values(),
    ({ usage, summary }) => `  monitor ${usage.padEnd(22)}${summary}`,
  );
  return ['Fiberscope:', ...rows].join('\n');
}

function unknown(name: string, known: readonly string[]): string {
  if (name === '') return "monitor wants a command: 'monitor help' lists them";
  const close = nearest(name, known);
  return `no command '${name}'${close === undefined ? '' : ` (did you mean '${close}'?)`}: 'monitor help' lists them`;
}

const SHOWN = 16;

function switches({ runtime }: Debugger, [text = String(SHOWN)]: readonly string[]): string {
  if (!/^\d{1,6}$/.test(text)) throw new MonitorError(`monitor switches wants a number, not '${text}'`);
  const { rows, dropped } = switchTable(runtime);
  const shown = rows.slice(Math.max(0, rows.length - Number(text)));
  const table = switchesText({ rows: shown, dropped: 0 }, PLAIN, WIDTH);
  const hidden = dropped + rows.length - shown.length;
  return hidden > 0 ? `(${hidden} earlier)\n${table}` : table;
}

function contextTable({ runtime }: Debugger): string {
  const report = contexts(runtime, { slots: 0 });
  const name = (value: bigint): string | undefined => nameOfValue(runtime, value);
  return `${momentText(report, outcomeOf(runtime), PLAIN)}\n\n${contextsText(report, name, PLAIN, WIDTH)}`;
}

function outcomeOf({ process }: Runtime): Outcome {
  return process.ended ?? { kind: 'stopped', why: 'instruction' };
}

function stackTables({ runtime }: Debugger): string {
  return stacksText(stacks(runtime, { above: 16, below: 4 }), PLAIN);
}

function policy(target: Debugger, args: readonly string[]): string {
  const { process } = target.runtime;
  if (args.length === 0) return `the policy is ${process.policy.name}`;
  if (args[0] === 'manual')
    throw new MonitorError('monitor cannot ask who runs next: start with --policy manual');
  try {
    const choice = policyOf('monitor policy', args.join(':'));
    target.edit((runtime) => runtime.setPolicy(choice));
  } catch (error) {
    if (error instanceof UsageError || error instanceof RangeError) throw new MonitorError(error.message);
    throw error;
  }
  return `the policy is ${process.policy.name} from here on`;
}

/** Some seconds' worth: meanwhile gdb waits. */
const MOST_CHECKED = 20_000_000;

/** Checks watch a run from its beginning: it is done once more, as it goes when nobody changes anything. */
function checkWith(again: () => Runtime): MonitorCommand['run'] {
  return ({ runtime }) => {
    if (runtime.instructions > MOST_CHECKED)
      throw new MonitorError('too many instructions to check them here: fiberscope check does it');
    const checker = new Checker(again());
    const outcome = checker.run({ until: { instruction: runtime.instructions } });
    const { findings, instructions } = checker;
    const texts = findings.map((finding) => `${findingText(finding, PLAIN, WIDTH)}\n`);
    return [...texts, summaryText(findings, outcome, instructions)].join('\n');
  };
}

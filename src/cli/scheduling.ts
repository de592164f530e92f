/** Who runs when: `--policy` and `--quantum`. */

import { readSync } from 'node:fs';
import type { RuntimeOptions, Thread } from '../runtime/index.ts';
import { InputError, readNumber, UsageError } from './command.ts';
import { printError, write } from './terminal.ts';
import { threadTitle } from './words.ts';

/** For parseArgs. */
export const SCHEDULING_OPTIONS = {
  policy: { type: 'string' },
  quantum: { type: 'string' },
} as const;

export const SCHEDULING_HELP = `  --policy POLICY       who runs next: round-robin (the book's), fifo, priority,
                        random or random:SEED, or manual: you are asked
  --quantum N           a thread is interrupted after N instructions`;

type SchedulingValues = Readonly<Partial<Record<keyof typeof SCHEDULING_OPTIONS, string | undefined>>>;

/** @throws UsageError */
export function schedulingOf({ policy, quantum }: SchedulingValues): RuntimeOptions {
  return {
    ...(policy === undefined ? {} : { policy: policyOf('--policy', policy) }),
    ...(quantum === undefined ? {} : { quantum: readNumber('--quantum', quantum, { least: 1 }) }),
    // then the lines are for the scheduler
    ...(policy === 'manual' ? { stdin: '' } : {}),
  };
}

/** @throws UsageError */
export function policyOf(option: string, chosen: string): NonNullable<RuntimeOptions['policy']> {
  const [name, seed] = chosen.split(/:(.*)/s);
  if (name === 'random')
    return { random: seed === undefined ? 0 : readNumber(`${option} random:SEED`, seed) };
  if (chosen === 'manual') return { manual: ask };
  if (chosen === 'round-robin' || chosen === 'fifo' || chosen === 'priority') return chosen;
  throw new UsageError(
    `${option} wants round-robin, fifo, priority, random, random:SEED or manual, not '${chosen}'`,
  );
}

/** Asks until somebody is named who is Ready. @throws InputError at the end of input */
function ask(ready: readonly Thread[], running: Thread): number {
  printError(`thread ${threadTitle(running)} gives way; ready: ${ready.map(threadTitle).join(', ')}`);
  for (;;) {
    write(2, 'next? ');
    const line = readLine();
    if (line === undefined)
      throw new InputError('\nfiberscope: the input has ended before the program: nobody says who runs next');
    const chosen = ready.find(({ id, name }) => line === String(id) || line === name);
    if (chosen) return chosen.id;
    printError(`'${line}' is not ready: type one of the numbers ${ready.map(({ id }) => id).join(', ')}`);
  }
}

/** A line of standard input without its end; undefined when there is none left. Reads no byte that is not its own. */
function readLine(): string | undefined {
  const bytes: number[] = [];
  const one = new Uint8Array(1);
  while (readSync(0, one) === 1) {
    if (one[0] === 0x0a) return decoded(bytes);
    bytes.push(one[0]!);
  }
  return bytes.length > 0 ? decoded(bytes) : undefined;
}

function decoded(bytes: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes)).trim();
}

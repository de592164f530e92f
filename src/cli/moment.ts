/** Moments of a run, as the command line names them. */

import type { Outcome, Runtime, Until } from '../runtime/index.ts';
import { InputError, readNumber, UsageError } from './command.ts';
import { conclude } from './program.ts';

/** For parseArgs. */
export const MOMENT_OPTIONS = {
  at: { type: 'string' },
  'at-switch': { type: 'string' },
  'at-instruction': { type: 'string' },
} as const;

export const MOMENT_HELP = `  --at MOMENT           when to look (when the program ends or faults):
                          N          N instructions have been executed
                          switch:N   switch N has been carried out
                          LABEL      LABEL is about to be executed, or an
                                     0x address
                        --at-instruction N and --at-switch N say the same`;

type MomentValues = Readonly<Partial<Record<keyof typeof MOMENT_OPTIONS, string | undefined>>>;

/** Undefined for the end of the program. @throws UsageError */
export function momentOf(values: MomentValues): Until | undefined {
  const names = ['at-switch', 'at-instruction', 'at'] as const;
  const [name, other] = names.filter((one) => values[one] !== undefined);
  if (name === undefined) return undefined;
  if (other !== undefined) throw new UsageError(`--${name} and --${other} name two moments`);
  const text = values[name]!;
  if (name === 'at-switch') return { switch: readNumber('--at-switch', text) };
  if (name === 'at-instruction') return { instruction: readNumber('--at-instruction', text) };
  return readMoment('--at', text);
}

/** @throws UsageError */
export function readMoment(option: string, text: string): Until {
  const [, number] = /^switch:(.*)$/.exec(text) ?? [];
  if (number !== undefined) return { switch: readNumber(`${option} switch:N`, number) };
  if (/^0x[0-9a-f]+$/i.test(text)) return { address: BigInt(text) };
  if (/^\d/.test(text)) return { instruction: readNumber(option, text) };
  if (text === '') throw new UsageError(`${option} wants a moment: N, switch:N or a label`);
  return { address: text };
}

/** How the run has come to where it is, of at most so many instructions in all. */
export function runTo(runtime: Runtime, until: Until | undefined, limit: number): Outcome {
  const maxInstructions = limit - runtime.instructions;
  return runtime.run(until ? { maxInstructions, until } : { maxInstructions });
}

/**
 * The exit status of a command that has shown a moment; says on stderr how a run that is over has ended.
 *
 * @throws InputError when the program ended before the moment came
 */
export async function statusOf(
  runtime: Runtime,
  until: Until | undefined,
  outcome: Outcome,
): Promise<number> {
  if (outcome.kind === 'stopped') return 0;
  const status = await conclude(runtime, outcome);
  if (until && outcome.kind === 'exit')
    throw new InputError('the program ended before that moment; this is how it ended');
  return outcome.kind === 'exit' ? 0 : status;
}

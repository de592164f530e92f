/** The summary that `run --stats` ends with. */

import type { Statistics } from '../scope/index.ts';
import type { Paint } from './terminal.ts';
import { grouped, timeText } from './words.ts';

/** What only the host can measure. */
export interface Measured {
  /** Of the run; in seconds. */
  readonly seconds: number;
  /** Of the whole process at most, all of the host included; in bytes. */
  readonly resident: number;
}

/** As data; a rate of nothing is null. */
export function statisticsReport(
  { thread, threads, ...counts }: Statistics,
  { seconds, resident }: Measured,
): object {
  const { instructions, switches, virtual } = counts;
  return {
    instructions,
    instructionsPerSecond: rate(instructions, seconds),
    switches,
    virtualNanoseconds: virtual,
    nanosecondsPerSwitch: rate(seconds * 1e9, switches),
    threads,
    thread: { ...thread, bytes: thread.stack + thread.guard + thread.record },
    seconds,
    residentBytes: resident,
  };
}

/** Some lines for stderr, without the last newline. */
export function statisticsText(
  { instructions, switches, virtual, threads, thread }: Statistics,
  { seconds, resident }: Measured,
  paint: Paint,
): string {
  const each = rate(seconds * 1e9, switches);
  const { stack, guard, record } = thread;
  const rows: [string, string][] = [
    ['instructions', grouped(instructions)],
    ['switches', `${grouped(switches)}${each === null ? '' : `, ${each.toFixed(1)} ns each, all of the run included`}`],
    ['threads', `${grouped(threads.spawned)} spawned, ${grouped(threads.most)} at once with the base thread`],
    ['a thread', `${grouped(stack + guard + record)} bytes: stack ${grouped(stack)}, guard ${grouped(guard)}, record ${record}`],
    ['time', `${seconds.toFixed(3)} s, ${((rate(instructions, seconds) ?? 0) / 1e6).toFixed(1)} million instructions a second`],
    ...(virtual === instructions ? [] : [['virtual time', timeText(virtual)] satisfies [string, string]]),
    ['memory', `${grouped(Math.round(resident / 2 ** 20))} MiB resident at most, the host included`],
  ]; // prettier-ignore
  return rows.map(([label, text]) => `${paint('cyan', label.padEnd(14))}${text}`).join('\n');
}

function rate(amount: number, of: number): number | null {
  return of === 0 ? null : amount / of;
}

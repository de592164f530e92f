/** The moment that a picture is of, in some lines: when, who runs, what comes next. */

import type { Outcome } from '../runtime/index.ts';
import type { CodeAddress, ContextAccess, ContextsReport } from '../scope/index.ts';
import type { Paint } from './terminal.ts';
import { count, hex, threadTitle, timeText } from './words.ts';

type When = Pick<ContextsReport, 'instructions' | 'switches' | 'time'>;

/** `after 132 instructions, 2 switches`, and what the clock shows if it has jumped. */
export function whenText({ instructions, switches, time }: When): string {
  const clock = time === instructions ? '' : `, ${timeText(time)}`;
  return `after ${count(instructions, 'instruction')}, ${count(switches, 'switch', 'switches')}${clock}`;
}

/** `waits+0x1a (demo.s:29)`. */
export function placeText({ name, line }: CodeAddress): string {
  return line ? `${name} (${line.file}:${line.line})` : name;
}

export function momentText(report: ContextsReport, outcome: Outcome, paint: Paint): string {
  const { at, threads, current, next, switching } = report;
  const title = (id: number): string => threadTitle(threads[id]!);
  const lines = [
    paint('dim', whenText(report)),
    switching
      ? `switch ${switching.number} is under way, from ${title(switching.from)} to ${title(switching.to)}`
      : `thread ${title(current)} ${doing(outcome)}`,
    `  at ${placeText(at)}`,
  ];
  if (at.disassembly !== null) lines.push(`  ${paint('bold', at.disassembly)}`);
  lines.push(...at.contexts.map((access) => `  ${accessText(access)}`));
  if (!switching && !isOver(outcome))
    lines.push(next ? `next is thread ${threadTitle(next)}` : 'nobody else is Ready');
  return lines.join('\n');
}

function doing(outcome: Outcome): string {
  if (outcome.kind === 'exit') return `has ended the program with status ${outcome.status}`;
  if (outcome.kind === 'deadlock') return 'waits, as everybody does: a deadlock';
  return isOver(outcome) ? 'has faulted' : 'runs';
}

function isOver({ kind }: Outcome): boolean {
  return kind === 'exit' || kind === 'fault' || kind === 'halt' || kind === 'deadlock';
}

function accessText({ kind, thread, field, address, size }: ContextAccess): string {
  return `${kind}s ${count(size, 'byte')} at ${hex(address)}: thread ${thread}'s ${field}`;
}

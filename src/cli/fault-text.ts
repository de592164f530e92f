/** The report that a fault ends with, as text. */

import type { Faulted, Halted, Runtime } from '../runtime/index.ts';
import { faultReport, formatSize, type FaultReport } from '../scope/index.ts';
import { columns, firstThatFits } from './grid.ts';
import type { Paint } from './terminal.ts';
import { dense, hex, threadTitle } from './words.ts';

/** Some lines for stderr, without the last newline. */
export function faultText(runtime: Runtime, outcome: Faulted | Halted, paint: Paint, width: number): string {
  const report = faultReport(runtime, outcome);

  const { title, signal, thread, instruction, rip, line, disassembly, bytes, access, source, stack } = report;
  const rows: [string, string][] = [
    ['thread', threadTitle(thread)],
    ['instruction', `number ${instruction}`],
    ['at', `${rip.name} (${hex(rip.address)})${line ? `, ${line.file}:${line.line}` : ''}`],
  ];
  const code = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  if (disassembly !== null) rows.push(['', `${paint('bold', disassembly)}   ${paint('dim', code)}`]);
  else if (code) rows.push(['bytes', code]);
  if (report.refusal) rows.push(['instead', report.refusal.instead]);
  if (access)
    rows.push([access.kind, `${formatSize(access.size)} at ${hex(access.address)}: ${access.place}`]);
  if (source) {
    const where = source.line ? `, ${source.line.file}:${source.line.line}` : '';
    rows.push(['came from', `${source.name}${where}: ${source.disassembly ?? 'no instruction'}`]);
  }
  const used = stack.used === null ? 'rsp is not on it' : `${formatSize(stack.used)} used`;
  rows.push(['stack', `${formatSize(stack.size)} from ${hex(stack.base)}, ${used}`]);
  return [
    `${paint(['red', 'bold'], `fault: ${title}`)} (${signal})`,
    ...rows.map(([label, text]) => `  ${paint('cyan', label.padEnd(12))}${text}`),
    '',
    registersText(report, paint, width),
  ].join('\n');
}

/** Two registers a line with what they point to, or one where that gets too wide. */
function registersText({ registers, registerNames }: FaultReport, paint: Paint, width: number): string {
  const cells = Object.entries(registers).map(([name, value]) => {
    const meaning = name in registerNames ? registerNames[name as keyof typeof registerNames] : undefined;
    return [
      `  ${paint('cyan', name)}`,
      hex(value),
      paint('dim', meaning === undefined ? '' : dense(meaning)),
    ];
  });
  const half = Math.ceil(cells.length / 2);
  const pairs = cells.slice(0, half).map((left, row) => [...left, ...(cells[row + half] ?? [])]);
  return firstThatFits(width, [() => columns(pairs, []), () => columns(cells, [])]);
}

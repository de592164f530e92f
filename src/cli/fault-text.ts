/** The report that a fault ends with, as text. */

import { formatSize, type FaultReport } from '../scope/index.ts';
import type { Paint } from './terminal.ts';

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** Some lines for stderr, without the last newline. */
export function faultText(report: FaultReport, paint: Paint): string {
  const { title, signal, thread, instruction, rip, line, disassembly, bytes, access, source, stack } = report;
  const rows: [string, string][] = [
    ['thread', `${thread.id} ${thread.name}`.trimEnd()],
    ['instruction', `number ${instruction}`],
    ['at', `${rip.name} (${hex(rip.address)})${line ? `, ${line.file}:${line.line}` : ''}`],
  ];
  const code = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  if (disassembly !== null) rows.push(['', `${paint('bold', disassembly)}   ${paint('dim', code)}`]);
  else if (code) rows.push(['bytes', code]);
  if (access) rows.push([access.kind, `${formatSize(access.size)} at ${hex(access.address)}: ${access.place}`]);
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
    ...registerLines(report, paint),
  ].join('\n');
}

/** Two registers a line, with what they point to. */
function registerLines({ registers, registerNames }: FaultReport, paint: Paint): string[] {
  const cells = Object.entries(registers).map(([name, value]) => {
    const meaning = name in registerNames ? registerNames[name as keyof typeof registerNames] : undefined;
    const number = value.toString(16).padStart(16, '0');
    const text = `${name.padEnd(6)} ${number}${meaning === undefined ? '' : ` ${meaning}`}`;
    return { text, label: paint('cyan', name.padEnd(6)), rest: text.slice(6) };
  });
  const half = Math.ceil(cells.length / 2);
  return cells.slice(0, half).map((left, row) => {
    const right = cells[row + half];
    const gap = ' '.repeat(Math.max(2, 40 - left.text.length));
    return `  ${left.label}${left.rest}${right ? `${gap}${right.label}${right.rest}` : ''}`.trimEnd();
  });
}

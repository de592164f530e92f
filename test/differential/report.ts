/** A difference as people read it: the program, and what it began and ended with on both sides. */

import { GENERAL_REGISTERS, XMM_REGISTERS, type Machine } from '../../src/machine/index.ts';
import { FLAGS, type State, type Vector } from '../vectors/layout.ts';

const hex = (value: bigint | number, digits: number): string => value.toString(16).padStart(digits, '0');

function stateOf(machine: Machine): State {
  return {
    registers: GENERAL_REGISTERS.map((name) => machine.getRegister(name)),
    flags: Number(machine.getRegister('rflags')) & FLAGS,
    sse: {
      xmm: XMM_REGISTERS.map((name) => machine.getRegister(name)),
      mxcsr: Number(machine.getRegister('mxcsr')),
      control: Number(machine.getRegister('fctrl')),
    },
  };
}

function rowsOf({ registers, flags, sse }: State): readonly (readonly [string, string])[] {
  return [
    ...registers.map((value, number) => [GENERAL_REGISTERS[number]!, hex(value, 16)] as const),
    ['flags', hex(flags, 3)],
    ...sse!.xmm.map((value, number) => [XMM_REGISTERS[number]!, hex(value, 32)] as const),
  ];
}

/** All registers before, on the processor and on the machine; what the two have otherwise is marked. */
function table(before: State, processor: State, machine: State): readonly string[] {
  const [start, wanted, got] = [before, processor, machine].map(rowsOf);
  const row = (mark: string, name: string, cells: readonly string[]): string =>
    `${mark} ${name.padEnd(6)}${cells.map((cell) => cell.padStart(34)).join('')}`.trimEnd();
  return [
    row(' ', '', ['before', 'processor', 'machine']),
    ...wanted!.map(([name, value], at) => {
      const other = got![at]![1];
      return row(value === other ? ' ' : '*', name, [start![at]![1], value, other]);
    }),
  ];
}

/** @param machine as it stands at the end of the program */
export function report(
  seed: number,
  source: string,
  { before, operand, after }: Vector,
  lines: readonly string[],
  machine: Machine,
): string {
  const bytes = Buffer.from(operand?.bytes ?? []).toString('hex');
  return [
    `seed ${seed}: the machine does otherwise than the processor`,
    '',
    source,
    ...lines.map((line) => `  ${line}`),
    '',
    ...table(before, after, stateOf(machine)),
    '',
    `data at +0x${(operand?.offset ?? 0).toString(16)}, over the pattern: ${bytes}`,
    after.divideError ? 'the processor raised #DE' : '',
  ].join('\n');
}

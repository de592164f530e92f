/** A machine with a page of every kind, and code from text. */

import { Permission } from '../../asm/abi.ts';
import { assemble } from '../../src/assembler/index.ts';
import { GENERAL_REGISTERS, Machine, XMM_REGISTERS, type RegisterName } from '../../src/machine/index.ts';

const { READ, WRITE, EXECUTE, GUARD } = Permission;

/** Two pages of code; behind them nothing is executable. */
export const CODE = 0x400000;
export const CODE_END = 0x402000;
/** Read and write: two pages, and the second one's neighbours are no one's. */
export const DATA = 0x500000;
export const DATA_END = 0x502000;
/** Two pages: one to read and write, one to read. */
export const READ_ONLY = 0x511000;
/** A guard page below a page to read and write, as under a stack. */
export const GUARD_PAGE = 0x520000;
export const STACK = 0x521000;
export const STACK_TOP = 0x522000;
/** Everything at once: code that may be written. */
export const OPEN = 0x600000;
export const OPEN_END = 0x602000;
/** A page past the end of memory begins here. */
export const SIZE = 0x800000;

export function codeOf(text: string): Uint8Array {
  const { sections } = assemble(`.intel_syntax noprefix\n${text}\n`);
  const { data } = sections.find(({ name }) => name === '.text')!;
  return data;
}

export function newMachine(): Machine {
  const machine = new Machine(SIZE);
  machine.protect(CODE, CODE_END - CODE, READ | EXECUTE);
  machine.protect(DATA, DATA_END - DATA, READ | WRITE);
  machine.protect(READ_ONLY - 0x1000, 0x1000, READ | WRITE);
  machine.protect(READ_ONLY, 0x1000, READ);
  machine.protect(GUARD_PAGE, 0x1000, GUARD);
  machine.protect(STACK, 0x1000, READ | WRITE);
  machine.protect(OPEN, OPEN_END - OPEN, READ | WRITE | EXECUTE);
  machine.setRegister('rsp', BigInt(STACK_TOP));
  return machine;
}

/** A machine that is about to run some code. */
export function machineAt(
  address: number,
  code: string | Uint8Array,
  registers: Partial<Record<RegisterName, bigint>> = {},
): Machine {
  const machine = newMachine();
  machine.write(address, typeof code === 'string' ? codeOf(code) : code);
  machine.setRegister('rip', BigInt(address));
  for (const [name, value] of Object.entries(registers)) machine.setRegister(name as RegisterName, value);
  return machine;
}

export const machineWith = (
  code: string | Uint8Array,
  registers: Partial<Record<RegisterName, bigint>> = {},
): Machine => machineAt(CODE, code, registers);

/** All registers, flags and the clock. */
export function state(machine: Machine): Readonly<Record<string, bigint>> {
  const special = ['rip', 'rflags', 'fs_base', 'gs_base', 'mxcsr', 'fctrl'] as const;
  const names = [...GENERAL_REGISTERS, ...XMM_REGISTERS, ...special];
  return {
    ...Object.fromEntries(names.map((name) => [name, machine.getRegister(name)])),
    retired: machine.retired,
  };
}

/** Everything that a program here can write. */
export function memory(machine: Machine): Buffer {
  const ranges = [
    [DATA, STACK_TOP],
    [OPEN, OPEN_END],
  ] as const;
  return Buffer.concat(ranges.map(([start, end]) => machine.read(start, end - start)));
}

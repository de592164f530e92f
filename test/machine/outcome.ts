/** The same machine over and over, and all that a run has left in it. */

import { MXCSR_START, Stop, X87_CONTROL_START } from '../../asm/abi.ts';
import { GENERAL_REGISTERS, XMM_REGISTERS, type Machine } from '../../src/machine/index.ts';
import { DATA, memory, OPEN, STACK_TOP, state } from './setup.ts';

/** How a run went, whole: the last stop, the fault if there is one, registers, clock and memory. */
function outcome(machine: Machine, stop: Stop): unknown {
  const fault = stop === Stop.FAULT ? machine.fault : undefined;
  return { stop: Stop[stop], fault, ...state(machine), memory: memory(machine).toString('latin1') };
}

export function prepare(
  machine: Machine,
  address: number,
  code: Uint8Array,
  values: readonly bigint[],
): void {
  machine.write(DATA, new Uint8Array(STACK_TOP - DATA));
  machine.write(OPEN, new Uint8Array(0x2000));
  machine.write(address, new Uint8Array(0x2000).fill(0x90));
  machine.write(address, code);
  again(machine, address, values);
}

/** Memory stays as it is, code too. */
export function again(machine: Machine, address: number, values: readonly bigint[]): void {
  GENERAL_REGISTERS.forEach((name, number) => machine.setRegister(name, values[number]!));
  XMM_REGISTERS.forEach((name, number) => machine.setRegister(name, values[number]! * values[15 - number]!));
  machine.setRegister('mxcsr', BigInt(MXCSR_START));
  machine.setRegister('fctrl', BigInt(X87_CONTROL_START));
  machine.setRegister('rsp', BigInt(DATA + 0x1800));
  machine.setRegister('rflags', 0x202n);
  machine.setRegister('rip', BigInt(address));
}

/** The same with the clock at zero. */
export function since(machine: Machine, start: bigint, stop: Stop): unknown {
  return { ...(outcome(machine, stop) as object), retired: machine.retired - start };
}

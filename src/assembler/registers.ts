/** Which words GNU as takes for registers. */

import { REGISTERS, type Register } from '../isa/register.ts';

/** Registers of the processor that this machine does not have. */
const ABSENT =
  /^(?:[yz]mm\d\d?|xmm(?:1[6-9]|[23]\d)|tmm[0-7]|mm[0-7]|[cdt]r(?:\d|1[0-5])|db(?:\d|1[0-5])|k[0-7]|bnd[0-3]|st|[re]iz)$/;

export function findRegister(name: string): Register | undefined {
  return REGISTERS.get(name) ?? REGISTERS.get(name.toLowerCase());
}

/** A register that exists, but not here: an error rather than a symbol. */
export function isAbsentRegister(name: string): boolean {
  return ABSENT.test(name.toLowerCase());
}

export function registerNames(): IterableIterator<string> {
  return REGISTERS.keys();
}

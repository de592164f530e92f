/** Which words GNU as takes for registers. */

import { nearest } from '../elf/nearest.ts';
import { REGISTERS, type Register } from '../isa/register.ts';
import { SourceError } from './error.ts';
import type { Cursor } from './lexer.ts';

export const PERCENT = 0x25;
const PREFIXED = /%\s*([A-Za-z_.$\u0080-\uffff][\w.$\u0080-\uffff]*)?/y;

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

/** A register with its `%`, on which the cursor stands. */
export function takeRegister(cursor: Cursor): Register {
  PREFIXED.lastIndex = cursor.at;
  const [whole = '%', name = ''] = PREFIXED.exec(cursor.text) ?? [];
  const register = findRegister(name);
  if (!register) throw badRegister(cursor.at, whole, name);
  cursor.at += whole.length;
  return register;
}

function badRegister(at: number, whole: string, name: string): SourceError {
  if (isAbsentRegister(name))
    return new SourceError(`register '%${name}' is not supported`, at, whole.length);
  const suggestion = nearest(name.toLowerCase(), registerNames());
  return new SourceError(`bad register name '${whole}'`, at, whole.length, {
    suggestion: suggestion === undefined ? undefined : `%${suggestion}`,
  });
}

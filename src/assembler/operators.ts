/** Arithmetic of expressions: 64 bits, signed except for shifts, as GNU as has it. */

import { SourceError } from './error.ts';

export type UnaryOperator = '-' | '~' | '!';
export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '<<'
  | '>>'
  | '|'
  | '!'
  | '^'
  | '&'
  | '+'
  | '-'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||';

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);
/** What is true is -1 for comparisons and 1 for the others. */
const compared = (value: boolean): bigint => (value ? -1n : 0n);
const logical = (value: boolean): bigint => (value ? 1n : 0n);

function divisor(value: bigint): bigint {
  if (value === 0n) throw new SourceError('division by zero');
  return value;
}

/** A shift by 64 or more leaves nothing. */
function shiftable(count: bigint): boolean {
  return count >= 0n && count < 64n;
}

const BINARY: Readonly<Record<BinaryOperator, (a: bigint, b: bigint) => bigint>> = {
  '*': (a, b) => a * b,
  '/': (a, b) => a / divisor(b),
  '%': (a, b) => a % divisor(b),
  '<<': (a, b) => (shiftable(b) ? a << b : 0n),
  '>>': (a, b) => (shiftable(b) ? BigInt.asUintN(64, a) >> b : 0n),
  '|': (a, b) => a | b,
  '!': (a, b) => a | ~b,
  '^': (a, b) => a ^ b,
  '&': (a, b) => a & b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '==': (a, b) => compared(a === b),
  '!=': (a, b) => compared(a !== b),
  '<': (a, b) => compared(a < b),
  '<=': (a, b) => compared(a <= b),
  '>': (a, b) => compared(a > b),
  '>=': (a, b) => compared(a >= b),
  '&&': (a, b) => logical(a !== 0n && b !== 0n),
  '||': (a, b) => logical(a !== 0n || b !== 0n),
};

export function applyBinary(operator: BinaryOperator, left: bigint, right: bigint): bigint {
  return wrap(BINARY[operator](left, right));
}

export function applyUnary(operator: UnaryOperator, operand: bigint): bigint {
  return wrap(operator === '-' ? -operand : operator === '~' ? ~operand : logical(operand === 0n));
}

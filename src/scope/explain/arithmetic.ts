/** Sentences of what is computed; the result stands in them where it follows from two numbers. */

import { operandPlace, operandValue, operandWords, sizeOf, valueWords, type Upcoming } from './words.ts';

const RESULTS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  inc: (a) => a + 1n,
  dec: (a) => a - 1n,
  neg: (a) => -a,
  not: (a) => ~a,
  shl: (a, b) => a << b,
  sal: (a, b) => a << b,
  shr: (a, b) => a >> b,
};

/** How the operation is told: `add 8 to rsp`, `take 8 from rsp`. */
const VERBS: Readonly<Record<string, (from: string, to: string) => string>> = {
  add: (from, to) => `add ${from} to ${to}`,
  adc: (from, to) => `add ${from} and the carry to ${to}`,
  sub: (from, to) => `take ${from} from ${to}`,
  sbb: (from, to) => `take ${from} and the carry from ${to}`,
  and: (from, to) => `keep of ${to}, only the bits of ${bare(from)}`,
  or: (from, to) => `set the bits of ${from} in ${to}`,
  xor: (from, to) => `turn over the bits of ${from} in ${to}`,
  imul: (from, to) => `multiply ${to}, by ${bare(from)}`,
};

const UNARY: Readonly<Record<string, string>> = {
  inc: 'add 1 to',
  dec: 'take 1 from',
  neg: 'turn the sign of',
  not: 'turn over every bit of',
};

function bare(words: string): string {
  return words.replace(/,$/, '');
}

function becomes({ runtime, instruction }: Upcoming, a?: bigint, b = 0n, size = 64): string {
  const result = RESULTS[instruction.form.mnemonic];
  if (!result || a === undefined) return '';
  return `: ${valueWords(runtime, BigInt.asUintN(size, result(a, b)))}`;
}

/** Of a register and itself. */
export function zero(upcoming: Upcoming): string | undefined {
  const [to, from] = upcoming.instruction.operands;
  if (to?.kind !== 'register' || from?.kind !== 'register' || to.register !== from.register) return undefined;
  return `set ${to.register.name} to 0`;
}

export function arithmetic(upcoming: Upcoming): string | undefined {
  const { form, operands } = upcoming.instruction;
  const [to, from] = operands;
  if (!to || !from || operands.length > 2) return undefined;
  const size = sizeOf(to);
  const [a, b] = [operandValue(upcoming, to), operandValue(upcoming, from, size)];
  const words = VERBS[form.mnemonic]!(operandWords(upcoming, from, size), bare(operandWords(upcoming, to)));
  return words + (b === undefined ? '' : becomes(upcoming, a, b, size));
}

export function unary(upcoming: Upcoming): string | undefined {
  const { form, operands } = upcoming.instruction;
  const [to] = operands;
  if (!to) return undefined;
  const words = `${UNARY[form.mnemonic]} ${bare(operandWords(upcoming, to))}`;
  return words + becomes(upcoming, operandValue(upcoming, to), 0n, sizeOf(to));
}

export function shift(upcoming: Upcoming): string | undefined {
  const { form, operands } = upcoming.instruction;
  const [to, by] = operands;
  if (!to) return undefined;
  const size = sizeOf(to);
  const count = by ? (operandValue(upcoming, by, 8) ?? 0n) & (size === 64 ? 63n : 31n) : 1n;
  const verb = form.mnemonic.startsWith('r') ? 'rotate' : 'shift';
  const way = /^(?:shl|sal|rol)$/.test(form.mnemonic) ? 'left' : 'right';
  const places = `${count} ${count === 1n ? 'place' : 'places'} to the ${way}`;
  const result = becomes(upcoming, operandValue(upcoming, to), count, size);
  return `${verb} ${operandWords(upcoming, to)} ${places}${result}`;
}

export function compare(upcoming: Upcoming): string | undefined {
  const { form, operands } = upcoming.instruction;
  const [a, b] = operands;
  if (!a || !b) return undefined;
  const size = sizeOf(a);
  if (form.mnemonic === 'cmp') {
    return `compare ${operandWords(upcoming, a)} with ${bare(operandWords(upcoming, b, size))}`;
  }
  const isSame = a.kind === 'register' && b.kind === 'register' && a.register === b.register;
  if (isSame) return `see whether ${operandWords(upcoming, a)} is 0 or negative`;
  return `see whether ${operandPlace(upcoming, a)} has bits of ${bare(operandWords(upcoming, b, size))}`;
}

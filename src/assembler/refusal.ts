/** What to say of an instruction that cannot be encoded. */

import type { EncodeError } from '../isa/encode.ts';
import { formsOf, mnemonics, type OperandSpec } from '../isa/forms.ts';
import { refusedMnemonic } from '../isa/refused.ts';
import { nearest } from '../elf/nearest.ts';
import type { Assembler } from './assembler.ts';
import type { Dialect, Misfit } from './dialect.ts';
import { DIALECTS } from './dialects.ts';
import { SourceError } from './error.ts';
import type { Cursor } from './lexer.ts';
import type { ParsedOperand } from './operand.ts';
import { registerNames } from './registers.ts';

export function unknownMnemonic(
  assembler: Assembler,
  cursor: Cursor,
  mnemonic: string,
  at: number,
): SourceError {
  const written = cursor.text.slice(at, at + mnemonic.length);
  const refusal = refusedMnemonic(mnemonic);
  if (refusal) {
    const { extension, instead } = refusal;
    const message = `'${written}' is of ${extension}, which this machine does not have: ${instead}`;
    return new SourceError(message, at, mnemonic.length);
  }
  const { dialect } = assembler.syntax;
  const stem = mnemonic.slice(0, -1);
  if (dialect === 'att' && /[bwlq]$/.test(mnemonic) && formsOf(stem).length > 0) {
    return new SourceError(`invalid suffix '${mnemonic.at(-1)}' for '${stem}'`, at, mnemonic.length);
  }
  const { other } = DIALECTS[dialect];
  const message = `unknown mnemonic '${written}'`;
  if (other.readings(mnemonic).length > 0) {
    return new SourceError(message, at, mnemonic.length, { expected: [other.hint] });
  }
  const suggestion = nearest(mnemonic, [...mnemonics(), ...assembler.macros.keys()]);
  return new SourceError(message, at, mnemonic.length, { suggestion });
}

/** Points at the operands; a name in them that is almost a register may be what is wrong. */
export function refused(error: EncodeError, misfit: Misfit, dialect: Dialect): SourceError {
  const { operands, reading, at, mnemonic } = misfit;
  const better = error.code === 'operands' ? dialect.misfit(misfit) : undefined;
  if (better) return better;
  const twice = error.code === 'operands' ? twoInMemory(misfit) : undefined;
  if (twice) return twice;
  const details = { expected: expectedForms(error, reading.mnemonic, operands, dialect) };
  const given =
    error.code === 'operands' && error.expected.length > 0 ? dialect.describe(operands) : undefined;
  const message = given === undefined ? error.message : `'${mnemonic}' does not take ${given}`;
  for (const { open, start, end } of operands) {
    if (open?.kind !== 'symbol' || open.symbol.defined) continue;
    const suggestion = nearest(open.symbol.name.toLowerCase(), registerNames());
    if (suggestion !== undefined)
      return new SourceError(message, start, end - start, { ...details, suggestion });
  }
  if (operands.length === 0 || error.code === 'prefix' || error.code === 'mnemonic') {
    return new SourceError(message, at, mnemonic.length, details);
  }
  const start = Math.min(...operands.map((operand) => operand.start));
  const end = Math.max(...operands.map((operand) => operand.end));
  return new SourceError(message, start, end - start, details);
}

/** Only string instructions take two, and say so by themselves. */
function twoInMemory({ mnemonic, operands }: Misfit): SourceError | undefined {
  const memory = operands.filter(({ operand }) => operand.kind === 'memory');
  const [first, second] = memory;
  if (!first || !second) return undefined;
  const message = `'${mnemonic}' takes at most one operand in memory`;
  const expected = ['a register for the other: load it first, then store it'];
  return new SourceError(message, first.start, second.end - first.start, { expected });
}

/** Forms that are listed in a message. */
const LISTED = 8;

/** Of the forms that would have been accepted those that come nearest to what was written. */
function expectedForms(
  error: EncodeError,
  mnemonic: string,
  operands: readonly ParsedOperand[],
  dialect: Dialect,
): readonly string[] {
  const forms = formsOf(mnemonic).filter(({ text }) => error.expected.includes(text));
  if (forms.length === 0) return error.expected;
  const sameCount = forms.filter((form) => form.operands.length === operands.length);
  const alike = sameCount.filter((form) =>
    form.operands.every((spec, index) => isAlike(spec, operands[index])),
  );
  const sameSize = alike.filter((form) =>
    form.operands.every((spec, index) => isOfSize(spec, operands[index])),
  );
  const [best = forms] = [sameSize, alike, sameCount].filter((list) => list.length > 0);
  const texts = [...new Set(best.map((form) => dialect.formText(form)))];
  return texts.length > LISTED ? [...texts.slice(0, LISTED), `and ${texts.length - LISTED} more`] : texts;
}

function isOfSize({ size }: OperandSpec, given: ParsedOperand | undefined): boolean {
  if (given?.operand.kind === 'register')
    return given.operand.register.class !== 'gpr' || size === given.operand.register.size;
  return given?.operand.kind !== 'memory' || size === 0 || size === (given.operand.size ?? size);
}

/** Whether an operand is of the kind that a form takes in its place, sizes aside. */
function isAlike(
  { place, register, memory, implied }: OperandSpec,
  given: ParsedOperand | undefined,
): boolean {
  switch (given?.operand.kind) {
    case 'register':
      return register === given.operand.register.class;
    case 'memory':
      return memory;
    case 'immediate':
      return place === 'immediate' || typeof implied === 'bigint';
    case 'relative':
      return place === 'relative';
    case undefined:
      return false;
  }
}

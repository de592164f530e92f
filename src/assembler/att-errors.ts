/** What is wrong with an instruction in AT&T syntax, in its own words. */

import type { Form, OperandSpec } from '../isa/forms.ts';
import type { Operand } from '../isa/operand.ts';
import { gpr, type GprSize } from '../isa/register.ts';
import { distanceNow, evaluate } from './evaluate.ts';
import { isReversed } from './att-mnemonics.ts';
import type { Misfit } from './dialect.ts';
import { SourceError } from './error.ts';
import type { ParsedOperand } from './operand.ts';
import { findRegister } from './registers.ts';

const SUFFIXES: Readonly<Record<number, string>> = { 8: 'b', 16: 'w', 32: 'l', 64: 'q' };

/** `movl r32, r/m32`. */
export function attFormText({ mnemonic, operands }: Form): string {
  const texts = operands.map(specText);
  if (isReversed(mnemonic)) texts.reverse();
  return [mnemonic, texts.join(', ')].filter(Boolean).join(' ');
}

function specText({ text, place, implied }: OperandSpec): string {
  if (place === 'immediate' || typeof implied === 'bigint') return `$${text}`;
  return implied ? `%${text}` : text;
}

/** `%eax, memory, $...`: operands as they were written, for a message. */
export function attDescription(operands: readonly ParsedOperand[]): string {
  return (
    operands
      .toReversed()
      .map(({ operand }) => description(operand))
      .join(', ') || 'no operands'
  );
}

function description(operand: Operand): string {
  switch (operand.kind) {
    case 'register':
      return `%${operand.register.name}`;
    case 'memory':
      return 'memory';
    case 'immediate':
      return 'an immediate';
    case 'relative':
      return 'a label';
  }
}

/** A name without `%`, a register of another width than the suffix says, a number without `$`. */
export function attMisfit(misfit: Misfit): SourceError | undefined {
  return nakedRegister(misfit) ?? wrongSuffix(misfit) ?? nakedNumber(misfit);
}

function nakedRegister({ operands }: Misfit): SourceError | undefined {
  for (const { open, start, end } of operands.toSorted((a, b) => a.start - b.start)) {
    if (open?.kind !== 'symbol' || open.symbol.defined || !findRegister(open.symbol.name)) continue;
    return new SourceError("registers are written with '%' in AT&T syntax", start, end - start, {
      suggestion: `%${open.symbol.name}`,
      expected: ['.intel_syntax noprefix before Intel syntax'],
    });
  }
  return undefined;
}

function wrongSuffix({ reading, operands }: Misfit): SourceError | undefined {
  const { width, memory } = reading;
  if (width === undefined) return undefined;
  // Of movzbl the suffix is the destination's.
  for (const { operand, start, end } of memory === undefined ? operands : operands.slice(0, 1)) {
    if (operand.kind !== 'register' || operand.register.class !== 'gpr') continue;
    const { name, size, number, high } = operand.register;
    if (size === width) continue;
    const message = `incorrect register '%${name}' used with suffix '${SUFFIXES[width]}'`;
    const suggestion = high ? undefined : `%${gpr(width as GprSize, number).name}`;
    return new SourceError(message, start, end - start, { suggestion });
  }
  return undefined;
}

/** `movl 1, 2`: what has no `$` is memory. */
function nakedNumber({ mnemonic, operands }: Misfit): SourceError | undefined {
  const memory = operands.filter(({ operand }) => operand.kind === 'memory');
  if (memory.length < 2) return undefined;
  const { start, end, open } = memory.find(isPlain) ?? memory[0]!;
  const what = open ? 'the address of a symbol' : 'a number';
  return new SourceError(`'${mnemonic}' does not take two operands in memory`, start, end - start, {
    expected: [`$ before ${what} that is meant itself`],
  });
}

function isPlain({ operand, open }: ParsedOperand): boolean {
  if (operand.kind !== 'memory' || operand.base || operand.index || operand.segment) return false;
  return open === undefined || evaluate(open, distanceNow)?.plus !== undefined;
}

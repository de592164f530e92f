/** An instruction's operands -> bytes, by the shortest row of the table that fits. */

import { emit, type Encoding } from './emit.ts';
import { EncodeError } from './encode-error.ts';
import { fits } from './fit.ts';
import { formsOf, type Form } from './forms.ts';
import type { Operand } from './operand.ts';
import { prefixByte } from './prefix.ts';
import { formsOfWidth } from './width.ts';

export type { Encoding, Field } from './emit.ts';
export { EncodeError } from './encode-error.ts';

export interface EncodeOptions {
  /** Width of a direct branch's distance in bytes; without it the shortest that holds it. */
  readonly relativeSize?: 1 | 4 | undefined;
  /** `lock`, `rep`, `repe`, `repne`, `notrack` written before the mnemonic, in order. */
  readonly prefixes?: readonly string[];
  /** Width of the operation in bits, where the source states it apart from the operands (AT&T's suffixes). */
  readonly width?: number | undefined;
}

/**
 * The shortest encoding; of equally short ones the first in the table, which is GNU as's choice.
 *
 * @throws EncodeError when no row fits, or when rows of several widths do.
 */
export function encode(
  mnemonic: string,
  operands: readonly Operand[],
  options: EncodeOptions = {},
): Encoding {
  const { width } = options;
  const forms = width === undefined ? formsOf(mnemonic) : formsOfWidth(mnemonic, width);
  if (forms.length === 0) throw new EncodeError('mnemonic', `unknown mnemonic '${mnemonic}'`);
  const prefixes = options.prefixes?.map((prefix) => prefixByte(prefix, mnemonic, operands)) ?? [];

  if (isAmbiguous(mnemonic, forms, operands)) throw ambiguous(mnemonic);

  let best: Encoding | undefined;
  for (const form of forms) {
    if (!fits(form, operands, options.relativeSize)) continue;
    const encoding = emit(form, operands, prefixes);
    if (!best || encoding.bytes.length < best.bytes.length) best = encoding;
  }
  if (best) return best;
  throw misfit(mnemonic, forms, operands);
}

/** Whether a form of the mnemonic takes the operands: cheaper than an error where there is another reading. */
export function isEncodable(
  mnemonic: string,
  operands: readonly Operand[],
  { width, relativeSize }: EncodeOptions,
): boolean {
  const forms = width === undefined ? formsOf(mnemonic) : formsOfWidth(mnemonic, width);
  return forms.some((form) => fits(form, operands, relativeSize));
}

/** Branches and stack instructions take 64-bit memory when the source does not say, movd 32-bit; others must say. */
const HAVE_DEFAULT = new Set(['push', 'pop', 'call', 'jmp', 'movd']);

/** The destination says nothing of the source: as asks for the width even where there is only one. */
const STATES_WIDTH = new Set(['movzx', 'movsx']);

/** Whether memory of unstated width fits several rows. What an immediate would fit does not decide between them. */
function isAmbiguous(mnemonic: string, forms: readonly Form[], operands: readonly Operand[]): boolean {
  const index = operands.findIndex((operand) => operand.kind === 'memory' && operand.size === undefined);
  if (index < 0 || HAVE_DEFAULT.has(mnemonic)) return false;
  const anyNumber = operands.map((operand): Operand =>
    operand.kind === 'immediate' ? { kind: 'immediate', value: 0n, symbolic: false } : operand,
  );
  const widths = new Set(
    forms.filter((form) => fits(form, anyNumber)).map((form) => form.operands[index]!.size),
  );
  widths.delete(0);
  return widths.size > (STATES_WIDTH.has(mnemonic) ? 0 : 1);
}

function ambiguous(mnemonic: string): EncodeError {
  return new EncodeError(
    'size',
    `ambiguous operand size for '${mnemonic}'`,
    ['BYTE PTR', 'WORD PTR', 'DWORD PTR', 'QWORD PTR'].map((size) => `${size} before the memory operand`),
  );
}

function misfit(mnemonic: string, forms: readonly Form[], operands: readonly Operand[]): EncodeError {
  const expected = [...new Set(forms.map((form) => form.text))];
  const given = operands.map(describe).join(', ') || 'no operands';
  const wide = operands.find((operand) => operand.kind === 'immediate' && !operand.symbolic);
  if (wide?.kind === 'immediate') {
    const relaxed = operands.map((operand): Operand =>
      operand === wide ? { kind: 'immediate', value: 0n, symbolic: false } : operand,
    );
    if (forms.some((form) => fits(form, relaxed))) {
      return new EncodeError('range', `${wide.value} does not fit an immediate of '${mnemonic}'`, expected);
    }
  }
  const distant = operands.find((operand) => operand.kind === 'relative');
  if (distant && forms.some((form) => form.relativeSize !== 0)) {
    return new EncodeError('range', `'${mnemonic}' does not reach ${distant.distance} bytes`, expected);
  }
  return new EncodeError('operands', `'${mnemonic}' does not take ${given}`, expected);
}

function describe(operand: Operand): string {
  switch (operand.kind) {
    case 'register':
      return operand.register.name;
    case 'memory':
      return `m${operand.size ?? ''}`;
    case 'immediate':
      return 'an immediate';
    case 'relative':
      return 'a label';
  }
}

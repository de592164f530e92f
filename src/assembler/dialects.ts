/** The two dialects by name. */

import { formsOf } from '../isa/forms.ts';
import { attDescription, attFormText, attMisfit } from './att-errors.ts';
import { attReadings, isReversed } from './att-mnemonics.ts';
import { parseAttOperand } from './att-operands.ts';
import type { Dialect, Reading } from './dialect.ts';
import { parseOperand } from './intel-operands.ts';
import type { Syntax } from './syntax.ts';

const plain = new Map<string, readonly Reading[]>();

/** The mnemonics are the table's own. */
function intelReadings(mnemonic: string): readonly Reading[] {
  let readings = plain.get(mnemonic);
  if (!readings) {
    if (formsOf(mnemonic).length === 0) return [];
    readings = [{ mnemonic, width: undefined, memory: undefined }];
    plain.set(mnemonic, readings);
  }
  return readings;
}

const EXTENDS = new Set(['movzx', 'movsx']);

export const DIALECTS: Readonly<Record<Syntax['dialect'], Dialect>> = {
  intel: {
    readings: intelReadings,
    operand: parseOperand,
    isReversed: () => false,
    defaultSize: () => undefined,
    misfit: () => undefined,
    describe: () => undefined,
    formText: ({ text }) => text,
    other: { readings: attReadings, hint: '.att_syntax before AT&T syntax' },
  },
  att: {
    readings: attReadings,
    operand: parseAttOperand,
    isReversed,
    defaultSize: (reading) =>
      EXTENDS.has(reading.mnemonic) ? { ...reading, memory: 8 } : { ...reading, width: 32 },
    misfit: attMisfit,
    describe: attDescription,
    formText: attFormText,
    other: { readings: intelReadings, hint: '.intel_syntax noprefix before Intel syntax' },
  },
};

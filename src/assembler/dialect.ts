/** What differs between Intel and AT&T syntax in an instruction's text. */

import type { Form } from '../isa/forms.ts';
import type { MemorySize } from '../isa/operand.ts';
import type { SourceError } from './error.ts';
import type { Scope } from './expression.ts';
import type { Cursor } from './lexer.ts';
import type { ParsedOperand } from './operand.ts';

/** What a mnemonic may mean in the terms of the instruction table. */
export interface Reading {
  readonly mnemonic: string;
  /** The width that a suffix states, in bits. */
  readonly width: number | undefined;
  /** The width of memory, where the mnemonic says it (`movzbl`). */
  readonly memory: MemorySize | undefined;
}

/** An instruction that no form fits. */
export interface Misfit {
  /** As written, and where. */
  readonly mnemonic: string;
  readonly at: number;
  readonly reading: Reading;
  /** In the order of Intel's manual. */
  readonly operands: readonly ParsedOperand[];
}

export interface Dialect {
  /** In the order in which they are tried; none for a name that is no mnemonic. */
  readings(mnemonic: string): readonly Reading[];
  /** One operand. `isBranch`: the instruction can take the place itself rather than what lies there. */
  operand(cursor: Cursor, scope: Scope, isBranch: boolean): ParsedOperand;
  /** Whether the operands stand in the other order than in Intel's manual. */
  isReversed(mnemonic: string): boolean;
  /** What is meant where memory could be of several widths; undefined where that is an error. */
  defaultSize(reading: Reading): Reading | undefined;
  /** A better word than the encoder's for what is wrong, if there is one. */
  misfit(misfit: Misfit): SourceError | undefined;
  /** Operands for a message; undefined where the encoder's description is as they are written. */
  describe(operands: readonly ParsedOperand[]): string | undefined;
  /** A form of the table as it would be written. */
  formText(form: Form): string;
  /** The other dialect in the words of a hint. */
  readonly other: { readonly readings: Dialect['readings']; readonly hint: string };
}

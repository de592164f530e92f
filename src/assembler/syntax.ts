/** Which of the two dialects a source is written in, and whether its registers bear a `%`. */

import { findRegister, isAbsentRegister } from './registers.ts';

export interface Syntax {
  readonly dialect: 'intel' | 'att';
  /** Registers are written without `%` (`noprefix`); words that name one are no symbols then. */
  readonly naked: boolean;
}

const INTEL_SYNTAX: Syntax = { dialect: 'intel', naked: true };
const ATT_SYNTAX: Syntax = { dialect: 'att', naked: false };

/** What may be an operand's beginning in AT&T syntax, and the directive that ends the guessing. */
const TELLING = /%(\\|[a-z]\w*)|\$[\d(~\\-]|\.(?:intel|att)_syntax\b/gi;
/** A statement up to the beginning of one of an instruction's operands, labels and prefixes before it. */
const UP_TO_OPERAND = /^\s*(?:[\w.$]+:\s*)*[a-z]\w*(?:\s+[a-z]\w*)*\s+(?:.*[,(:]\s*)?\*?$/i;

/**
 * The syntax that a source begins in, as long as no directive says: AT&T when an operand of an instruction begins with
 * a register behind a `%` or a number behind a `$` (`%rax`, `*%rax`, `8(%rax)`, `$1`), Intel otherwise. Only what
 * stands before the first `.intel_syntax` or `.att_syntax` is looked at.
 *
 * @param code The text with its comments blanked.
 */
export function detectSyntax(code: string): Syntax {
  TELLING.lastIndex = 0;
  for (let match = TELLING.exec(code); match; match = TELLING.exec(code)) {
    const [text, name] = match;
    if (text.startsWith('.')) break;
    if (name !== undefined && name !== '\\' && !findRegister(name) && !isAbsentRegister(name)) continue;
    const start = Math.max(code.lastIndexOf('\n', match.index), code.lastIndexOf(';', match.index)) + 1;
    if (UP_TO_OPERAND.test(code.slice(start, match.index))) return ATT_SYNTAX;
  }
  return INTEL_SYNTAX;
}

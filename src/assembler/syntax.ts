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

/** A statement's first letter, behind its labels: a directive is none. */
const INSTRUCTION = /^\s*(?:[\w.$]+:\s*)*[a-z]/i;
/** Names that stand where an operand or a part of one may begin. */
const NAMES = /[\s,([*+:-]([a-z]\w{1,4})(?![\w.$@(:=])/gi;

/**
 * The syntax that a source begins in, as long as no directive says. The first operand of an instruction decides that
 * is a register or a number with its sign: AT&T when it bears one (`%rax`, `8(%rax)`, `*%rax`, `$1`), Intel when it is
 * a bare register, or when there is none. What stands behind the first `.intel_syntax` or `.att_syntax` does not count.
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
    if (!UP_TO_OPERAND.test(code.slice(start, match.index))) continue;
    return hasBareRegister(code.slice(0, match.index)) ? INTEL_SYNTAX : ATT_SYNTAX;
  }
  return INTEL_SYNTAX;
}

function hasBareRegister(code: string): boolean {
  return code
    .split(/[\n;]/)
    .some(
      (statement) =>
        INSTRUCTION.test(statement) &&
        [...statement.matchAll(NAMES)].some(([, name = '']) => findRegister(name) !== undefined),
    );
}

/**
 * How operands are written in Intel syntax: as one expression in which registers stand as well, and in which
 * brackets, `QWORD PTR`, `offset` and `fs:` are operators.
 */

import type { MemorySize } from '../isa/operand.ts';
import type { Register } from '../isa/register.ts';
import { SourceError } from './error.ts';
import { binary, depthAbove, ExpressionParser, UNARY_RANK, type Node } from './expression.ts';
import { findRegister, PERCENT, takeRegister } from './registers.ts';

export const SIZES: Readonly<Record<string, MemorySize>> = {
  byte: 8,
  word: 16,
  dword: 32,
  qword: 64,
  mmword: 64,
  oword: 128,
  xmmword: 128,
};
/** Sizes of operands that this machine's instructions do not have. */
const OTHER_SIZES = new Set(['fword', 'tbyte', 'ymmword', 'zmmword']);
const PTR = /\s+ptr(?![\w.$])/iy;

export class IntelParser extends ExpressionParser {
  override parse(rank = 0): Node {
    let node = super.parse(rank);
    if (rank > 0) return node;
    while (this.cursor.take('[')) {
      node = this.bracket(node);
      const rest = this.cursor.peek();
      if (rest === 0x2b || rest === 0x2d) node = this.continued(node);
    }
    return node;
  }

  /** `foo[rax]+8`: terms after a bracket. */
  private continued(left: Node): Node {
    const minus = this.cursor.peek() === 0x2d;
    this.cursor.at++;
    return binary(minus ? '-' : '+', left, super.parse(5));
  }

  private bracket(left: Node | undefined): Node {
    const inner = this.parse();
    this.cursor.expect(']');
    return { kind: 'bracket', left, inner, depth: depthAbove(left, inner) };
  }

  protected override primary(): Node {
    const { cursor, scope } = this;
    if (cursor.take('[')) return this.bracket(undefined);
    if (scope.syntax.naked || cursor.peek() !== PERCENT) return super.primary();
    return this.register(takeRegister(cursor));
  }

  protected override word(name: string, start: number): Node {
    const { cursor } = this;
    if (cursor.text[start] === '"') return super.word(name, start);
    const register = this.scope.syntax.naked ? findRegister(name) : undefined;
    if (register) return this.register(register);
    const word = name.toLowerCase();
    if (word === 'offset' || word === 'short') return this.wrapped(word);
    if (word === 'flat' && cursor.take(':')) return this.operandOf();
    if (word in SIZES || OTHER_SIZES.has(word) || word === 'near' || word === 'far') {
      PTR.lastIndex = cursor.at;
      if (PTR.test(cursor.text)) {
        cursor.at = PTR.lastIndex;
        if (!(word in SIZES) && word !== 'near') {
          throw new SourceError(`operands of size ${name} are not supported`, start, name.length);
        }
        return this.wrapped(word);
      }
      if (word in SIZES && !cursor.atEnd() && !',+-*/)]'.includes(cursor.text[cursor.at] ?? ',')) {
        throw new SourceError(`expected 'PTR' after '${name}'`, start, name.length);
      }
    }
    return super.word(name, start);
  }

  /** A register, or the segment that it stands for before a colon. */
  private register(register: Register): Node {
    if (register.class !== 'segment' || !this.cursor.take(':')) return { kind: 'register', register };
    const operand = this.operandOf();
    return { kind: 'segment', segment: register, operand, depth: depthAbove(operand) };
  }

  private wrapped(word: string): Node {
    const operand = super.parse(UNARY_RANK);
    return { kind: 'word', word, operand, depth: depthAbove(operand) };
  }
}

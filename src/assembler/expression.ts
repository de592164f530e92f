/**
 * Expressions as GNU as reads them, as trees.
 *
 *   loosest   ||   &&   == <> != < <= > >=   + -   | ^ & !   * / % << >>   - ~ ! (one operand)   tightest
 *
 * In Intel syntax the words or, xor, and, not, mod, shl, shr, eq, ne, lt, le, gt and ge are operators too.
 */

import type { Register } from '../isa/register.ts';
import { SourceError } from './error.ts';
import { clip, type Cursor } from './lexer.ts';
import { LIMITS } from './limits.ts';
import { applyBinary, applyUnary, type BinaryOperator, type UnaryOperator } from './operators.ts';
import { findRegister, isAbsentRegister } from './registers.ts';
import type { SymbolEntry } from './symbols.ts';
import type { Syntax } from './syntax.ts';
import { NOT_THREAD_LOCAL } from './thread-local.ts';

/** `foo@PLT`: which of a symbol's addresses is meant. */
export type Specifier = 'PLT' | 'GOTPCREL';

/** Operators inside each other, for the limit. */
interface Nested {
  readonly depth: number;
}

export type Node =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'symbol'; readonly symbol: SymbolEntry; readonly specifier: Specifier | undefined }
  | ({ readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Node } & Nested)
  | ({
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Node;
      readonly right: Node;
    } & Nested)
  | OperandNode;

/** What stands in instruction operands only, and is gone when the operand has been understood. */
export type OperandNode =
  | { readonly kind: 'register'; readonly register: Register }
  | ({ readonly kind: 'bracket'; readonly left: Node | undefined; readonly inner: Node } & Nested)
  | ({ readonly kind: 'word'; readonly word: string; readonly operand: Node } & Nested)
  | ({ readonly kind: 'segment'; readonly segment: Register; readonly operand: Node } & Nested);

export const ZERO: Node = { kind: 'number', value: 0n };

/** What names in an expression stand for. */
export interface Scope {
  readonly syntax: Syntax;
  symbol(name: string): SymbolEntry;
  /** The label that `1b` or `1f` means; undefined when there is none. */
  numericLabel(number: number, forward: boolean): SymbolEntry | undefined;
  /** `.`: a label at the current place. */
  here(): SymbolEntry;
}

interface Infix {
  readonly operator: BinaryOperator;
  readonly rank: number;
  readonly length: number;
}

/** The rank of one-operand operators; those with two bind less tightly. */
export const UNARY_RANK = 9;
const RANKS: Readonly<Record<BinaryOperator, number>> = {
  '*': 8,
  '/': 8,
  '%': 8,
  '<<': 8,
  '>>': 8,
  '|': 7,
  '!': 7,
  '^': 7,
  '&': 7,
  '+': 5,
  '-': 5,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '&&': 3,
  '||': 2,
};
const SPELLINGS: Readonly<Record<string, BinaryOperator>> = { '<>': '!=' };
const WORDS: Readonly<Record<string, BinaryOperator>> = {
  or: '|',
  xor: '^',
  and: '&',
  mod: '%',
  shl: '<<',
  shr: '>>',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};
const SYMBOL_OPERATOR = /\|\||&&|==|!=|<>|<=|>=|<<|>>|[*/%|!^&+\-<>]/y;
const WORD_OPERATOR = /[A-Za-z]+(?![\w.$])/y;
const SPECIFIER = /@\s*(\w+)/y;
/** Specifiers of the thread-local storage models (ELF Handling For Thread-Local Storage). */
const THREAD_LOCAL = /^(?:TLS|[DNG]?T?(?:TP|NTP)OFF|INDNTPOFF|DTPMOD)/;

export class ExpressionParser {
  protected readonly cursor: Cursor;
  protected readonly scope: Scope;
  private nesting = 0;

  constructor(cursor: Cursor, scope: Scope) {
    this.cursor = cursor;
    this.scope = scope;
  }

  /** An expression whose operators bind more tightly than `rank`. */
  parse(rank = 0): Node {
    if (++this.nesting > LIMITS.expressionDepth) throw tooDeep();
    let left = this.primary();
    for (let infix = this.infix(); infix && infix.rank > rank; infix = this.infix()) {
      this.cursor.at += infix.length;
      left = binary(infix.operator, left, this.parse(infix.rank));
    }
    this.nesting--;
    return left;
  }

  private infix(): Infix | undefined {
    const { cursor } = this;
    const code = cursor.peek();
    if (code === 0x2c || code === 0x0a) return undefined;
    SYMBOL_OPERATOR.lastIndex = cursor.at;
    const text = SYMBOL_OPERATOR.exec(cursor.text)?.[0];
    if (text !== undefined) {
      const operator = SPELLINGS[text] ?? (text as BinaryOperator);
      return { operator, rank: RANKS[operator], length: text.length };
    }
    if (this.scope.syntax.dialect === 'att') return undefined;
    WORD_OPERATOR.lastIndex = cursor.at;
    const word = WORD_OPERATOR.exec(cursor.text)?.[0];
    const operator = word === undefined ? undefined : WORDS[word.toLowerCase()];
    return word !== undefined && operator
      ? { operator, rank: RANKS[operator], length: word.length }
      : undefined;
  }

  protected primary(): Node {
    const { cursor } = this;
    const code = cursor.peek();
    if (code >= 0x30 && code <= 0x39) return this.number();
    switch (code) {
      case 0x28: {
        cursor.at++;
        const inner = this.parse();
        cursor.expect(')');
        return inner;
      }
      case 0x27:
        return { kind: 'number', value: cursor.takeCharacter() };
      case 0x2b:
        cursor.at++;
        return this.operandOf();
      case 0x2d:
      case 0x7e:
      case 0x21:
        cursor.at++;
        return unary(String.fromCharCode(code) as UnaryOperator, this.operandOf());
    }
    const start = cursor.at;
    const name = cursor.takeName();
    if (name === undefined) {
      throw this.unexpected(code);
    }
    return this.word(name, start);
  }

  /** No expression begins with this. */
  private unexpected(code: number): SourceError {
    const { cursor } = this;
    const { dialect, naked } = this.scope.syntax;
    if (dialect === 'intel' && naked && code === 0x25) {
      const message = "registers are written without '%' in Intel syntax";
      return new SourceError(message, cursor.at, 1, { expected: ['.att_syntax before AT&T syntax'] });
    }
    const isIntel = dialect === 'att' && code === 0x5b;
    return new SourceError(`expected an expression ${cursor.found()}`, cursor.at, 1, {
      expected: isIntel ? ['.intel_syntax noprefix before Intel syntax'] : [],
    });
  }

  /** The operand of a one-operand operator. */
  protected operandOf(): Node {
    if (++this.nesting > LIMITS.expressionDepth) throw tooDeep();
    const operand = this.primary();
    this.nesting--;
    return operand;
  }

  private number(): Node {
    const { cursor } = this;
    const start = cursor.at;
    const token = cursor.takeNumber();
    if (token.kind === 'number') return token;
    const symbol = this.scope.numericLabel(token.number, token.forward);
    if (!symbol) {
      throw new SourceError(`no label '${token.number}:' stands before this`, start, cursor.at - start);
    }
    return { kind: 'symbol', symbol, specifier: undefined };
  }

  protected word(name: string, start: number): Node {
    const { cursor } = this;
    if (name === '.') return { kind: 'symbol', symbol: this.scope.here(), specifier: undefined };
    if (cursor.text[start] !== '"') {
      const { dialect, naked } = this.scope.syntax;
      if (dialect === 'intel' && name.toLowerCase() === 'not' && !cursor.atEnd()) {
        return unary('~', this.operandOf());
      }
      if (naked && isAbsentRegister(name)) {
        throw new SourceError(`register '${name}' is not supported`, start, name.length);
      }
      if (naked && findRegister(name)) {
        throw new SourceError(`register '${name}' cannot stand in an expression`, start, name.length);
      }
    }
    const specifier = this.specifier(name, start);
    if (specifier) return { kind: 'symbol', symbol: this.scope.symbol(name), specifier };
    const symbol = this.scope.symbol(name);
    return symbol.value?.kind === 'number' ? symbol.value : { kind: 'symbol', symbol, specifier: undefined };
  }

  /** `@PLT` behind the name that begins at `start`. */
  private specifier(name: string, start: number): Specifier | undefined {
    const { cursor } = this;
    SPECIFIER.lastIndex = cursor.at;
    const [whole, word = ''] = SPECIFIER.exec(cursor.text) ?? [];
    if (whole === undefined) return undefined;
    const kind = word.toUpperCase();
    if (THREAD_LOCAL.test(kind)) throw threadLocal(name, word, start);
    if (kind !== 'PLT' && kind !== 'GOTPCREL') {
      throw cursor.fail(`'@${clip(kind)}' is not supported`, whole.length);
    }
    cursor.at += whole.length;
    return kind;
  }
}

function threadLocal(name: string, specifier: string, start: number): SourceError {
  const message = `'${clip(name)}' is thread-local (@${specifier}), and thread-local storage is not supported`;
  return new SourceError(message, start, name.length, {
    expected: [NOT_THREAD_LOCAL],
  });
}

function tooDeep(): SourceError {
  return new SourceError(`more than ${LIMITS.expressionDepth} operators inside each other`);
}

function depthOf(node: Node): number {
  return 'depth' in node ? node.depth : 0;
}

/** One more than its operands' depth. */
export function depthAbove(...operands: readonly (Node | undefined)[]): number {
  const depth = 1 + Math.max(0, ...operands.map((operand) => (operand ? depthOf(operand) : 0)));
  if (depth > LIMITS.expressionDepth) throw tooDeep();
  return depth;
}

function unary(operator: UnaryOperator, operand: Node): Node {
  if (operand.kind === 'number') return { kind: 'number', value: applyUnary(operator, operand.value) };
  return { kind: 'unary', operator, operand, depth: depthAbove(operand) };
}

export function binary(operator: BinaryOperator, left: Node, right: Node): Node {
  if (left.kind === 'number' && right.kind === 'number') {
    return { kind: 'number', value: applyBinary(operator, left.value, right.value) };
  }
  if (operator === '+' && right.kind === 'number' && right.value === 0n) return left;
  if (operator === '+' && left.kind === 'number' && left.value === 0n) return right;
  return { kind: 'binary', operator, left, right, depth: depthAbove(left, right) };
}

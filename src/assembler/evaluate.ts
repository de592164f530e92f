/** What an expression comes to: a number, a symbol plus a number, or a symbol minus a symbol plus a number. */

import { SourceError } from './error.ts';
import type { Node, Specifier } from './expression.ts';
import { LIMITS } from './limits.ts';
import { applyBinary, applyUnary } from './operators.ts';
import type { Position, SymbolEntry } from './symbols.ts';

export interface Value {
  readonly plus: SymbolEntry | undefined;
  readonly minus: SymbolEntry | undefined;
  readonly number: bigint;
  /** Of `plus`. */
  readonly specifier: Specifier | undefined;
  /** The name, defined as another place, that `plus + aliasNumber` was written as. */
  readonly alias: SymbolEntry | undefined;
  readonly aliasNumber: bigint;
}

/** Bytes from one label to another, where that is known yet. */
export type Distance = (from: SymbolEntry, to: SymbolEntry) => bigint | undefined;

/** What is known while the source is being read: places with nothing variable between them. */
export const distanceNow: Distance = (from, to) => {
  const [a, b] = [from.position, to.position];
  if (!a || !b || a.section !== b.section || a.part !== b.part) return undefined;
  return BigInt(b.offset - a.offset);
};

function plain(number: bigint, plus?: SymbolEntry, minus?: SymbolEntry, specifier?: Specifier): Value {
  return { plus, minus, number, specifier, alias: undefined, aliasNumber: 0n };
}

/** Undefined when it comes to nothing of that kind, or not yet. */
export function evaluate(node: Node, distance: Distance): Value | undefined {
  return new Evaluation(distance).value(node);
}

/** The number that an expression comes to; undefined when it is none, or not yet. */
export function evaluateNumber(node: Node, distance: Distance): bigint | undefined {
  if (node.kind === 'number') return node.value;
  const value = evaluate(node, distance);
  return value && !value.plus && !value.minus ? value.number : undefined;
}

/** The place that a value is, if it is one that has been passed. */
export function placeOf({ plus, minus, number, specifier }: Value): Position | undefined {
  const distance = Number(number);
  if (!plus?.position || minus || specifier || Math.abs(distance) > LIMITS.section) return undefined;
  return { ...plus.position, offset: plus.position.offset + distance };
}

class Evaluation {
  private readonly distance: Distance;
  private steps = 0;
  private depth = 0;

  constructor(distance: Distance) {
    this.distance = distance;
  }

  value(node: Node): Value | undefined {
    if (++this.steps > LIMITS.expressionSteps) throw new SourceError('the expression is too complex');
    switch (node.kind) {
      case 'number':
        return plain(node.value);
      case 'symbol':
        return this.symbol(node.symbol, node.specifier);
      case 'unary': {
        const operand = this.value(node.operand);
        if (operand?.plus === undefined && operand?.minus === undefined) {
          return operand && plain(applyUnary(node.operator, operand.number));
        }
        if (node.operator !== '-' || operand.specifier) return undefined;
        return plain(BigInt.asIntN(64, -operand.number), operand.minus, operand.plus);
      }
      case 'binary':
        return this.binary(node);
      default:
        return undefined;
    }
  }

  private symbol(symbol: SymbolEntry, specifier: Specifier | undefined): Value | undefined {
    if (symbol.position || !symbol.value || symbol.binding === 'weak')
      return plain(0n, symbol, undefined, specifier);
    if (++this.depth > LIMITS.expressionDepth) {
      throw new SourceError(
        `the definition of '${symbol.name}' leads back to itself, or through too many others`,
      );
    }
    const value = this.value(symbol.value);
    this.depth--;
    if (!value?.plus?.defined || value.minus) return value;
    return { ...value, specifier: specifier ?? value.specifier, alias: symbol, aliasNumber: value.number };
  }

  private binary(node: Extract<Node, { kind: 'binary' }>): Value | undefined {
    const left = this.value(node.left);
    const right = left && this.value(node.right);
    if (!left || !right) return undefined;
    const { operator } = node;
    if (!left.plus && !left.minus && !right.plus && !right.minus) {
      return plain(applyBinary(operator, left.number, right.number));
    }
    switch (operator) {
      case '+':
        if (left.plus && right.plus) return undefined;
        return this.sum(left.plus ? left : right, left.number + right.number, [left.minus, right.minus]);
      case '-':
        if (right.specifier || (left.plus && right.minus)) return undefined;
        return this.sum({ ...left, plus: left.plus ?? right.minus }, left.number - right.number, [
          left.minus,
          right.plus,
        ]);
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=': {
        const between = this.between(left, right);
        return between === undefined ? undefined : plain(applyBinary(operator, between, 0n));
      }
      default:
        return undefined;
    }
  }

  private between(left: Value, right: Value): bigint | undefined {
    if (left.minus || right.minus || !left.plus || !right.plus) return undefined;
    const apart = left.plus === right.plus ? 0n : this.distance(right.plus, left.plus);
    return apart === undefined ? undefined : apart + left.number - right.number;
  }

  /** `base.plus` less the labels in `minuses`, at most one of which may be left over, plus `sum`. */
  private sum(base: Value, sum: bigint, minuses: readonly (SymbolEntry | undefined)[]): Value | undefined {
    const { plus } = base;
    const number = BigInt.asIntN(64, sum);
    const [minus, second] = minuses.filter((symbol) => symbol !== undefined);
    if (second) return undefined;
    if (!minus) return { ...base, minus: undefined, number };
    if (!plus) return plain(number, undefined, minus);
    const apart = this.distance(minus, plus);
    return apart === undefined
      ? plain(number, plus, minus, base.specifier)
      : plain(BigInt.asIntN(64, number + apart));
  }
}

/**
 * Instruction operands in Intel syntax: a register, an immediate, memory, or the target of a branch. From the
 * expression that was written the registers are taken out; what is left is the displacement or the immediate.
 */

import type { MemoryOperand, MemorySize } from '../isa/operand.ts';
import type { Register } from '../isa/register.ts';
import { located, SourceError } from './error.ts';
import { distanceNow, evaluate } from './evaluate.ts';
import { binary, ZERO, type Node, type Scope } from './expression.ts';
import { IntelParser, SIZES } from './intel.ts';
import type { Cursor } from './lexer.ts';
import { isAddressRegister, memoryAt, type ParsedOperand } from './operand.ts';
import { findRegister } from './registers.ts';
import type { SymbolEntry } from './symbols.ts';

/** @param isBranch Whether the instruction can take the place itself rather than what lies there. */
export function parseOperand(cursor: Cursor, scope: Scope, isBranch: boolean): ParsedOperand {
  cursor.skipBlanks();
  const start = cursor.at;
  const register = scope.syntax.naked ? takeRegister(cursor) : undefined;
  if (register) {
    const operand = { kind: 'register', register } as const;
    return { operand, open: undefined, short: false, start, end: start + register.name.length };
  }
  const node = new IntelParser(cursor, scope).parse();
  cursor.skipBlanks();
  const end = endOfText(cursor, start);
  const { operand, open, short } = located(
    start,
    () => end,
    () => new Understanding(node, cursor.text[end - 1] === ']').result(isBranch),
  );
  return { operand, open, short, start, end };
}

const WORD = /[a-zA-Z]\w*/y;

/** Most operands are a register and nothing else. */
function takeRegister(cursor: Cursor): Register | undefined {
  const start = cursor.at;
  WORD.lastIndex = start;
  const word = WORD.exec(cursor.text)?.[0];
  const register = word === undefined ? undefined : findRegister(word);
  if (!register || word === undefined) return undefined;
  cursor.at = start + word.length;
  if (cursor.atEnd() || cursor.text[cursor.at] === ',') return register;
  cursor.at = start;
  return undefined;
}

function endOfText(cursor: Cursor, start: number): number {
  let end = cursor.at;
  while (end > start + 1 && cursor.text.charCodeAt(end - 1) <= 0x20) end--;
  return end;
}

/** Takes one operand's expression apart. */
class Understanding {
  private register: Register | undefined;
  private base: Register | undefined;
  private index: Register | undefined;
  private scale = 1n;
  private segment: Register | undefined;
  private size: MemorySize | undefined;
  private offset = false;
  private short = false;
  /** A symbol stands inside brackets. */
  private bracketed = false;
  private readonly inBrackets: boolean;
  private readonly rest: Node;

  /** @param inBrackets The operand ends in a bracket. */
  constructor(node: Node, inBrackets: boolean) {
    this.rest = this.take(node, false);
    this.inBrackets = inBrackets && !this.offset;
  }

  result(isBranch: boolean): Pick<ParsedOperand, 'operand' | 'open' | 'short'> {
    const { register, base, index, segment, rest, size } = this;
    if (register) {
      if (base || index || segment || size !== undefined || rest !== ZERO) {
        throw new SourceError(`register ${register.name} stands outside the brackets`);
      }
      return { operand: { kind: 'register', register }, open: undefined, short: false };
    }
    const value = evaluate(rest, distanceNow);
    const constant = value && !value.plus && !value.minus ? value.number : undefined;
    const symbol = value?.minus ? undefined : value?.plus;
    if (
      isBranch &&
      !base &&
      !index &&
      !segment &&
      size === undefined &&
      !this.inBrackets &&
      !this.bracketed
    ) {
      return { operand: { kind: 'relative', distance: 0n }, open: rest, short: this.short };
    }
    if (this.short) throw new SourceError("'short' is for branches");
    const open = constant === undefined ? rest : undefined;
    if (base || index || segment || this.inBrackets || isBranch || (symbol && !this.offset)) {
      return { operand: this.memory(constant), open, short: false };
    }
    if (size !== undefined)
      throw new SourceError('a number has no size: [brackets] mean what lies at an address');
    const operand = {
      kind: 'immediate',
      value: constant ?? 0n,
      symbolic: open !== undefined,
    } as const;
    return { operand, open, short: false };
  }

  private memory(displacement: bigint | undefined): MemoryOperand {
    const { size, segment, base, index } = this;
    return memoryAt({
      size,
      segment,
      base,
      index,
      scale: Number(this.scale) as MemoryOperand['scale'],
      displacement,
    });
  }

  /** Takes registers and words out; what is returned has none. */
  private take(node: Node, bracket: boolean): Node {
    switch (node.kind) {
      case 'number':
        return node;
      case 'symbol':
        this.bracketed ||= bracket && isPlace(node.symbol);
        return node;
      case 'register':
        this.takeRegister(node.register, bracket);
        return ZERO;
      case 'bracket': {
        const left = node.left ? this.take(node.left, bracket) : ZERO;
        return binary('+', left, this.take(node.inner, true));
      }
      case 'segment':
        if (this.segment) throw new SourceError('two segments in one operand');
        this.segment = node.segment;
        return this.take(node.operand, bracket);
      case 'word':
        return this.takeWord(node.word, node.operand, bracket);
      case 'unary':
        refuseRegisters(node.operand);
        return node;
      case 'binary':
        return this.takeBinary(node, bracket);
    }
  }

  private takeBinary(node: Extract<Node, { kind: 'binary' }>, bracket: boolean): Node {
    const { operator, left, right } = node;
    if (operator === '*' && bracket && hasRegister(node)) {
      this.scale = this.takeScaled(node);
      if (![1n, 2n, 4n, 8n].includes(this.scale)) {
        throw new SourceError('an index can be multiplied by 1, 2, 4 or 8', undefined, 1);
      }
      return ZERO;
    }
    if (operator !== '+') refuseRegisters(right);
    if (operator !== '+' && operator !== '-') refuseRegisters(left);
    const first = this.take(left, bracket);
    return binary(operator, first, this.take(right, bracket));
  }

  private takeWord(word: string, operand: Node, bracket: boolean): Node {
    if (operand.kind === 'register') {
      throw new SourceError(`'${word}' cannot stand before a register`);
    }
    if (word === 'offset') {
      this.offset = true;
      refuseRegisters(operand);
    } else if (word === 'short') this.short = true;
    else if (word in SIZES) this.size ??= SIZES[word];
    return this.take(operand, bracket);
  }

  private takeRegister(register: Register, bracket: boolean): void {
    if (!bracket) {
      if (this.register) throw new SourceError('two registers in one operand');
      this.register = register;
      return;
    }
    if (!isAddressRegister(register)) throw notAddress(register);
    const other = this.base ?? this.index;
    if (other && other.size !== register.size) {
      throw new SourceError(`${other.name} and ${register.name} in one address`);
    }
    if (!this.base) this.base = register;
    else if (this.index) throw new SourceError('more than two registers in an address');
    else if (register.class === 'rip' || register.number === 4) {
      this.index = this.base;
      this.base = register;
    } else this.index = register;
  }

  /** The factor of the register in a product. */
  private takeScaled(node: Node): bigint {
    if (node.kind === 'register') {
      if (this.index) throw new SourceError('two scaled registers in an address');
      if (node.register.class !== 'gpr' || node.register.size < 32) throw notAddress(node.register);
      if (node.register.number === 4)
        throw new SourceError(`${node.register.name} cannot be multiplied in an address`);
      if (this.base && this.base.size !== node.register.size) {
        throw new SourceError(`${this.base.name} and ${node.register.name} in one address`);
      }
      this.index = node.register;
      return 1n;
    }
    if (node.kind !== 'binary' || node.operator !== '*') {
      throw new SourceError('only a register alone can be multiplied in an address');
    }
    const [scaled, factor] = hasRegister(node.left) ? [node.left, node.right] : [node.right, node.left];
    refuseRegisters(factor);
    const value = evaluate(factor, distanceNow);
    if (!value || value.plus || value.minus) {
      throw new SourceError('the factor of an index register must be a number known here');
    }
    return this.takeScaled(scaled) * value.number;
  }
}

/** Whether a symbol speaks of a place rather than of a number, as far as is known. */
function isPlace(symbol: SymbolEntry): boolean {
  if (!symbol.value) return true;
  const value = evaluate(symbol.value, distanceNow);
  return value?.plus !== undefined && !value.minus;
}

function notAddress(register: Register): SourceError {
  return new SourceError(`${register.name} cannot stand in an address`);
}

function hasRegister(node: Node): boolean {
  switch (node.kind) {
    case 'register':
      return true;
    case 'unary':
    case 'word':
    case 'segment':
      return hasRegister(node.operand);
    case 'binary':
      return hasRegister(node.left) || hasRegister(node.right);
    case 'bracket':
      return (node.left !== undefined && hasRegister(node.left)) || hasRegister(node.inner);
    default:
      return false;
  }
}

function refuseRegisters(node: Node): void {
  if (hasRegister(node))
    throw new SourceError('a register can only be added in an address, or multiplied by a number');
}

/**
 * Instruction operands in AT&T syntax:
 *
 *   %rax   $1   sym   *%rax   *8(%rax)   %fs:displacement(base, index, scale)
 */

import type { MemoryOperand } from '../isa/operand.ts';
import type { Register } from '../isa/register.ts';
import { located, SourceError } from './error.ts';
import { distanceNow, evaluateNumber } from './evaluate.ts';
import { ExpressionParser, ZERO, type Node, type Scope } from './expression.ts';
import { endOfName, type Cursor } from './lexer.ts';
import { isAddressRegister, memoryAt, type ParsedOperand } from './operand.ts';
import { findRegister, PERCENT, takeRegister } from './registers.ts';

type Parsed = Pick<ParsedOperand, 'operand' | 'open'>;

/** @param isBranch Whether the instruction can take the place itself rather than what lies there. */
export function parseAttOperand(cursor: Cursor, scope: Scope, isBranch: boolean): ParsedOperand {
  cursor.skipBlanks();
  const start = cursor.at;
  const alone = isBranch ? undefined : registerAlone(cursor);
  if (alone) {
    const operand = { kind: 'register', register: alone } as const;
    return { operand, open: undefined, short: false, start, end: cursor.at };
  }
  let end = start;
  const { operand, open } = located(
    start,
    () => cursor.at,
    () => {
      const result = new AttParser(cursor, scope).operand(isBranch);
      end = cursor.at;
      cursor.skipBlanks();
      return result;
    },
  );
  return { operand, open, short: false, start, end };
}

const COMMA = 0x2c;

/** Most operands are a register and nothing else. */
function registerAlone(cursor: Cursor): Register | undefined {
  const start = cursor.at;
  if (cursor.text.charCodeAt(start) !== PERCENT) return undefined;
  const end = endOfName(cursor.text, start + 1);
  const register = findRegister(cursor.text.slice(start + 1, end));
  if (!register) return undefined;
  cursor.at = end;
  if (cursor.atEnd() || cursor.text.charCodeAt(cursor.at) === COMMA) {
    cursor.at = end;
    return register;
  }
  cursor.at = start;
  return undefined;
}

const NAME = /[A-Za-z]\w*/y;

class AttParser extends ExpressionParser {
  operand(isBranch: boolean): Parsed {
    const { cursor } = this;
    const isIndirect = cursor.take('*');
    if (isIndirect && !isBranch) throw new SourceError("'*' is for jumps and calls");
    if (!isIndirect && cursor.take('$')) return this.immediate();
    let segment: Register | undefined;
    if (this.atRegister()) {
      const register = this.register();
      if (register.class !== 'segment' || !cursor.take(':')) {
        return { operand: { kind: 'register', register }, open: undefined };
      }
      segment = register;
    }
    const rest = this.atRegisters() ? ZERO : this.parse();
    const hasRegisters = cursor.take('(');
    if (isBranch && !isIndirect && !segment && !hasRegisters) {
      return { operand: { kind: 'relative', distance: 0n }, open: rest };
    }
    return this.memory(segment, rest, hasRegisters);
  }

  private immediate(): Parsed {
    const value = this.parse();
    const known = evaluateNumber(value, distanceNow);
    return {
      operand: { kind: 'immediate', value: known ?? 0n, symbolic: known === undefined },
      open: known === undefined ? value : undefined,
    };
  }

  private memory(segment: Register | undefined, rest: Node, hasRegisters: boolean): Parsed {
    const registers = hasRegisters
      ? this.registers()
      : { base: undefined, index: undefined, scale: 1 as const };
    const displacement = evaluateNumber(rest, distanceNow);
    return {
      operand: memoryAt({ size: undefined, segment, ...registers, displacement }),
      open: displacement === undefined ? rest : undefined,
    };
  }

  /** `base, index, scale)`: the bracket has been taken. */
  private registers(): Pick<MemoryOperand, 'base' | 'index' | 'scale'> {
    const { cursor } = this;
    const base = this.atRegister() ? this.addressRegister() : undefined;
    let index: Register | undefined;
    let scale: MemoryOperand['scale'] = 1;
    if (cursor.take(',')) {
      if (this.atRegister()) index = this.index(base);
      if (!index || cursor.take(',')) scale = this.scale();
    }
    cursor.expect(')');
    return { base, index, scale: index ? scale : 1 };
  }

  private index(base: Register | undefined): Register {
    const at = this.cursor.at;
    const index = this.addressRegister();
    const length = this.cursor.at - at;
    if (index.class === 'gpr' && index.number === 4) {
      throw new SourceError(`%${index.name} cannot be an index register`, at, length);
    }
    if (base && base.size !== index.size) {
      throw new SourceError(`%${base.name} and %${index.name} in one address`, at, length);
    }
    return index;
  }

  private scale(): MemoryOperand['scale'] {
    const { cursor } = this;
    cursor.skipBlanks();
    const at = cursor.at;
    if (cursor.peek() === 0x29) return 1;
    const value = evaluateNumber(this.parse(), distanceNow);
    if (value === 1n || value === 2n || value === 4n || value === 8n) {
      return Number(value) as MemoryOperand['scale'];
    }
    throw new SourceError('an index can be multiplied by 1, 2, 4 or 8', at, cursor.at - at);
  }

  private addressRegister(): Register {
    const at = this.cursor.at;
    const register = this.register();
    if (isAddressRegister(register)) return register;
    throw new SourceError(`%${register.name} cannot stand in an address`, at, this.cursor.at - at);
  }

  /** Whether a register comes next. */
  private atRegister(): boolean {
    const code = this.cursor.peek();
    return code === PERCENT || (this.scope.syntax.naked && this.nakedRegister(this.cursor.at) !== undefined);
  }

  /** Whether registers come next in brackets, rather than an expression. */
  private atRegisters(): boolean {
    const { cursor } = this;
    const start = cursor.at;
    if (!cursor.take('(')) return false;
    const found = this.atRegister() || cursor.peek() === COMMA;
    cursor.at = start;
    return found;
  }

  private nakedRegister(at: number): Register | undefined {
    NAME.lastIndex = at;
    const name = NAME.exec(this.cursor.text)?.[0];
    return name === undefined ? undefined : findRegister(name);
  }

  private register(): Register {
    const { cursor } = this;
    const naked = cursor.peek() === PERCENT ? undefined : this.nakedRegister(cursor.at);
    if (!naked) return takeRegister(cursor);
    cursor.at += naked.name.length;
    return naked;
  }
}

/** Numbers and strings. */

import { SourceError } from '../error.ts';
import { distanceNow, evaluateNumber } from '../evaluate.ts';
import { DOUBLE, floatBits, SINGLE, type FloatFormat } from '../float.ts';
import { leb128 } from '../leb128.ts';
import { clip } from '../lexer.ts';
import type { Handler, Handlers } from './handler.ts';

function numbers(size: 1 | 2 | 4 | 8): Handler {
  return (assembler, cursor) => {
    if (cursor.atEnd()) return;
    do {
      cursor.skipBlanks();
      const start = cursor.at;
      const value = assembler.expression(cursor);
      assembler.emit(value, size, start, cursor.at);
    } while (cursor.take(','));
  };
}

/** Fractions in decimal, `NaN`, `Inf`, `0f1.5`, and `0f:3f800000` for the bits themselves. */
function floats(format: FloatFormat): Handler {
  return ({ section }, cursor) => {
    if (cursor.atEnd()) return;
    do {
      const text = cursor.takeArgument();
      const start = cursor.at - text.length;
      const bits = floatBits(text, format);
      if (bits === undefined) {
        throw new SourceError(`'${clip(text)}' is no number of ${format.size} bytes`, start, text.length);
      }
      section.appendNumber(bits, format.size);
    } while (cursor.take(','));
  };
}

/** Sixteen bytes; only a number written out can have more than eight. */
const octa: Handler = (assembler, cursor) => {
  if (cursor.atEnd()) return;
  do {
    const at = cursor.at;
    const written = /^([+-]?)(0x[\da-f]+|[1-9]\d*)$/i.exec(cursor.takeArgument());
    const [, sign, digits = ''] = written ?? [];
    const magnitude = digits.length > 0 && digits.length <= 40 ? BigInt(digits) : undefined;
    if (magnitude === undefined) cursor.at = at;
    const value = magnitude ?? assembler.number(cursor, 'the value');
    if (value >> 128n > 0n) throw new SourceError(`${value} does not fit 16 bytes`, at, cursor.at - at);
    const signed = BigInt.asUintN(128, sign === '-' ? -value : value);
    assembler.section.appendNumber(signed & 0xffff_ffff_ffff_ffffn, 8);
    assembler.section.appendNumber(signed >> 64n, 8);
  } while (cursor.take(','));
};

function lebs(isSigned: boolean): Handler {
  return (assembler, cursor) => {
    if (cursor.atEnd()) return;
    do {
      const { section } = assembler;
      cursor.skipBlanks();
      const written = assembler.written(cursor.at);
      const value = assembler.expression(cursor);
      const known = evaluateNumber(value, distanceNow);
      if (known !== undefined) section.append(leb128(known, isSigned));
      else section.addPart({ kind: 'leb', at: section.length, size: 0, written, value, isSigned });
    } while (cursor.take(','));
  };
}

/** Strings side by side are one string; `terminated` ones end in a zero. */
function strings(terminated: boolean): Handler {
  return ({ section }, cursor) => {
    if (cursor.atEnd()) return;
    do {
      do section.append(cursor.takeString());
      while (cursor.peek() === 0x22);
      if (terminated) section.append([0]);
    } while (cursor.take(','));
  };
}

/** `.fill repeat, size, value`: of the value four bytes count, and zeros fill up to eight. */
const fill: Handler = (assembler, cursor) => {
  cursor.skipBlanks();
  const start = cursor.at;
  const repeat = assembler.count(cursor, 'the number of repetitions', -0x8000_0000, 0x7fff_ffff);
  const size = cursor.take(',') ? Math.min(8, assembler.count(cursor, 'the size', 0, 0x7fff_ffff)) : 1;
  const value = cursor.take(',') ? assembler.number(cursor, 'the value') : 0n;
  const { section } = assembler;
  if (repeat <= 0 || size === 0) return;
  const pattern = Array.from({ length: size }, (_, index) =>
    index < 4 ? Number(BigInt.asUintN(8, value >> BigInt(index * 8))) : 0,
  );
  const [first = 0] = pattern;
  if (pattern.every((byte) => byte === first)) {
    section.skip(repeat * size, first);
    return;
  }
  const from = section.length;
  if (section.type === 'nobits') throw new SourceError(`section '${section.name}' holds zeros only`, start);
  section.skip(repeat * size, 0);
  section.repeat(from, pattern);
};

export const dataDirectives: Handlers = {
  '.byte': numbers(1),
  '.word': numbers(2),
  '.short': numbers(2),
  '.hword': numbers(2),
  '.value': numbers(2),
  '.2byte': numbers(2),
  '.long': numbers(4),
  '.int': numbers(4),
  '.4byte': numbers(4),
  '.quad': numbers(8),
  '.8byte': numbers(8),
  '.ascii': strings(false),
  '.asciz': strings(true),
  '.string': strings(true),
  '.float': floats(SINGLE),
  '.single': floats(SINGLE),
  '.double': floats(DOUBLE),
  '.octa': octa,
  '.uleb128': lebs(false),
  '.sleb128': lebs(true),
  '.fill': fill,
};

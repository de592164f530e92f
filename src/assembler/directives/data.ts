/** Numbers and strings. */

import { SourceError } from '../error.ts';
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
  '.fill': fill,
};

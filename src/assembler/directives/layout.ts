/** Directives that move the current place: alignment, gaps, `.org`. */

import type { Assembler } from '../assembler.ts';
import { SourceError } from '../error.ts';
import { distanceNow, evaluate } from '../evaluate.ts';
import type { Node } from '../expression.ts';
import type { Cursor } from '../lexer.ts';
import { LIMITS } from '../limits.ts';
import type { Handler, Handlers } from './handler.ts';

/** Log2 of the largest alignment, as GNU as has it on a 64-bit host. */
const MOST_BITS = 30;

/** `alignment [, fill [, most]]`, alignment in bytes or as an exponent, fill in bytes of `size`. */
function align(exponent: boolean, size = 1): Handler {
  return (assembler, cursor) => {
    const alignment = alignmentOf(assembler, cursor, exponent);
    let value: bigint | undefined;
    let most = 0;
    if (cursor.take(',')) {
      if (cursor.peek() !== 0x2c && !cursor.atEnd()) value = assembler.number(cursor, 'the fill value');
      if (cursor.take(',')) most = assembler.count(cursor, 'the most bytes to skip', 0, LIMITS.section);
    }
    const { section } = assembler;
    section.alignment = Math.max(section.alignment, alignment);
    if (alignment === 1) return;
    const isCode = section.flags.execute && (value === undefined || (value === 0x90n && size === 1));
    const fill = Array.from({ length: size }, (_, index) =>
      Number(BigInt.asUintN(8, (value ?? 0n) >> BigInt(index * 8))),
    );
    section.addPart({
      kind: 'align',
      at: section.length,
      size: 0,
      written: assembler.written(cursor.at),
      alignment,
      most,
      fill: isCode ? undefined : fill,
    });
  };
}

function alignmentOf(assembler: Assembler, cursor: Cursor, exponent: boolean): number {
  if (cursor.atEnd()) return 1;
  cursor.skipBlanks();
  const start = cursor.at;
  if (exponent) return 2 ** assembler.count(cursor, 'the power of two', 0, MOST_BITS);
  const bytes = assembler.count(cursor, 'the alignment', 0, 2 ** MOST_BITS);
  if ((bytes & (bytes - 1)) !== 0) {
    throw new SourceError(`the alignment ${bytes} is not a power of two`, start, cursor.at - start);
  }
  return Math.max(1, bytes);
}

const skip: Handler = (assembler, cursor) => {
  cursor.skipBlanks();
  const start = cursor.at;
  const length = assembler.expression(cursor);
  const written = assembler.written(start);
  const span = cursor.at - start;
  const fill = cursor.take(',') ? Number(BigInt.asUintN(8, assembler.number(cursor, 'the fill value'))) : 0;
  const { section } = assembler;
  const value = evaluate(length, distanceNow);
  if (!value || value.plus || value.minus) {
    section.addPart({ kind: 'space', at: section.length, size: 0, written, length, fill });
    return;
  }
  if (value.number < 0n) throw new SourceError(`the length ${value.number} is negative`, start, span);
  if (value.number > BigInt(LIMITS.section)) {
    throw new SourceError(
      `section '${section.name}' would be larger than ${LIMITS.section} bytes`,
      start,
      span,
    );
  }
  section.skip(Number(value.number), fill);
};

/** Moves on to a place of the current section. */
export function moveTo(assembler: Assembler, target: Node, fill: number, at: number): void {
  const { section } = assembler;
  section.addPart({ kind: 'org', at: section.length, size: 0, written: assembler.written(at), target, fill });
}

const org: Handler = (assembler, cursor) => {
  cursor.skipBlanks();
  const start = cursor.at;
  const target = assembler.expression(cursor);
  const fill = cursor.take(',') ? Number(BigInt.asUintN(8, assembler.number(cursor, 'the fill value'))) : 0;
  moveTo(assembler, target, fill, start);
};

export const layoutDirectives: Handlers = {
  '.align': align(false),
  '.balign': align(false),
  '.balignw': align(false, 2),
  '.balignl': align(false, 4),
  '.p2align': align(true),
  '.p2alignw': align(true, 2),
  '.p2alignl': align(true, 4),
  '.zero': skip,
  '.skip': skip,
  '.space': skip,
  '.org': org,
};

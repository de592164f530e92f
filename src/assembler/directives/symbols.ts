/** What a source says about its symbols. */

import type { Assembler } from '../assembler.ts';
import { SourceError } from '../error.ts';
import type { Cursor } from '../lexer.ts';
import { LIMITS } from '../limits.ts';
import type { SymbolEntry } from '../symbols.ts';
import { NOT_THREAD_LOCAL } from '../thread-local.ts';
import type { Handler, Handlers } from './handler.ts';

/** For each name of a list. */
function each(change: (entry: SymbolEntry) => void): Handler {
  return (assembler, cursor) => {
    do change(assembler.symbol(cursor.expectName()));
    while (cursor.take(','));
  };
}

const assign =
  (once: boolean): Handler =>
  (assembler, cursor) => {
    cursor.skipBlanks();
    const start = cursor.at;
    const name = cursor.expectName();
    cursor.expect(',');
    const value = assembler.expression(cursor);
    assembler.assign(name, value, start, once);
  };

const TYPES: Readonly<Record<string, SymbolEntry['type']>> = {
  function: 'function',
  stt_func: 'function',
  object: 'object',
  stt_object: 'object',
  common: 'object',
  gnu_unique_object: 'object',
  notype: 'none',
  stt_notype: 'none',
};

/** `.type name, @function`, also with `%`, in quotes or without a mark. */
const type: Handler = (assembler, cursor) => {
  const entry = assembler.symbol(cursor.expectName());
  cursor.takeComma();
  if (!cursor.take('@')) cursor.take('%');
  cursor.skipBlanks();
  const start = cursor.at;
  const word = cursor.expectName('a type');
  const named = TYPES[word.toLowerCase()];
  if (/^(?:tls_object|stt_tls)$/i.test(word)) {
    const message = `'${entry.name}' is thread-local, and thread-local storage is not supported`;
    throw new SourceError(message, start, word.length, { expected: [NOT_THREAD_LOCAL] });
  }
  if (named === undefined) {
    throw new SourceError(`symbol type '${word}' is not supported`, start, word.length, {
      expected: ['@function', '@object', '@notype'],
    });
  }
  entry.type = named;
};

const size: Handler = (assembler, cursor) => {
  cursor.skipBlanks();
  const start = cursor.at;
  const entry = assembler.symbol(cursor.expectName());
  cursor.expect(',');
  entry.size = assembler.expression(cursor);
  entry.definition ??= assembler.written(start);
};

/** `.comm name, size [, alignment]`: the linker gives it a place, once for all objects that speak of it. */
const common: Handler = (assembler, cursor) => {
  const { entry, bytes, start } = nameAndSize(assembler, cursor);
  const given = cursor.take(',') ? alignmentOf(assembler, cursor) : undefined;
  const alignment = given ?? Math.min(16, 2 ** Math.ceil(Math.log2(Math.max(1, bytes))));
  if (entry.position || entry.value) throw assembler.duplicate(entry, start);
  const before = entry.common;
  if (entry.binding === 'local' && !before) assembler.localCommons.push(entry);
  entry.common = {
    size: before && before.size > BigInt(bytes) ? before.size : BigInt(bytes),
    alignment: before && before.alignment > BigInt(alignment) ? before.alignment : BigInt(alignment),
  };
  entry.definition = assembler.written(start);
};

/** `.lcomm name, size [, alignment]`: the same in this object's `.bss`. */
const localCommon: Handler = (assembler, cursor) => {
  const { entry, bytes, start } = nameAndSize(assembler, cursor);
  if (entry.defined) throw assembler.duplicate(entry, start);
  entry.definition = assembler.written(start);
  const alignment = cursor.take(',') ? alignmentOf(assembler, cursor) : naturalAlignment(bytes);
  entry.common = { size: BigInt(bytes), alignment: BigInt(alignment) };
  assembler.localCommons.push(entry);
};

function nameAndSize(
  assembler: Assembler,
  cursor: Cursor,
): { entry: SymbolEntry; bytes: number; start: number } {
  cursor.skipBlanks();
  const start = cursor.at;
  const entry = assembler.symbol(cursor.expectName());
  cursor.takeComma();
  return { entry, bytes: assembler.count(cursor, 'the size', 0, LIMITS.section), start };
}

function alignmentOf(assembler: Assembler, cursor: Cursor): number {
  cursor.skipBlanks();
  const start = cursor.at;
  const bytes = assembler.count(cursor, 'the alignment', 0, 2 ** 30);
  if ((bytes & (bytes - 1)) === 0) return Math.max(1, bytes);
  throw new SourceError(`the alignment ${bytes} is not a power of two`, start, cursor.at - start);
}

/** The largest power of two up to 8 that is no larger than the size. */
function naturalAlignment(bytes: number): number {
  return bytes >= 8 ? 8 : bytes >= 4 ? 4 : bytes >= 2 ? 2 : 1;
}

const global = each((entry) => {
  if (entry.binding !== 'weak') entry.binding = 'global';
});

export const symbolDirectives: Handlers = {
  '.globl': global,
  '.global': global,
  '.weak': each((entry) => (entry.binding = 'weak')),
  '.local': each((entry) => (entry.binding = 'local')),
  '.hidden': each((entry) => (entry.visibility = 'hidden')),
  '.internal': each((entry) => (entry.visibility = 'internal')),
  '.protected': each((entry) => (entry.visibility = 'protected')),
  '.set': assign(false),
  '.equ': assign(false),
  '.equiv': assign(true),
  '.type': type,
  '.size': size,
  '.comm': common,
  '.common': common,
  '.lcomm': localCommon,
  // A version is for shared libraries.
  '.symver': (_, cursor) => cursor.skipStatement(),
};

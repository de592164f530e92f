/** What is read: other files, another syntax, nothing more; and messages of the source's own. */

import { SourceError } from '../error.ts';
import { Source } from '../source.ts';
import type { Handler, Handlers } from './handler.ts';

const include: Handler = (assembler, cursor) => {
  cursor.skipBlanks();
  const start = cursor.at;
  const path = cursor.takeText();
  const length = cursor.at - start;
  const text = assembler.options.include?.(path, assembler.source.name);
  if (text === undefined) throw new SourceError(`cannot read '${path}'`, start, length);
  const source = new Source(path, text, { source: assembler.source, at: start, how: 'included' });
  try {
    source.check();
  } catch (problem) {
    if (!(problem instanceof SourceError)) throw problem;
    const at = `${path}:${source.line(problem.at ?? 0)}`;
    throw new SourceError(`cannot read '${path}': ${problem.message} (${at})`, start, length);
  }
  assembler.input.include(source, assembler.conditions.depth);
};

const intelSyntax: Handler = (_, cursor) => {
  const start = cursor.at;
  const word = cursor.atEnd() ? 'prefix' : cursor.expectName('noprefix');
  if (word === 'noprefix') return;
  throw new SourceError('registers with a % before them are not supported in Intel syntax', start, 1, {
    expected: ['.intel_syntax noprefix'],
  });
};

const attSyntax: Handler = () => {
  throw new SourceError('AT&T syntax is not supported', undefined, 11, {
    expected: ['.intel_syntax noprefix'],
    fatal: true,
  });
};

const error: Handler = (_, cursor) => {
  const message = cursor.atEnd() ? '.error directive invoked in source file' : cursor.takeText();
  throw new SourceError(message, undefined, 6);
};

const fail: Handler = (assembler, cursor) => {
  const value = assembler.number(cursor, 'the number of the failure');
  if (value < 500n) throw new SourceError(`.fail ${value} encountered`, undefined, 5);
};

const warning: Handler = ({ reporter, source }, cursor) => {
  const { at } = cursor;
  reporter.warning(
    source,
    at,
    cursor.atEnd() ? '.warning directive invoked in source file' : cursor.takeText(),
  );
};

export const inputDirectives: Handlers = {
  '.include': include,
  '.intel_syntax': intelSyntax,
  '.att_syntax': attSyntax,
  '.error': error,
  '.err': () => {
    throw new SourceError('.err encountered', undefined, 4);
  },
  '.fail': fail,
  '.warning': warning,
  '.end': (assembler, cursor) => {
    assembler.ended = true;
    cursor.skipStatement();
  },
};

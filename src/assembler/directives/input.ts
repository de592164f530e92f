/** What is read: other files, another syntax, nothing more; and messages of the source's own. */

import { SourceError } from '../error.ts';
import { Source } from '../source.ts';
import type { Syntax } from '../syntax.ts';
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

/** `.intel_syntax noprefix`, `.att_syntax prefix`: whether registers bear a `%`, which they do if nothing is said. */
function syntax(dialect: Syntax['dialect']): Handler {
  return (assembler, cursor) => {
    cursor.skipBlanks();
    const start = cursor.at;
    const word = cursor.atEnd() ? 'prefix' : cursor.expectName("'prefix' or 'noprefix'");
    if (word !== 'prefix' && word !== 'noprefix') {
      throw new SourceError(`unknown word '${word}'`, start, word.length, {
        expected: ['prefix', 'noprefix'],
      });
    }
    assembler.changeSyntax({ dialect, naked: word === 'noprefix' });
  };
}

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
  '.intel_syntax': syntax('intel'),
  '.att_syntax': syntax('att'),
  '.code64': () => {},
  '.reloc': () => {
    throw new SourceError(
      '.reloc is not supported: relocations follow from what instructions and numbers say',
    );
  },
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

/** Definition of macros, and repetition. */

import type { Assembler } from '../assembler.ts';
import { SourceError } from '../error.ts';
import type { Cursor } from '../lexer.ts';
import { LIMITS } from '../limits.ts';
import { foldBlanks, skipSeparator, takeArgument, takeBlock, Template, type Parameter } from '../macro.ts';
import { Source } from '../source.ts';
import type { Handler, Handlers } from './handler.ts';

const define: Handler = (assembler, cursor) => {
  cursor.skipBlanks();
  const start = cursor.at;
  const { head, text, line } = takeBlock(cursor, '.endm', () => {
    const macro = cursor.expectName("a macro's name");
    cursor.takeComma();
    return { name: macro, parameters: takeParameters(cursor) };
  });
  const { name, parameters } = head;
  const key = name.toLowerCase();
  if (assembler.macros.has(key))
    throw new SourceError(`macro '${name}' is already defined`, start, name.length);
  const names = new Set(parameters.map((parameter) => parameter.name));
  const body = new Template(text, cursor.source.name, line, names);
  assembler.macros.set(key, { name, parameters, body });
};

const KINDS: Readonly<Record<string, Parameter['kind']>> = { req: 'required', vararg: 'rest' };

/** `name [:req | :vararg] [= default]`, parted by commas or blanks. */
function takeParameters(cursor: Cursor): Parameter[] {
  const parameters: Parameter[] = [];
  while (!cursor.atEnd()) {
    const start = cursor.at;
    const name = cursor.expectName('a parameter');
    if (parameters.some((parameter) => parameter.name === name)) {
      throw new SourceError(`parameter '${name}' stands twice`, start, name.length);
    }
    let kind: Parameter['kind'] = 'optional';
    if (cursor.take(':')) {
      cursor.skipBlanks();
      const at = cursor.at;
      const word = cursor.expectName("'req' or 'vararg'");
      const named = KINDS[word];
      if (!named)
        throw new SourceError(`unknown qualifier '${word}'`, at, word.length, {
          expected: [':req', ':vararg'],
        });
      kind = named;
    }
    let fallback = '';
    if (cursor.take('=')) {
      cursor.skipBlanks();
      const taken = takeArgument(cursor.text.slice(cursor.at, lineEnd(cursor)), 0);
      fallback = taken.value;
      cursor.at += taken.end;
    }
    parameters.push({ name, kind, fallback });
    cursor.takeComma();
  }
  return parameters;
}

function lineEnd(cursor: Cursor): number {
  const start = cursor.at;
  cursor.skipStatement();
  const end = cursor.at;
  cursor.at = start;
  return end;
}

const repeat: Handler = (assembler, cursor) => {
  cursor.skipBlanks();
  const opener = cursor.at;
  const {
    head: count,
    text,
    line,
  } = takeBlock(cursor, '.endr', () => {
    const value = assembler.number(cursor, 'the number of repetitions');
    cursor.expectEnd();
    return value;
  });
  if (count > BigInt(LIMITS.repetitions)) {
    throw new SourceError(`more than ${LIMITS.repetitions} repetitions`, opener);
  }
  if (count < 0n) throw new SourceError(`${count} repetitions`, opener);
  const origin = { source: cursor.source, at: opener, how: 'in repetition' };
  const source = new Source(cursor.source.name, text, origin, line);
  let left = Number(count);
  assembler.input.expand(() => (left-- > 0 ? source : undefined), assembler.conditions.depth);
};

/** `.irp name, values`: the body once for each value, and once with nothing when there is none. */
function repeatFor(values: (text: string) => string[]): Handler {
  return (assembler, cursor) => {
    cursor.skipBlanks();
    const opener = cursor.at;
    const { head, text, line } = takeBlock(cursor, '.endr', () => {
      const parameter = cursor.expectName('a parameter');
      cursor.takeComma();
      return { name: parameter, rest: values(foldBlanks(cursor.takeRest())) };
    });
    const { name, rest } = head;
    const body = new Template(text, cursor.source.name, line, new Set([name]));
    const origin = { source: cursor.source, at: opener, how: 'in repetition' };
    let turn = 0;
    const next = (): Source | undefined => {
      const value = turn === 0 ? (rest[0] ?? '') : rest[turn];
      turn++;
      return value === undefined ? undefined : body.expand(new Map([[name, value]]), origin);
    };
    assembler.input.expand(next, assembler.conditions.depth);
  };
}

function words(text: string): string[] {
  const values: string[] = [];
  for (let at = 0; at < text.length;) {
    const { value, end } = takeArgument(text, at);
    values.push(value);
    at = skipSeparator(text, end);
  }
  return values;
}

function characters(text: string): string[] {
  return Array.from(text.startsWith('"') ? takeArgument(text, 0).value : text.replace(/\s/g, ''));
}

function leave(assembler: Assembler): void {
  const { conditions, input } = assembler;
  conditions.closeTo(input.conditions);
  input.exit();
}

const purge: Handler = ({ macros }, cursor) => {
  cursor.skipBlanks();
  const start = cursor.at;
  const name = cursor.expectName("a macro's name");
  if (!macros.delete(name.toLowerCase())) throw new SourceError(`no macro '${name}'`, start, name.length);
};

const stray: Handler = (_assembler, _cursor, name) => {
  throw new SourceError(`${name} has nothing to end`);
};

export const macroDirectives: Handlers = {
  '.macro': define,
  '.endm': stray,
  '.exitm': leave,
  '.purgem': purge,
  '.rept': repeat,
  '.irp': repeatFor(words),
  '.irpc': repeatFor(characters),
  '.endr': stray,
};

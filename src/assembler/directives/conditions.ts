/** Which statements count. */

import type { Assembler } from '../assembler.ts';
import { SourceError } from '../error.ts';
import type { Cursor } from '../lexer.ts';
import { foldBlanks } from '../macro.ts';
import type { Handler, Handlers } from './handler.ts';

type Test = (assembler: Assembler, cursor: Cursor) => boolean;

function opens(test: Test): Handler {
  return (assembler, cursor) => {
    const written = assembler.written(cursor.at);
    assembler.conditions.if(() => checked(test, assembler, cursor), written);
  };
}

/** A condition is all of its statement. */
function checked(test: Test, assembler: Assembler, cursor: Cursor): boolean {
  const result = test(assembler, cursor);
  cursor.expectEnd();
  return result;
}

const number =
  (holds: (value: bigint) => boolean): Test =>
  (assembler, cursor) =>
    holds(assembler.number(cursor, 'the condition'));

const defined: Test = (assembler, cursor) => assembler.symbols.find(cursor.expectName())?.defined === true;

const blank: Test = (_, cursor) => cursor.takeRest() === '';

/** `.ifc a, b`: the words themselves, quotes included. */
const sameText: Test = (_, cursor) => {
  const start = cursor.at;
  const text = foldBlanks(cursor.takeRest());
  const comma = text.startsWith("'")
    ? text.indexOf(',', Math.max(0, text.indexOf("'", 1)))
    : text.indexOf(',');
  if (comma < 0) throw new SourceError('expected two texts with a comma between', start);
  return withoutTicks(text.slice(0, comma)) === withoutTicks(text.slice(comma + 1));
};

function withoutTicks(text: string): string {
  return /^'(.*)'$/.exec(text.trim())?.[1] ?? text.trim();
}

const sameString: Test = (_, cursor) => {
  const first = cursor.takeText();
  cursor.expect(',');
  return first === cursor.takeText();
};

const not =
  (test: Test): Test =>
  (assembler, cursor) =>
    !test(assembler, cursor);

export const conditionDirectives: Handlers = {
  '.if': opens(number((value) => value !== 0n)),
  '.ifne': opens(number((value) => value !== 0n)),
  '.ifeq': opens(number((value) => value === 0n)),
  '.ifgt': opens(number((value) => value > 0n)),
  '.ifge': opens(number((value) => value >= 0n)),
  '.iflt': opens(number((value) => value < 0n)),
  '.ifle': opens(number((value) => value <= 0n)),
  '.ifdef': opens(defined),
  '.ifndef': opens(not(defined)),
  '.ifnotdef': opens(not(defined)),
  '.ifb': opens(blank),
  '.ifnb': opens(not(blank)),
  '.ifc': opens(sameText),
  '.ifnc': opens(not(sameText)),
  '.ifeqs': opens(sameString),
  '.ifnes': opens(not(sameString)),
  '.elseif': (assembler, cursor) => {
    const { conditions, input } = assembler;
    const test = number((value) => value !== 0n);
    conditions.elseIf(() => checked(test, assembler, cursor), input.conditions);
    cursor.skipStatement();
  },
  '.else': ({ conditions, input }) => conditions.else(input.conditions),
  '.endif': ({ conditions, input }) => conditions.endIf(input.conditions),
};

/** Which section is being filled. */

import type { Assembler } from '../assembler.ts';
import { SourceError } from '../error.ts';
import type { Cursor } from '../lexer.ts';
import type { SectionAttributes, SectionBuilder } from '../section.ts';
import { knownAttributes } from '../sections.ts';
import type { Handler, Handlers } from './handler.ts';

/** `.text`, `.data` and `.bss`; a number behind them would name a subsection. */
function standard(name: string): Handler {
  return ({ sections }, cursor) => {
    if (!cursor.atEnd() && !cursor.take('0')) throw cursor.fail('subsections are not supported');
    sections.enter(sections.open(name));
  };
}

const TYPES: Readonly<Record<string, SectionAttributes['type']>> = {
  progbits: 'progbits',
  nobits: 'nobits',
  note: 'note',
  init_array: 'progbits',
  fini_array: 'progbits',
  preinit_array: 'progbits',
  unwind: 'progbits',
};

/** `name [, "flags" [, @type [, entry size [, group]]]]`. */
function takeSection(assembler: Assembler, cursor: Cursor): SectionBuilder {
  const { sections } = assembler;
  cursor.skipBlanks();
  const start = cursor.at;
  const name = takeSectionName(cursor);
  const given = cursor.take(',') ? takeAttributes(assembler, cursor, knownAttributes(name)) : undefined;
  const existing = sections.find(name);
  if (existing && given) {
    const { flags } = existing;
    const same = (['alloc', 'write', 'execute'] as const).every((flag) => flags[flag] === given.flags[flag]);
    if (!same) throw new SourceError(`section '${name}' had other flags before`, start, name.length);
  }
  return sections.open(name, given);
}

/** Names of sections may hold characters that symbols may not. */
function takeSectionName(cursor: Cursor): string {
  if (cursor.peek() === 0x22) return cursor.takeText();
  const pattern = /[^\s,;"]+/y;
  pattern.lastIndex = cursor.at;
  const name = pattern.exec(cursor.text)?.[0];
  if (name === undefined) throw cursor.fail(`expected a section's name ${cursor.found()}`);
  cursor.at += name.length;
  return name;
}

function takeAttributes(assembler: Assembler, cursor: Cursor, known: SectionAttributes): SectionAttributes {
  const start = cursor.at;
  const letters = cursor.takeText();
  const unknown = /[^awxMSGoRe?l0-9]/.exec(letters)?.[0];
  if (unknown !== undefined)
    throw new SourceError(`unknown section flag '${unknown}'`, start, cursor.at - start);
  if (letters.includes('T')) throw new SourceError('thread-local sections are not supported', start);
  const has = (letter: string): boolean => letters.includes(letter);
  const flags = {
    alloc: known.flags.alloc || has('a'),
    write: known.flags.write || has('w'),
    execute: known.flags.execute || has('x'),
  };
  let { type } = known;
  if (cursor.take(',')) {
    if (!cursor.take('@')) cursor.take('%');
    cursor.skipBlanks();
    const at = cursor.at;
    const word = cursor.expectName('a section type');
    const named = TYPES[word.toLowerCase()];
    if (!named) throw new SourceError(`unknown section type '${word}'`, at, word.length);
    type = named;
    if (has('M')) {
      cursor.expect(',');
      assembler.count(cursor, 'the entry size', 0, 0x7fff_ffff);
    }
    if (has('G')) {
      cursor.expect(',');
      cursor.expectName('a group');
      if (cursor.take(',')) cursor.expectName('comdat');
    }
  }
  return { flags, type, merge: has('M') };
}

const section: Handler = (assembler, cursor) => assembler.sections.enter(takeSection(assembler, cursor));

const pushSection: Handler = (assembler, cursor) => {
  const entered = takeSection(assembler, cursor);
  assembler.sections.push();
  assembler.sections.enter(entered);
};

export const sectionDirectives: Handlers = {
  '.text': standard('.text'),
  '.data': standard('.data'),
  '.bss': standard('.bss'),
  '.section': section,
  '.pushsection': pushSection,
  '.popsection': ({ sections }) => sections.pop(),
  '.previous': ({ sections }) => sections.exchange(),
};

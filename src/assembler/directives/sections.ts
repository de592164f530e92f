/** Which section is being filled. */

import type { Assembler } from '../assembler.ts';
import { SourceError } from '../error.ts';
import type { Cursor } from '../lexer.ts';
import type { SectionAttributes, SectionBuilder } from '../section.ts';
import { knownAttributes } from '../sections.ts';
import { NOT_THREAD_LOCAL } from '../thread-local.ts';
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

/** ELF's numbers of them: SHT_NOTE, SHT_NOBITS. */
const NUMBERED: Readonly<Record<number, SectionAttributes['type']>> = { 7: 'note', 8: 'nobits' };

/** `name [, "flags" [, @type [, entry size] [, group [, comdat]] [, linked section] [, unique, number]]]`. */
function takeSection(assembler: Assembler, cursor: Cursor): SectionBuilder {
  const { sections } = assembler;
  cursor.skipBlanks();
  const start = cursor.at;
  const name = takeSectionName(cursor);
  const known = knownAttributes(name);
  const given = cursor.take(',') ? takeAttributes(assembler, cursor, known) : undefined;
  if ((given?.attributes ?? known).flags.tls) throw threadLocal(name, start);
  const existing = sections.find(name, given?.part);
  if (existing && given) {
    const { flags } = existing;
    const same = (['alloc', 'write', 'execute'] as const).every(
      (flag) => flags[flag] === given.attributes.flags[flag],
    );
    if (!same) throw new SourceError(`section '${name}' had other flags before`, start, name.length);
  }
  return sections.open(name, given?.attributes, given?.part);
}

function threadLocal(name: string, start: number): SourceError {
  const message = `section '${name}' holds thread-local variables, which are not supported`;
  return new SourceError(message, start, name.length, { expected: [NOT_THREAD_LOCAL] });
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

interface Given {
  readonly attributes: SectionAttributes;
  /** What tells it from other sections of its name. */
  readonly part: string;
}

/** What groups (comdat) are for, one copy of what many objects bring, their weak symbols do here. */
function takeAttributes(assembler: Assembler, cursor: Cursor, known: SectionAttributes): Given {
  const start = cursor.at;
  const letters = cursor.takeText();
  const unknown = /[^awxMSGTodRe?l0-9]/.exec(letters)?.[0];
  if (unknown !== undefined)
    throw new SourceError(`unknown section flag '${unknown}'`, start, cursor.at - start);
  const has = (letter: string): boolean => letters.includes(letter);
  const flags = {
    alloc: known.flags.alloc || has('a'),
    write: known.flags.write || has('w'),
    execute: known.flags.execute || has('x'),
    merge: has('M'),
    strings: has('S'),
    tls: known.flags.tls || has('T'),
  };
  if (!cursor.take(','))
    return { attributes: { flags, type: known.type, entrySize: known.entrySize }, part: '' };
  const type = takeType(assembler, cursor);
  let { entrySize } = known;
  const parts: string[] = [];
  if (has('M')) {
    cursor.expect(',');
    entrySize = assembler.count(cursor, 'the entry size', 0, 0x7fff_ffff);
  }
  if (has('G')) {
    cursor.expect(',');
    parts.push(cursor.expectName('a group'));
    takeWord(cursor, 'comdat');
  }
  if (has('o')) {
    cursor.expect(',');
    parts.push(cursor.expectName('a section'));
  }
  if (takeWord(cursor, 'unique')) {
    cursor.expect(',');
    parts.push(`${assembler.count(cursor, 'the number', 0, 0xffff_ffff)}`);
  }
  return { attributes: { flags, type, entrySize }, part: parts.join(' ') };
}

/** `@progbits`, also with `%`, in quotes, or as ELF's number. */
function takeType(assembler: Assembler, cursor: Cursor): SectionAttributes['type'] {
  if (!cursor.take('@')) cursor.take('%');
  const code = cursor.peek();
  const at = cursor.at;
  if (code >= 0x30 && code <= 0x39) {
    return NUMBERED[assembler.count(cursor, 'the section type', 0, 0xffff_ffff)] ?? 'progbits';
  }
  const word = cursor.expectName('a section type');
  const named = TYPES[word.toLowerCase()];
  if (!named) throw new SourceError(`unknown section type '${word}'`, at, word.length);
  return named;
}

/** `, word` where it comes next. */
function takeWord(cursor: Cursor, word: string): boolean {
  const start = cursor.at;
  if (cursor.take(',') && cursor.takeName() === word) return true;
  cursor.at = start;
  return false;
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

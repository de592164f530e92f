/** Text to object: reads statement after statement, and finishes what they left open. */

import type { ObjectFile } from '../elf/object.ts';
import { Assembler, type AssembleOptions } from './assembler.ts';
import { placeLocalCommons } from './commons.ts';
import { Reporter } from './diagnostics.ts';
import { SourceError } from './error.ts';
import { CONDITIONAL, DIRECTIVES } from './directives/index.ts';
import { finish } from './finish.ts';
import { assembleInstruction } from './instruction.ts';
import { isDigit, NEWLINE, SEMICOLON, type Cursor } from './lexer.ts';
import { LIMITS } from './limits.ts';
import { expandMacro } from './macro.ts';
import { moveTo } from './directives/layout.ts';
import { nearest } from '../elf/nearest.ts';
import { Source } from './source.ts';

const DOT = 0x2e;
const COLON = 0x3a;
const EQUALS = 0x3d;

/**
 * Assembles one source as GNU as does, in Intel or AT&T syntax; in which it begins, as long as it does not say, is
 * found out (`detectSyntax`).
 *
 * @throws AssemblyError with all that is wrong with it.
 */
export function assemble(text: string, options: AssembleOptions = {}): ObjectFile {
  const name = options.name ?? '<input>';
  const reporter = new Reporter(options.warn);
  const source = new Source(name, text);
  const assembler = new Assembler(source, options, reporter);
  if (!check(source, reporter) || !run(assembler)) reporter.throwIfAny();
  for (const { source: where, at } of assembler.conditions.closeTo(0)) {
    reporter.error(where, at, '.if without .endif');
  }
  const { procedure, sections, symbols, file, lines } = assembler;
  if (procedure) reporter.error(procedure.source, procedure.at, '.cfi_startproc without .cfi_endproc');
  guarded(reporter, source, () => placeLocalCommons(assembler));
  symbols.nameSections(sections.all());
  return finish({ name, sections: sections.all(), symbols, file, hasStatedLines: lines.any }, reporter);
}

/** Whether a text is fit to be read. */
function check(source: Source, reporter: Reporter): boolean {
  guarded(reporter, source, () => source.check());
  return reporter.errors === 0;
}

/** Errors that no statement is at fault for. */
function guarded(reporter: Reporter, source: Source, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    reporter.error(source, error.at ?? 0, error.message, error.length);
  }
}

/** Reads to the end of the input; false when it gives up before. */
function run(assembler: Assembler): boolean {
  const { input, reporter } = assembler;
  while (!assembler.ended) {
    const { cursor, source } = input;
    const code = cursor.peek();
    const start = cursor.at;
    if (code === NEWLINE || code === SEMICOLON) {
      cursor.at++;
      continue;
    }
    try {
      if (Number.isNaN(code)) {
        if (!nextText(assembler)) return true;
        continue;
      }
      input.countStatement();
      statement(assembler, cursor, start);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      reporter.error(source, error.at ?? start, error.message, error.length, error.details);
      if (error.details.fatal || reporter.errors > LIMITS.errors) return false;
    }
    cursor.skipStatement();
  }
  return true;
}

/** Goes on where the text that has ended was called for; false when that was the last. */
function nextText({ input, conditions, reporter }: Assembler): boolean {
  for (const { source, at } of conditions.closeTo(input.conditions)) {
    reporter.error(source, at, '.if without .endif');
  }
  return input.advance();
}

/** Labels, and what follows them. */
function statement(assembler: Assembler, cursor: Cursor, start: number): void {
  if (!assembler.conditions.active) {
    const name = cursor.peek() === DOT ? cursor.takeName()?.toLowerCase() : undefined;
    if (name !== undefined) CONDITIONAL.get(name)?.(assembler, cursor, name);
    return;
  }
  for (let at = start; !cursor.atEnd(); at = (cursor.skipBlanks(), cursor.at)) {
    if (isDigit(cursor.peek())) {
      numericLabel(assembler, cursor);
      continue;
    }
    const name = cursor.takeName();
    if (name === undefined)
      throw cursor.fail(`expected an instruction, a directive or a label ${cursor.found()}`);
    const code = cursor.peek();
    if (code === COLON) {
      assembler.defineLabel(name, at);
      cursor.at++;
      continue;
    }
    if (code === EQUALS) assignment(assembler, cursor, name, at);
    else command(assembler, cursor, name, at);
    return;
  }
}

function numericLabel(assembler: Assembler, cursor: Cursor): void {
  const start = cursor.at;
  while (isDigit(cursor.text.charCodeAt(cursor.at))) cursor.at++;
  const digits = cursor.text.slice(start, cursor.at);
  if (!cursor.take(':') || digits.length > 9) {
    throw new SourceError('a statement cannot begin with a number', start, digits.length);
  }
  assembler.symbols.defineNumeric(Number(digits), assembler.section.position());
}

/** `name = value`, `name == value`. */
function assignment(assembler: Assembler, cursor: Cursor, name: string, at: number): void {
  const once = cursor.take('==');
  if (!once) cursor.expect('=');
  const value = assembler.expression(cursor);
  cursor.expectEnd();
  if (name === '.') moveTo(assembler, value, 0, at);
  else assembler.assign(name, value, at, once);
}

/** A directive, a macro or an instruction; what it emits into code gets a line. */
function command(assembler: Assembler, cursor: Cursor, name: string, at: number): void {
  const { section } = assembler;
  const { length } = section;
  const parts = section.parts.length;
  const lower = name.toLowerCase();
  const macro = assembler.macros.size > 0 ? assembler.macros.get(lower) : undefined;
  const directive = name.charCodeAt(0) === DOT ? DIRECTIVES.get(lower) : undefined;
  if (directive) {
    directive(assembler, cursor, lower);
    cursor.expectEnd();
  } else if (macro) expandMacro(assembler, macro, cursor, at);
  else if (name.startsWith('.')) {
    const suggestion = nearest(lower, DIRECTIVES.keys());
    throw new SourceError(`unknown directive '${name}'`, at, name.length, { suggestion });
  } else assembleInstruction(assembler, cursor, name, at);
  if (section.flags.execute && (section.length !== length || section.parts.length !== parts)) {
    const { lines } = assembler;
    const stated = lines.any ? lines.take() : undefined;
    if (stated || !lines.any)
      section.lines.push({ source: cursor.source, at, offset: length, part: parts, stated });
  }
}

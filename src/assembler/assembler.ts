/** The state of one run, and what directives and instructions do with it. */

import { Conditions } from './conditions.ts';
import type { Diagnostic, Reporter } from './diagnostics.ts';
import { located, SourceError } from './error.ts';
import { distanceNow, evaluate, evaluateNumber, placeOf } from './evaluate.ts';
import { ExpressionParser, type Node, type Scope } from './expression.ts';
import { Input } from './input.ts';
import type { Cursor } from './lexer.ts';
import { StatedLines } from './lines.ts';
import type { Macro } from './macro.ts';
import { SectionList } from './sections.ts';
import type { Fixup, SectionBuilder, Written } from './section.ts';
import { Source } from './source.ts';
import { SymbolEntry, SymbolTable } from './symbols.ts';
import { detectSyntax, type Syntax } from './syntax.ts';

export interface AssembleOptions {
  /** The source's name in messages and in the line table. */
  readonly name?: string;
  /** The text of an included file; undefined when there is none. */
  readonly include?: (path: string, from: string) => string | undefined;
  /** Told of each warning. */
  readonly warn?: (diagnostic: Diagnostic) => void;
}

export class Assembler implements Scope {
  readonly options: AssembleOptions;
  readonly reporter: Reporter;
  readonly symbols = new SymbolTable();
  readonly sections = new SectionList();
  readonly macros = new Map<string, Macro>();
  readonly conditions = new Conditions();
  readonly input: Input;
  private language: Syntax;
  /** The bytes of instructions whose text alone decides them: half of what compilers write has stood there before. */
  readonly repeated = new Map<string, Uint8Array>();
  /** Nothing has been asked or said since this was set that another time could go otherwise. */
  isRepeatable = false;
  /** Macros expanded so far: `\@`. */
  expansions = 0;
  /** From `.file`. */
  file: string | undefined;
  readonly localCommons: SymbolEntry[] = [];
  readonly lines = new StatedLines();
  /** The `.cfi_startproc` that waits for its end. */
  procedure: Written | undefined;
  /** `.end` has been read. */
  ended = false;

  constructor(source: Source, options: AssembleOptions, reporter: Reporter) {
    this.options = options;
    this.reporter = reporter;
    this.input = new Input(source);
    this.language = detectSyntax(source.code);
  }

  get syntax(): Syntax {
    return this.language;
  }

  /** `.intel_syntax` and `.att_syntax`. */
  changeSyntax(syntax: Syntax): void {
    this.language = syntax;
    this.repeated.clear();
  }

  get section(): SectionBuilder {
    return this.sections.current;
  }

  get source(): Source {
    return this.input.source;
  }

  /** The place of a cursor, to be remembered. */
  written(at: number): Written {
    return { source: this.source, at };
  }

  symbol(name: string): SymbolEntry {
    this.isRepeatable = false;
    return this.symbols.get(name);
  }

  numericLabel(number: number, forward: boolean): SymbolEntry | undefined {
    this.isRepeatable = false;
    return this.symbols.numericLabel(number, forward);
  }

  here(): SymbolEntry {
    this.isRepeatable = false;
    return new SymbolEntry('', this.section.position());
  }

  expression(cursor: Cursor): Node {
    cursor.skipBlanks();
    const parser = new ExpressionParser(cursor, this);
    return located(
      cursor.at,
      () => cursor.at,
      () => parser.parse(),
    );
  }

  /** An expression that must be a number by now. */
  number(cursor: Cursor, what: string): bigint {
    cursor.skipBlanks();
    const start = cursor.at;
    const node = this.expression(cursor);
    const value = located(
      start,
      () => cursor.at,
      () => evaluateNumber(node, distanceNow),
    );
    if (value !== undefined) return value;
    throw new SourceError(`${what} must be a number that is known here`, start, cursor.at - start);
  }

  /** The same within bounds, as a plain number. */
  count(cursor: Cursor, what: string, least: number, most: number): number {
    cursor.skipBlanks();
    const start = cursor.at;
    const value = this.number(cursor, what);
    if (value >= BigInt(least) && value <= BigInt(most)) return Number(value);
    throw new SourceError(`${what} is ${value}, not between ${least} and ${most}`, start, cursor.at - start);
  }

  defineLabel(name: string, at: number): void {
    const entry = this.symbols.get(name);
    if (entry.defined) throw this.duplicate(entry, at);
    entry.position = this.section.position();
    entry.definition = this.written(at);
  }

  /** `.set`: a name for a value, which may be given anew. */
  assign(name: string, value: Node, at: number, once = false): void {
    let entry = this.symbols.get(name);
    const isLabel = entry.position && !entry.value;
    if (isLabel || entry.common || entry.fixed || (once && entry.defined)) throw this.duplicate(entry, at);
    if (entry.value) entry = this.symbols.replace(entry);
    const known = evaluate(value, distanceNow);
    const isNumber = known && !known.plus && !known.minus;
    entry.value = isNumber ? { kind: 'number', value: known.number } : value;
    entry.position = known && placeOf(known);
    entry.fixed = once;
    entry.definition = this.written(at);
  }

  duplicate(entry: SymbolEntry, at: number): SourceError {
    const { definition } = entry;
    const where = definition ? ` at ${definition.source.name}:${definition.source.line(definition.at)}` : '';
    return new SourceError(`'${entry.name}' is already defined${where}`, at, entry.name.length);
  }

  /** Appends a number of so many bytes, now or when it is known. */
  emit(value: Node, size: Fixup['size'], start: number, end: number): void {
    const { section } = this;
    const known =
      value.kind === 'number'
        ? value.value
        : located(
            start,
            () => end,
            () => evaluateNumber(value, distanceNow),
          );
    if (known !== undefined) {
      const bits = size * 8;
      if (BigInt.asIntN(bits, known) !== known && BigInt.asUintN(bits, known) !== known) {
        throw new SourceError(
          `${known} does not fit ${size === 1 ? 'one byte' : `${size} bytes`}`,
          start,
          end - start,
        );
      }
      section.appendNumber(known, size);
      return;
    }
    const position = section.position();
    section.appendNumber(0n, size);
    section.fixups.push({
      position,
      size,
      value,
      relative: undefined,
      signed: false,
      branch: false,
      near: false,
      got: undefined,
      written: this.written(start),
      length: end - start,
    });
  }
}

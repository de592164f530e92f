/** Macros: parameters, bodies cut into pieces, and the text that a use of one stands for. */

import type { Assembler } from './assembler.ts';
import { endOfString } from './comments.ts';
import { SourceError } from './error.ts';
import type { Cursor } from './lexer.ts';
import { LIMITS } from './limits.ts';
import { nearest } from '../elf/nearest.ts';
import { Source } from './source.ts';

export interface Parameter {
  readonly name: string;
  readonly kind: 'optional' | 'required' | 'rest';
  readonly fallback: string;
}

export interface Macro {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Template;
}

/** Lines of a source with names to be filled in. */
export class Template {
  private readonly file: string;
  private readonly line: number;
  /** Plain text, and between two pieces of it what stands there: a name, `@` for the counter. */
  private readonly plain: string[] = [];
  private readonly holes: string[] = [];

  /** @param names What may be filled in; a backslash before other words stays. */
  constructor(text: string, file: string, line: number, names: ReadonlySet<string>) {
    this.file = file;
    this.line = line;
    const hole = /\\(?:(@)|\(([^)\n]*)\)|([A-Za-z_.$][\w.$]*))/g;
    let piece = '';
    let copied = 0;
    for (const match of text.matchAll(hole)) {
      const [whole, counter, literal, name] = match;
      const filled = counter ?? (name !== undefined && names.has(name) ? name : undefined);
      if (filled === undefined && literal === undefined) continue;
      piece += text.slice(copied, match.index) + (literal ?? '');
      copied = match.index + whole.length;
      if (filled === undefined) continue;
      this.plain.push(piece);
      this.holes.push(filled);
      piece = '';
    }
    this.plain.push(piece + text.slice(copied));
  }

  expand(values: ReadonlyMap<string, string>, origin: Source['origin']): Source {
    let length = 0;
    let text = '';
    for (const [index, plain] of this.plain.entries()) {
      const hole = this.holes[index];
      const value = hole === undefined ? '' : (values.get(hole) ?? `\\${hole}`);
      length += plain.length + value.length;
      if (length > LIMITS.expandedText)
        throw new SourceError('the expansion is too long', undefined, 1, { fatal: true });
      text += plain + value;
    }
    return new Source(this.file, text, origin, this.line);
  }
}

interface Body {
  readonly text: string;
  /** Where the text begins. */
  readonly line: number;
}

/** What `head` reads from the statement, and the lines up to `end`, which are passed over even if `head` fails. */
export function takeBlock<T>(cursor: Cursor, end: '.endm' | '.endr', head: () => T): Body & { head: T } {
  cursor.skipBlanks();
  const opener = cursor.at;
  let result: T;
  try {
    result = head();
  } catch (error) {
    takeBody(cursor, end, opener);
    throw error;
  }
  return { head: result, ...takeBody(cursor, end, opener) };
}

const OPENERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['.endm', new Set(['.macro'])],
  ['.endr', new Set(['.rept', '.irp', '.irpc'])],
]);

/**
 * The text between the statement that the cursor is in and the `.endm` or `.endr` that belongs to it; leaves the
 * cursor behind that one.
 */
function takeBody(cursor: Cursor, end: '.endm' | '.endr', opener: number): Body {
  const { source } = cursor;
  cursor.skipStatement();
  const start = cursor.at + 1;
  const openers = OPENERS.get(end);
  for (let depth = 1; cursor.at < cursor.text.length; cursor.skipStatement()) {
    cursor.at++;
    const word = firstWord(cursor);
    if (!word) continue;
    if (openers?.has(word.name)) depth++;
    else if (word.name === end && --depth === 0) {
      return { text: cursor.text.slice(start, word.start), line: source.line(start) };
    }
  }
  cursor.at = cursor.text.length;
  throw new SourceError(`this needs a '${end}'`, opener);
}

/** The directive that a statement begins with, in small letters. */
function firstWord(cursor: Cursor): { name: string; start: number } | undefined {
  for (;;) {
    if (cursor.peek() !== 0x2e && !isWord(cursor.peek())) return undefined;
    const start = cursor.at;
    const name = cursor.takeName();
    if (name === undefined) return undefined;
    if (cursor.peek() !== 0x3a) return name.startsWith('.') ? { name: name.toLowerCase(), start } : undefined;
    cursor.at++;
  }
}

function isWord(code: number): boolean {
  return code === 0x5f || code === 0x24 || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/**
 * The arguments of a use as GNU as sees them: no blanks except between two words, which are two arguments.
 * Quoted text is left alone.
 */
export function foldBlanks(text: string): string {
  const pieces = /"|'|[ \t\r\f]+/g;
  let result = '';
  let copied = 0;
  for (let match = pieces.exec(text); match; match = pieces.exec(text)) {
    const { index } = match;
    if (match[0] === '"') pieces.lastIndex = endOfString(text, index);
    else if (match[0] === "'") pieces.lastIndex = index + (text[index + 1] === '\\' ? 3 : 2);
    else {
      const next = text[index + match[0].length] ?? '';
      const keep = WORD.test(text[index - 1] ?? '') && (WORD.test(next) || next === '\\');
      result += text.slice(copied, index) + (keep ? ' ' : '');
      copied = index + match[0].length;
    }
  }
  return result + text.slice(copied);
}

/** Characters of words as far as blanks between arguments go. */
const WORD = /[\w.$"*%([{}\u0080-\uffff-]/;

/** One argument from `at` on, its quotes taken off, and where it ends. */
export function takeArgument(text: string, at: number): { value: string; end: number } {
  if (text[at] === '"') {
    const end = endOfString(text, at);
    return { value: text.slice(at + 1, end - 1), end };
  }
  let depth = 0;
  let end = at;
  for (; end < text.length; end++) {
    const char = text[end] ?? '';
    if (char === ',' || (depth === 0 && (char === ' ' || char === '\t'))) break;
    if (char === '"') end = endOfString(text, end) - 1;
    else if (char === "'") end += text[end + 1] === '\\' ? 2 : 1;
    else if (char === '(' || char === '[') depth++;
    else if ((char === ')' || char === ']') && depth > 0) depth--;
  }
  return { value: text.slice(at, end), end };
}

/** Behind an argument: one comma, or the blank that parts two words. */
export function skipSeparator(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end++;
  if (text[end] === ',') end++;
  while (text[end] === ' ') end++;
  return end;
}

/** Puts a macro's body, its parameters filled in, in the place of the statement that uses it. */
export function expandMacro(assembler: Assembler, macro: Macro, cursor: Cursor, at: number): void {
  const origin = { source: cursor.source, at, how: `in expansion of macro ${macro.name}` };
  const values = bind(macro, foldBlanks(cursor.takeRest()), at);
  values.set('@', `${assembler.expansions++}`);
  let source: Source | undefined = macro.body.expand(values, origin);
  assembler.input.expand(() => {
    const once = source;
    source = undefined;
    return once;
  }, assembler.conditions.depth);
}

function bind(macro: Macro, text: string, at: number): Map<string, string> {
  const values = new Map<string, string>();
  let position = 0;
  for (let from = 0; from < text.length;) {
    const keyword = /^([A-Za-z_.$][\w.$]*)=/.exec(text.slice(from, from + 200));
    const named = keyword ? macro.parameters.find(({ name }) => name === keyword[1]) : undefined;
    if (keyword && !named) {
      const message = `macro '${macro.name}' has no parameter '${keyword[1]}'`;
      throw new SourceError(message, at, macro.name.length, {
        suggestion: nearest(
          keyword[1] ?? '',
          macro.parameters.map(({ name }) => name),
        ),
      });
    }
    const parameter = named ?? macro.parameters[position++];
    if (!parameter)
      throw new SourceError(`too many arguments for macro '${macro.name}'`, at, macro.name.length);
    if (named) from += keyword?.[0].length ?? 0;
    const { value, end } =
      parameter.kind === 'rest' ? { value: text.slice(from), end: text.length } : takeArgument(text, from);
    values.set(parameter.name, value);
    from = skipSeparator(text, end);
  }
  for (const { name, kind, fallback } of macro.parameters) {
    if (values.get(name)) continue;
    if (kind === 'required') {
      throw new SourceError(`macro '${macro.name}' needs a value for '${name}'`, at, macro.name.length);
    }
    values.set(name, fallback);
  }
  return values;
}

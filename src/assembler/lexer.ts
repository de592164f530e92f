/** Reads a statement character by character; a statement ends at a newline or a semicolon. */

import { endOfString } from './comments.ts';
import { SourceError } from './error.ts';
import type { Source } from './source.ts';

const NAME = /[A-Za-z_.$\u0080-\uffff][\w.$\u0080-\uffff]*/y;
/** A run of digits, and for what follows it: the letters that make it a label, another base or a mistake. */
const NUMBER = /0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|\d+/y;
const NAME_CHARACTER = /[\w.$\u0080-\uffff]/;
const ESCAPES: Readonly<Record<string, number>> = { b: 8, f: 12, n: 10, r: 13, t: 9 };
const UTF8 = new TextEncoder();

export const NEWLINE = 0x0a;
export const SEMICOLON = 0x3b;

/** A number, or the numeric label that `1b` and `1f` refer to. */
export type NumberToken =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'label'; readonly number: number; readonly forward: boolean };

/** A place in a source. Methods that take something skip the blanks before it. */
export class Cursor {
  readonly source: Source;
  readonly text: string;
  at: number;

  constructor(source: Source, at = 0) {
    this.source = source;
    this.text = source.code;
    this.at = at;
  }

  skipBlanks(): void {
    const { text } = this;
    let { at } = this;
    for (let code = text.charCodeAt(at); code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0c;) {
      code = text.charCodeAt(++at);
    }
    this.at = at;
  }

  /** The next character's code; NaN at the end of the text. */
  peek(): number {
    this.skipBlanks();
    return this.text.charCodeAt(this.at);
  }

  atEnd(): boolean {
    const code = this.peek();
    return code === NEWLINE || code === SEMICOLON || Number.isNaN(code);
  }

  /** Takes `token` if it comes next. */
  take(token: string): boolean {
    this.skipBlanks();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.fail(`expected '${token}' ${this.found()}`);
  }

  /** A separator between arguments of a directive that some sources leave out. */
  takeComma(): boolean {
    return this.take(',');
  }

  expectEnd(): void {
    if (!this.atEnd()) throw this.fail(`unexpected ${this.here()} after the statement`, this.restLength());
  }

  /** A symbol's or directive's name, quoted or not; undefined when something else comes next. */
  takeName(): string | undefined {
    this.skipBlanks();
    if (this.text.charCodeAt(this.at) === 0x22) return this.takeText();
    const { text, at: start } = this;
    if (isDigit(text.charCodeAt(start))) return undefined;
    const end = endOfName(text, start);
    if (end === start) return undefined;
    this.at = end;
    return text.slice(start, end);
  }

  expectName(what = 'a symbol'): string {
    const name = this.takeName();
    if (name === undefined) throw this.fail(`expected ${what} ${this.found()}`);
    return name;
  }

  /** The cursor stands on a digit. */
  takeNumber(): NumberToken {
    return this.takeDecimal() ?? this.takeOtherNumber();
  }

  /** Most numbers are a few decimal digits. */
  private takeDecimal(): NumberToken | undefined {
    const { text, at: start } = this;
    let end = start;
    let value = 0;
    let code = text.charCodeAt(end);
    for (; isDigit(code); code = text.charCodeAt(++end)) value = value * 10 + code - 0x30;
    if (end - start > 15 || isNameCode(code) || (end - start > 1 && text.charCodeAt(start) === 0x30))
      return undefined;
    this.at = end;
    return { kind: 'number', value: BigInt(value) };
  }

  private takeOtherNumber(): NumberToken {
    const start = this.at;
    NUMBER.lastIndex = start;
    const digits = NUMBER.exec(this.text)?.[0] ?? '';
    let end = start + digits.length;
    const suffix = this.text[end] ?? '';
    if (/^[bBfF]$/.test(suffix) && /^\d+$/.test(digits) && !NAME_CHARACTER.test(this.text[end + 1] ?? '')) {
      this.at = end + 1;
      return { kind: 'label', number: Number(digits), forward: suffix === 'f' || suffix === 'F' };
    }
    while (NAME_CHARACTER.test(this.text[end] ?? '')) end++;
    const octal = /^0\d/.test(digits);
    if (end - start > digits.length || (octal && /[89]/.test(digits))) {
      const bad = this.text.slice(start, end);
      throw new SourceError(`'${clip(bad)}' is not a number`, start, end - start);
    }
    this.at = end;
    const value = digits.length > 70 ? undefined : BigInt(octal ? `0o${digits.slice(1)}` : digits);
    if (value === undefined || value >> 64n !== 0n) {
      throw new SourceError(`${clip(digits)} does not fit 64 bits`, start, end - start);
    }
    return { kind: 'number', value: BigInt.asIntN(64, value) };
  }

  /** `'a'`, `'a`, `'\n'`: the cursor stands on the tick. */
  takeCharacter(): bigint {
    const start = this.at;
    let char = this.text[start + 1] ?? '\n';
    let end = start + 2;
    let code: number | undefined;
    if (char === '\\') {
      char = this.text[end++] ?? '\n';
      code = ESCAPES[char];
    }
    if (char === '\n') throw new SourceError('a character is missing after the quote', start);
    code ??= char.charCodeAt(0);
    if (code > 0x7f) throw new SourceError(`'${char}' is no ASCII character`, start, end - start);
    this.at = this.text[end] === "'" ? end + 1 : end;
    return BigInt(code);
  }

  /** The bytes of a string with its escapes resolved. */
  takeString(): Uint8Array {
    this.skipBlanks();
    const start = this.at;
    const end = this.stringEnd();
    const raw = this.text.slice(start + 1, end - 1);
    this.at = end;
    return unescape(raw);
  }

  /** The same as text, as names and messages want it. */
  takeText(): string {
    return new TextDecoder().decode(this.takeString());
  }

  /** The offset after the string that comes next. */
  private stringEnd(): number {
    if (this.text.charCodeAt(this.at) !== 0x22)
      throw this.fail(`expected a string in quotes ${this.found()}`);
    const end = endOfString(this.text, this.at);
    if (this.text[end - 1] !== '"' || end - this.at < 2) {
      throw new SourceError('the string has no closing quote', this.at, end - this.at);
    }
    return end;
  }

  /** The statement's text from `start` on; undefined where there is more of it, or a quote in it. */
  shortText(start: number, most: number): string | undefined {
    const { text } = this;
    for (let at = start; at < start + most; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE || code === SEMICOLON || Number.isNaN(code)) return text.slice(start, at);
      if (code === 0x22 || code === 0x27) return undefined;
    }
    return undefined;
  }

  /** Everything up to the statement's end, blanks at both ends cut. */
  takeRest(): string {
    this.skipBlanks();
    const start = this.at;
    this.skipStatement();
    return this.text.slice(start, this.at).trimEnd();
  }

  /** The same up to a comma, too. */
  takeArgument(): string {
    this.skipBlanks();
    const pattern = /[^,;\n]*/y;
    pattern.lastIndex = this.at;
    const text = (pattern.exec(this.text)?.[0] ?? '').trimEnd();
    this.at += text.length;
    return text;
  }

  /** Moves to the newline or semicolon that ends the statement. */
  skipStatement(): void {
    const { text } = this;
    let { at } = this;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE || code === SEMICOLON) break;
      if (code === 0x22) at = endOfString(text, at) - 1;
      else if (code === 0x27)
        at += text[at + 1] === '\\' && text[at + 2] !== '\n' ? 2 : text[at + 1] === '\n' ? 0 : 1;
    }
    this.at = Math.min(at, text.length);
  }

  /** What comes next, in words for a message. */
  here(): string {
    if (this.atEnd()) return 'the end of the statement';
    NAME.lastIndex = this.at;
    const word = NAME.exec(this.text)?.[0] ?? this.text[this.at] ?? '';
    return `'${clip(word)}'`;
  }

  /** `, found 'x'` for messages that say what was expected. */
  found(): string {
    return `but found ${this.here()}`;
  }

  private restLength(): number {
    const ahead = new Cursor(this.source, this.at);
    return Math.max(1, ahead.takeRest().length);
  }

  fail(message: string, length = 1): SourceError {
    return new SourceError(message, this.at, length);
  }
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Behind the characters from `start` on that names may have. */
export function endOfName(text: string, start: number): number {
  let end = start;
  while (isNameCode(text.charCodeAt(end))) end++;
  return end;
}

function isNameCode(code: number): boolean {
  const letter = code | 0x20;
  return (
    (letter >= 0x61 && letter <= 0x7a) ||
    isDigit(code) ||
    code === 0x5f ||
    code === 0x2e ||
    code === 0x24 ||
    code >= 0x80
  );
}

export function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function unescape(raw: string): Uint8Array {
  if (!raw.includes('\\')) return UTF8.encode(raw);
  const bytes: number[] = [];
  const pattern = /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]*)|([^]))|([^\\]+)/g;
  for (const [, octal, hex, escaped, plain] of raw.matchAll(pattern)) {
    if (plain !== undefined) for (const byte of UTF8.encode(plain)) bytes.push(byte);
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (hex !== undefined) bytes.push(Number.parseInt(hex.slice(-2) || '0', 16));
    else if (escaped !== undefined) {
      const code = ESCAPES[escaped];
      if (code === undefined) for (const byte of UTF8.encode(escaped)) bytes.push(byte);
      else bytes.push(code);
    }
  }
  return Uint8Array.from(bytes);
}

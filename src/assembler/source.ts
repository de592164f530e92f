/** A text being read, and how the assembler came to it. */

import { blankComments } from './comments.ts';
import { SourceError } from './error.ts';
import { LIMITS } from './limits.ts';

/** Where a text was called for: the macro's use, the `.include`, the `.rept`. */
export interface Origin {
  readonly source: Source;
  readonly at: number;
  /** `in expansion of macro x`, `included`. */
  readonly how: string;
}

/** A file, or the lines that a macro or a repetition put in the place of one statement. */
export class Source {
  /** The file that the lines are counted in. */
  readonly name: string;
  /** As written, a newline at its end. */
  readonly text: string;
  /** The same with comments blanked: every character at the same offset. */
  readonly code: string;
  private readonly openComment: number | undefined;
  readonly origin: Origin | undefined;
  private readonly firstLine: number;
  private counted = 0;
  private lines = 0;

  constructor(name: string, text: string, origin?: Origin, firstLine = 1) {
    this.name = name;
    this.text = text.endsWith('\n') ? text : `${text}\n`;
    const { code, open } = blankComments(this.text);
    this.code = code;
    this.openComment = open;
    this.origin = origin;
    this.firstLine = firstLine;
  }

  /** The line (1-based) of an offset; cheap when asked with rising offsets. */
  line(at: number): number {
    if (at < this.counted) this.counted = this.lines = 0;
    let newline = this.text.indexOf('\n', this.counted);
    while (newline !== -1 && newline < at) {
      this.lines++;
      this.counted = newline + 1;
      newline = this.text.indexOf('\n', this.counted);
    }
    return this.firstLine + this.lines;
  }

  /** @throws SourceError when a line is too long or a comment stays open. */
  check(): void {
    if (this.openComment !== undefined) throw new SourceError("the comment has no '*/'", this.openComment, 2);
    for (let start = 0; start < this.text.length;) {
      const end = this.text.indexOf('\n', start);
      if (end - start > LIMITS.line) {
        throw new SourceError(`the line is longer than ${LIMITS.line} characters`, start);
      }
      start = end + 1;
    }
  }

  place(at: number): { line: number; column: number; text: string } {
    const start = at === 0 ? 0 : this.text.lastIndexOf('\n', at - 1) + 1;
    const end = this.text.indexOf('\n', start);
    const text = this.text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
    return { line: this.line(at), column: at - start + 1, text };
  }

  /** One line for each step that led here, innermost first. */
  notes(): string[] {
    const notes: string[] = [];
    for (let { origin } = this as Source; origin; origin = origin.source.origin) {
      if (notes.length >= 10) return [...notes, '...'];
      notes.push(`${origin.how} at ${origin.source.name}:${origin.source.line(origin.at)}`);
    }
    return notes;
  }
}

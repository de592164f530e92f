/** The texts that are being read: the file, and in its places the files, macros and repetitions it calls for. */

import { SourceError } from './error.ts';
import { LIMITS } from './limits.ts';
import { Cursor } from './lexer.ts';
import type { Source } from './source.ts';

interface Frame {
  cursor: Cursor;
  /** The text to read when this one has ended: the next turn of a repetition. */
  readonly next: (() => Source | undefined) | undefined;
  /** Open conditions when it began. */
  readonly conditions: number;
  readonly isFile: boolean;
}

export class Input {
  private readonly frames: Frame[] = [];
  private frame: Frame;
  private expandedText = 0;
  private expandedStatements = 0;

  constructor(source: Source) {
    this.frame = { cursor: new Cursor(source), next: undefined, conditions: 0, isFile: true };
  }

  get cursor(): Cursor {
    return this.frame.cursor;
  }

  get source(): Source {
    return this.frame.cursor.source;
  }

  /** Open conditions when the current text began. */
  get conditions(): number {
    return this.frame.conditions;
  }

  include(source: Source, conditions: number): void {
    this.push({ cursor: new Cursor(source), next: undefined, conditions, isFile: true });
  }

  /** Reads the texts that `next` gives, one after the other, and then goes on. */
  expand(next: () => Source | undefined, conditions: number): void {
    const source = this.counted(next());
    if (source) this.push({ cursor: new Cursor(source), next, conditions, isFile: false });
  }

  private push(frame: Frame): void {
    if (this.frames.length >= LIMITS.nesting) {
      throw new SourceError(`macros, repetitions and files are nested more than ${LIMITS.nesting} deep`);
    }
    this.frames.push(this.frame);
    this.frame = frame;
  }

  private counted(source: Source | undefined): Source | undefined {
    if (source) this.countExpanded();
    this.expandedText += source?.text.length ?? 0;
    if (this.expandedText > LIMITS.expandedText) {
      throw new SourceError(`macros expand to more than ${LIMITS.expandedText} characters`, undefined, 1, {
        fatal: true,
      });
    }
    return source;
  }

  /** To be called for each statement. */
  countStatement(): void {
    if (!this.frame.isFile) this.countExpanded();
  }

  private countExpanded(): void {
    if (++this.expandedStatements <= LIMITS.expandedStatements) return;
    const message = `macros expand to more than ${LIMITS.expandedStatements} statements`;
    throw new SourceError(message, undefined, 1, { fatal: true });
  }

  /** The current text has ended. Goes on with the next turn or with the text before; false when all is read. */
  advance(): boolean {
    const source = this.counted(this.frame.next?.());
    if (source) {
      this.frame.cursor = new Cursor(source);
      return true;
    }
    return this.pop();
  }

  /** Leaves the innermost macro or repetition. */
  exit(): void {
    if (this.frame.isFile) throw new SourceError('.exitm outside of a macro');
    this.pop();
  }

  private pop(): boolean {
    const before = this.frames.pop();
    if (!before) return false;
    this.frame = before;
    return true;
  }
}

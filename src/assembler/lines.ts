/** The lines of the source that a compiler has read, as `.file` and `.loc` state them. */

import type { SourceLine } from './section.ts';
import type { Position } from './symbols.ts';

export class StatedLines {
  private readonly files = new Map<number, string>();
  /** Of the whole compilation: names in it are written without it. */
  private directory: string | undefined;
  private pending: SourceLine | undefined;
  private last: Position | undefined;
  /** Entries at the place of the last one before it: the view number of DWARF 5's location views. */
  view = 0;
  /** A `.loc` has been read: lines of the assembler's own source are of no interest any more. */
  any = false;

  /** `first` is the directory where there is a `second` text. */
  name(number: number, first: string, second: string | undefined): void {
    if (number === 0 && second !== undefined) this.directory = first;
    const isPlain = second === undefined || second.startsWith('/') || first === this.directory;
    this.files.set(number, isPlain ? (second ?? first) : `${first}/${second}`);
  }

  find(number: number): string | undefined {
    return this.files.get(number);
  }

  /** What comes next at `place` comes from this line; 0 stands for none. */
  state(line: SourceLine, place: Position): void {
    const { last } = this;
    const same = last?.section === place.section && last.offset === place.offset && last.part === place.part;
    this.view = same ? this.view + 1 : 0;
    this.last = place;
    this.pending = line.line === 0 ? undefined : line;
    this.any = true;
  }

  resetView(): void {
    this.view = 0;
  }

  /** The line that has been stated since the last call. */
  take(): SourceLine | undefined {
    const { pending } = this;
    this.pending = undefined;
    return pending;
  }
}

/** What was printed, line by line, and by whom. */

import type { RuntimeEvent, WriteEvent } from '../runtime/index.ts';
import { textOf } from './trace-events.ts';

export interface PrintedLine {
  /** Instructions retired when its first part was written. */
  readonly at: number;
  /** The id of the thread that wrote it. */
  readonly thread: number;
  readonly text: string;
}

/** Collects writes: a line ends with its newline, or where another thread goes on with it. */
export class Printed {
  /** The first ones. */
  readonly lines: PrintedLine[] = [];
  /** Of all lines, those that are not kept included. */
  total = 0;
  readonly #most: number;
  #open: { at: number; thread: number; text: string } | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  add(event: RuntimeEvent): void {
    if (event.kind === 'write') this.#write(event);
  }

  /** The lines, that which has not ended included. */
  all(): readonly PrintedLine[] {
    return this.#open && this.total < this.#most ? [...this.lines, this.#open] : this.lines;
  }

  #write(event: WriteEvent): void {
    if (this.#open && this.#open.thread !== event.thread) this.#close();
    const parts = textOf(event).split('\n');
    parts.forEach((part, index) => {
      if (part !== '' || index < parts.length - 1) {
        this.#open ??= { at: event.instruction, thread: event.thread, text: '' };
        if (this.#open.text.length < LONGEST_LINE) this.#open.text += part;
      }
      if (index < parts.length - 1) this.#close();
    });
  }

  #close(): void {
    if (!this.#open) return;
    if (this.total++ < this.#most) this.lines.push(this.#open);
    this.#open = undefined;
  }
}

/** In characters, about. */
const LONGEST_LINE = 1_000;

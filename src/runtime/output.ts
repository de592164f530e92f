/**
 * What a program has written. It goes back with a run: what is written again after that is not kept a second time, nor
 * told, as long as it is the same.
 */

export type Writer = (fd: number, bytes: Uint8Array) => void;

/** All that a program wrote on one way that it went. */
interface Transcript {
  bytes: Uint8Array;
  /** So many of them. */
  written: number;
}

/** Plain data. */
export interface OutputSnapshot {
  readonly transcript: Transcript;
  readonly length: number;
}

export class Output {
  readonly #tell: Writer | undefined;
  #transcript: Transcript = { bytes: new Uint8Array(0), written: 0 };
  #length = 0;
  /** What a writer takes need not be kept, unless somebody may want to go back. */
  #keeps: boolean;

  /** @param tell told of all that is written; without it, `text` says it. */
  constructor(tell: Writer | undefined) {
    this.#tell = tell;
    this.#keeps = tell === undefined;
  }

  write(fd: number, bytes: Uint8Array): void {
    if (this.#keeps && this.#isAgain(bytes)) {
      this.#length += bytes.length;
      return;
    }
    if (this.#keeps) this.#append(bytes);
    this.#tell?.(fd, bytes);
  }

  /** All of it as UTF-8; empty when a writer takes it. */
  get text(): string {
    if (this.#tell) return '';
    return new TextDecoder().decode(this.#transcript.bytes.subarray(0, this.#length), { stream: true });
  }

  snapshot(): OutputSnapshot {
    this.#keeps = true;
    return { transcript: this.#transcript, length: this.#length };
  }

  restore({ transcript, length }: OutputSnapshot): void {
    this.#transcript = transcript;
    this.#length = length;
  }

  /** Whether these bytes have been written at this place before. */
  #isAgain(bytes: Uint8Array): boolean {
    const { bytes: known, written } = this.#transcript;
    const end = this.#length + bytes.length;
    return end <= written && bytes.every((byte, index) => byte === known[this.#length + index]);
  }

  #append(bytes: Uint8Array): void {
    const end = this.#length + bytes.length;
    const { bytes: known, written } = this.#transcript;
    const isOther = written > this.#length;
    if (isOther || end > known.length) {
      const larger = new Uint8Array(Math.max(64, end * 2));
      larger.set(known.subarray(0, this.#length));
      // whoever holds the other way keeps it
      if (isOther) this.#transcript = { bytes: larger, written: this.#length };
      else this.#transcript.bytes = larger;
    }
    this.#transcript.bytes.set(bytes, this.#length);
    this.#transcript.written = end;
    this.#length = end;
  }
}

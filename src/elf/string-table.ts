/** Names by their offset. Names may share an ending, but not so that a small table stands for endless text. */
export class StringTable {
  private readonly bytes: Uint8Array;
  private readonly error: (message: string) => Error;
  private readonly known = new Map<number, string>();
  private budget: number;

  /** `error` makes what is thrown when the table is not as it should be. */
  constructor(bytes: Uint8Array, error: (message: string) => Error) {
    this.bytes = bytes;
    this.error = error;
    this.budget = 64 * 1024 + bytes.length * 16;
  }

  at(offset: number): string {
    const known = this.known.get(offset);
    if (known !== undefined) return known;
    const end = this.bytes.indexOf(0, offset);
    // A table without names may have no bytes at all.
    if (offset >= this.bytes.length ? offset !== 0 : end === -1)
      throw this.error(`a name at ${offset} of a string table has no end in it`);
    const bytes = this.bytes.subarray(offset, Math.max(end, 0));
    this.budget -= bytes.length;
    if (this.budget < 0) throw this.error('the names of a string table overlap too much');
    const name = new TextDecoder().decode(bytes);
    this.known.set(offset, name);
    return name;
  }
}

/** A table that is being made; it begins with the empty name. */
export class StringTableWriter {
  private readonly offsets = new Map([['', 0]]);
  private readonly parts = [Uint8Array.of(0)];
  private length = 1;

  /** The offset of a name. */
  add(name: string): number {
    const known = this.offsets.get(name);
    if (known !== undefined) return known;
    const offset = this.length;
    const bytes = new TextEncoder().encode(`${name}\0`);
    this.offsets.set(name, offset);
    this.parts.push(bytes);
    this.length += bytes.length;
    return offset;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

/** Reading and writing DWARF's numbers (DWARF 5, section 7.6). */

/** Debug information that makes no sense: it is left out, the program is as good without. */
export class DwarfError extends Error {
  override name = 'DwarfError';
}

export class Cursor {
  at: number;
  readonly end: number;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    if (end > bytes.length || at > end) throw new DwarfError();
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
    this.end = end;
  }

  get atEnd(): boolean {
    return this.at >= this.end;
  }

  u8(): number {
    return this.view.getUint8(this.take(1));
  }

  i8(): number {
    return this.view.getInt8(this.take(1));
  }

  u16(): number {
    return this.view.getUint16(this.take(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  u64(): number {
    return Number(this.view.getBigUint64(this.take(8), true));
  }

  /** LEB128; numbers above 2^53 lose digits, and mean nothing. */
  unsigned(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.u8();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  signed(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.u8();
      value += (byte & 127) * factor;
      if (byte < 128) return byte & 64 ? value - factor * 128 : value;
    }
  }

  string(): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end === -1 || end >= this.end) throw new DwarfError();
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }

  skip(count: number): void {
    this.take(count);
  }

  private take(count: number): number {
    const { at } = this;
    if (at + count > this.end) throw new DwarfError();
    this.at = at + count;
    return at;
  }
}

/** Bytes that are put together one number after the other. */
export class Writer {
  private readonly list: number[] = [];

  get length(): number {
    return this.list.length;
  }

  u8(value: number): this {
    this.list.push(value & 255);
    return this;
  }

  u16(value: number): this {
    return this.u8(value).u8(value >>> 8);
  }

  u32(value: number): this {
    return this.u16(value).u16(value >>> 16);
  }

  u64(value: bigint): this {
    return this.u32(Number(value & 0xffff_ffffn)).u32(Number((value >> 32n) & 0xffff_ffffn));
  }

  unsigned(value: number): this {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.u8((rest % 128) | 128);
    return this.u8(rest);
  }

  signed(value: number): this {
    let rest = value;
    for (; rest < -64 || rest > 63; rest = Math.floor(rest / 128)) this.u8((rest & 127) | 128);
    return this.u8(rest & 127);
  }

  string(text: string): this {
    for (const byte of new TextEncoder().encode(text)) this.list.push(byte);
    return this.u8(0);
  }

  append(other: Writer): this {
    for (const byte of other.list) this.list.push(byte);
    return this;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.list);
  }
}

/**
 * The recorded vectors as a file: gzip over numbers of the least significant byte first.
 *
 *   file:      u32 recordings, each
 *   recording: length of the code, the code, u8 instructions, of which bit 7: with SSE, u16 vectors, each
 *   vector:    registers that differ from BACKGROUND, u16 flags, operand in memory, with SSE: its state,
 *              u8 divide error, registers that the code changed, u16 flags, i16 rip, memory that it changed,
 *              with SSE: its state
 *   registers: u16 mask, u64 for each bit that is set
 *   SSE:       xmm registers as registers, from XMM_BACKGROUND, but of 16 bytes, u16 mxcsr, u16 x87 control word
 *   memory:    length, and if there is any u16 offset, the bytes
 *   length:    u8, or 0xff and u16
 */

import { gunzipSync, gzipSync } from 'node:zlib';
import {
  BACKGROUND,
  XMM_BACKGROUND,
  type MemoryWrite,
  type Outcome,
  type Recording,
  type SseState,
  type State,
  type Vector,
} from './layout.ts';

const WITH_SSE = 0x80;
const LONG = 0xff;

class Writer {
  #bytes = new Uint8Array(1 << 24);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;
  u8(value: number): void {
    this.#view.setUint8(this.#at, value);
    this.#at += 1;
  }
  u16(value: number): void {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
  }
  u32(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }
  length(value: number): void {
    this.u8(Math.min(value, LONG));
    if (value >= LONG) this.u16(value);
  }
  bytes(values: Uint8Array): void {
    this.#bytes.set(values, this.#at);
    this.#at += values.length;
  }
  /** @param words of 64 bits in each register */
  registers(values: readonly bigint[], reference: readonly bigint[], words = 1): void {
    const changed = values.map((value, number) => value !== reference[number]);
    this.u16(changed.reduce((mask, is, number) => mask | (is ? 1 << number : 0), 0));
    values.forEach((value, number) => {
      if (!changed[number]) return;
      for (let word = 0; word < words; word++) {
        this.#view.setBigUint64(this.#at, BigInt.asUintN(64, value >> BigInt(word * 64)), true);
        this.#at += 8;
      }
    });
  }
  sse(state: SseState | undefined, reference: readonly bigint[]): void {
    if (!state) return;
    this.registers(state.xmm, reference, 2);
    this.u16(state.mxcsr);
    this.u16(state.control);
  }
  memory(write: MemoryWrite | undefined): void {
    this.length(write?.bytes.length ?? 0);
    if (!write) return;
    this.u16(write.offset);
    this.bytes(write.bytes);
  }
  result(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }
}

class Reader {
  #at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
  u8(): number {
    return this.#view.getUint8(this.#at++);
  }
  u16(): number {
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2, true);
  }
  i16(): number {
    this.#at += 2;
    return this.#view.getInt16(this.#at - 2, true);
  }
  u32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }
  length(): number {
    const length = this.u8();
    return length === LONG ? this.u16() : length;
  }
  bytes(length: number): Uint8Array {
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }
  registers(reference: readonly bigint[], words = 1): readonly bigint[] {
    const mask = this.u16();
    return reference.map((value, number) => {
      if (((mask >> number) & 1) === 0) return value;
      let read = 0n;
      for (let word = 0; word < words; word++) {
        read |= this.#view.getBigUint64(this.#at, true) << BigInt(word * 64);
        this.#at += 8;
      }
      return read;
    });
  }
  sse(reference: readonly bigint[]): SseState {
    return { xmm: this.registers(reference, 2), mxcsr: this.u16(), control: this.u16() };
  }
  memory(): MemoryWrite | undefined {
    const length = this.length();
    return length === 0 ? undefined : { offset: this.u16(), bytes: this.bytes(length) };
  }
}

export function pack(recordings: readonly Recording[]): Uint8Array {
  const writer = new Writer();
  writer.u32(recordings.length);
  for (const { code, instructions, vectors } of recordings) {
    writer.length(code.length);
    writer.bytes(code);
    const withSse = vectors[0]?.before.sse !== undefined;
    writer.u8(instructions | (withSse ? WITH_SSE : 0));
    writer.u16(vectors.length);
    for (const { before, operand, after } of vectors) {
      writer.registers(before.registers, BACKGROUND);
      writer.u16(before.flags);
      writer.memory(operand);
      writer.sse(before.sse, XMM_BACKGROUND);
      writer.u8(after.divideError ? 1 : 0);
      writer.registers(after.registers, before.registers);
      writer.u16(after.flags);
      writer.u16(after.rip & 0xffff);
      writer.memory(after.written);
      if (before.sse) writer.sse(after.sse, before.sse.xmm);
    }
  }
  return gzipSync(writer.result(), { level: 9 });
}

export function unpack(file: Uint8Array): readonly Recording[] {
  const reader = new Reader(gunzipSync(file));
  const vector = (withSse: boolean): Vector => {
    const general: State = { registers: reader.registers(BACKGROUND), flags: reader.u16() };
    const operand = reader.memory();
    const sse = withSse ? reader.sse(XMM_BACKGROUND) : undefined;
    const divideError = reader.u8() === 1;
    const after: Outcome = {
      divideError,
      registers: reader.registers(general.registers),
      flags: reader.u16(),
      rip: reader.i16(),
      written: reader.memory(),
    };
    if (!sse) return { before: general, operand, after };
    return { before: { ...general, sse }, operand, after: { ...after, sse: reader.sse(sse.xmm) } };
  };
  return Array.from({ length: reader.u32() }, (): Recording => {
    const code = reader.bytes(reader.length());
    const head = reader.u8();
    const withSse = (head & WITH_SSE) !== 0;
    const vectors = Array.from({ length: reader.u16() }, () => vector(withSse));
    return { code, instructions: head & ~WITH_SSE, vectors };
  });
}

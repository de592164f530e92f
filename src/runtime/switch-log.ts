/** The latest switches, as plain words in a ring: recording one costs a few stores, whatever has gone before. */

import { REG_RCX, REG_RSP, RETIRED, STATE, THREAD_FUNCTION } from '../../asm/abi.ts';

/** Why a thread gave the processor away. */
export type SwitchReason = 'yield' | 'finished';

/** One switch from a thread to another. Addresses are guest addresses. */
export interface SwitchRecord {
  /** Counts from 1. */
  readonly number: number;
  /** Instructions retired when the host had decided, the system call included. */
  readonly instruction: number;
  /** Of the system call that asked for it. */
  readonly address: bigint;
  /** Ids. */
  readonly from: number;
  readonly to: number;
  /** The labels of their tasks at that time. */
  readonly fromName: string;
  readonly toName: string;
  readonly why: SwitchReason;
  /** What is saved to the old context. */
  readonly rspBefore: bigint;
  /** What is loaded from the new one. */
  readonly rspAfter: bigint;
}

/** Word offsets of a record; 64-bit values have their low half first. */
const INSTRUCTION = 0;
/** The address behind the system call. */
const RESUME = 2;
const RSP_BEFORE = 4;
const RSP_AFTER = 6;
const FROM_TASK = 8;
const TO_TASK = 10;
const FROM = 12;
const TO = 13;
const WHY = 14;
const WORDS = 16;

const SYSCALL_LENGTH = 2n;

export class SwitchLog {
  /** Switches so far, those included that the ring has lost or never held. */
  count = 0;
  readonly #capacity: number;
  readonly #words: Uint32Array;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#words = new Uint32Array(capacity * WORDS);
  }

  /** To be called when the host has decided, before the guest saves anything; `old` and `next` are Threads. */
  record(memory: Uint32Array, from: number, old: number, to: number, next: number, why: SwitchReason): void {
    const number = this.count++;
    if (this.#capacity === 0) return;
    const words = this.#words;
    const at = (number % this.#capacity) * WORDS;
    copy(words, at + INSTRUCTION, memory, STATE + RETIRED);
    copy(words, at + RESUME, memory, STATE + REG_RCX);
    copy(words, at + RSP_BEFORE, memory, STATE + REG_RSP);
    copy(words, at + RSP_AFTER, memory, next);
    copy(words, at + FROM_TASK, memory, old + THREAD_FUNCTION);
    copy(words, at + TO_TASK, memory, next + THREAD_FUNCTION);
    words[at + FROM] = from;
    words[at + TO] = to;
    words[at + WHY] = why === 'finished' ? 1 : 0;
  }

  /** The latest ones of those that are recorded, oldest first. */
  records(nameOf: (id: number, task: bigint) => string, atMost = Infinity): SwitchRecord[] {
    const kept = Math.min(this.count, this.#capacity, atMost);
    return Array.from({ length: kept }, (_, index) => this.#read(this.count - kept + index, nameOf));
  }

  #read(number: number, nameOf: (id: number, task: bigint) => string): SwitchRecord {
    const at = (number % this.#capacity) * WORDS;
    const wide = (offset: number): bigint =>
      (BigInt(this.#words[at + offset + 1]!) << 32n) | BigInt(this.#words[at + offset]!);
    const from = this.#words[at + FROM]!;
    const to = this.#words[at + TO]!;
    return {
      number: number + 1,
      instruction: Number(wide(INSTRUCTION)),
      address: wide(RESUME) - SYSCALL_LENGTH,
      from,
      to,
      fromName: nameOf(from, wide(FROM_TASK)),
      toName: nameOf(to, wide(TO_TASK)),
      why: this.#words[at + WHY] === 1 ? 'finished' : 'yield',
      rspBefore: wide(RSP_BEFORE),
      rspAfter: wide(RSP_AFTER),
    };
  }
}

/** 8 bytes from a guest address. */
function copy(to: Uint32Array, at: number, memory: Uint32Array, address: number): void {
  to[at] = memory[address >>> 2]!;
  to[at + 1] = memory[(address >>> 2) + 1]!;
}

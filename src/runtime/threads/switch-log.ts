/** The latest switches, as plain words in a ring: recording one costs a few stores, whatever has gone before. */

import {
  REG_RCX,
  REG_RSP,
  RETIRED,
  STATE,
  SWITCH_CONTEXT,
  SWITCH_FUNCTION,
  SWITCH_INSTRUCTION,
  SWITCH_NOTE,
  SWITCH_RESUME,
  SWITCH_RSP_AFTER,
  SWITCH_RSP_BEFORE,
  SWITCH_SIZE,
  THREAD_FUNCTION,
} from '../../../asm/abi.ts';
import { WordCopies, type WordCopy } from '../word-copies.ts';

/** Why a thread gave the processor away. */
export type SwitchReason = 'yield' | 'blocked' | 'finished' | 'preempted';

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

/** A record is as the machine writes it (asm/abi.ts), in 32-bit words. */
const WORDS = SWITCH_SIZE / 4;
/** The note is the new thread's id and, above it, the reason: SWITCH_FINISHED is that of 'finished'. */
const REASONS = ['yield', 'blocked', 'finished', 'preempted'] as const satisfies readonly SwitchReason[];
const REASON_SHIFT = 30;
export const ID_MASK = 2 ** REASON_SHIFT - 1;

const SYSCALL_LENGTH = 2n;

/** Plain data. */
export interface SwitchLogSnapshot {
  readonly count: number;
  readonly records: WordCopy;
}

export class SwitchLog {
  /** Switches so far, those included that the ring has lost or never held. */
  count = 0;
  readonly #capacity: number;
  /** One more than are shown: whom a switch leaves stands in the record before. */
  readonly #words: Uint32Array;
  readonly #copies: WordCopies;
  /** What `count` was at the last snapshot that was taken or restored. */
  #copied = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#words = new Uint32Array((capacity + 1) * WORDS);
    this.#copies = new WordCopies(this.#words);
  }

  snapshot(): SwitchLogSnapshot {
    const from = this.#at(this.#copied);
    const end = this.#at(this.count);
    const isOnePiece = this.count - this.#copied <= this.#capacity && from <= end;
    const records = isOnePiece ? this.#copies.take(from, end) : this.#copies.take();
    this.#copied = this.count;
    return { count: this.count, records };
  }

  restore({ count, records }: SwitchLogSnapshot): void {
    this.count = count;
    this.#copied = count;
    this.#copies.restore(records);
  }

  /** To be called when the host has decided, before the guest saves anything; `context` is the new thread's. */
  record(memory: Uint32Array, to: number, context: number, why: SwitchReason): void {
    const words = this.#words;
    const at = this.#at(this.count++);
    copy(words, at + SWITCH_INSTRUCTION / 4, memory, STATE + RETIRED);
    copy(words, at + SWITCH_RESUME / 4, memory, STATE + REG_RCX);
    copy(words, at + SWITCH_RSP_BEFORE / 4, memory, STATE + REG_RSP);
    copy(words, at + SWITCH_RSP_AFTER / 4, memory, context);
    copy(words, at + SWITCH_FUNCTION / 4, memory, context + THREAD_FUNCTION);
    words[at + SWITCH_CONTEXT / 4] = context;
    words[at + SWITCH_NOTE / 4] = to | (REASONS.indexOf(why) << REASON_SHIFT);
  }

  /** Takes over records that the machine has written. */
  append(memory: Uint32Array, address: number, count: number): void {
    const size = this.#capacity + 1;
    const lost = Math.max(0, count - size);
    this.count += lost;
    for (let done = lost; done < count;) {
      const at = this.count % size;
      const some = Math.min(count - done, size - at);
      const from = address / 4 + done * WORDS;
      this.#words.set(memory.subarray(from, from + some * WORDS), at * WORDS);
      this.count += some;
      done += some;
    }
  }

  /** The latest ones of those that are recorded, oldest first. */
  records(nameOf: (id: number, task: bigint) => string, atMost = Infinity): SwitchRecord[] {
    const kept = Math.min(this.count, this.#capacity, atMost);
    return Array.from({ length: kept }, (_, index) => this.#read(this.count - kept + index, nameOf));
  }

  #read(number: number, nameOf: (id: number, task: bigint) => string): SwitchRecord {
    const at = this.#at(number);
    const before = number === 0 ? undefined : this.#at(number - 1);
    const from = before === undefined ? 0 : this.#thread(before);
    const to = this.#thread(at);
    return {
      number: number + 1,
      instruction: Number(this.#wide(at, SWITCH_INSTRUCTION)),
      address: this.#wide(at, SWITCH_RESUME) - SYSCALL_LENGTH,
      from,
      to,
      fromName: nameOf(from, before === undefined ? 0n : this.#wide(before, SWITCH_FUNCTION)),
      toName: nameOf(to, this.#wide(at, SWITCH_FUNCTION)),
      why: REASONS[this.#words[at + SWITCH_NOTE / 4]! >>> REASON_SHIFT]!,
      rspBefore: this.#wide(at, SWITCH_RSP_BEFORE),
      rspAfter: this.#wide(at, SWITCH_RSP_AFTER),
    };
  }

  #at(number: number): number {
    return (number % (this.#capacity + 1)) * WORDS;
  }

  #thread(at: number): number {
    return this.#words[at + SWITCH_NOTE / 4]! & ID_MASK;
  }

  #wide(at: number, offset: number): bigint {
    const word = at + offset / 4;
    return (BigInt(this.#words[word + 1]!) << 32n) | BigInt(this.#words[word]!);
  }
}

/** 8 bytes from a guest address. */
function copy(to: Uint32Array, at: number, memory: Uint32Array, address: number): void {
  to[at] = memory[address >>> 2]!;
  to[at + 1] = memory[(address >>> 2) + 1]!;
}

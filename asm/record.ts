/**
 * A decoded instruction: 32 bytes, those of a block one after the other.
 *
 *    0  u16  operation
 *    2  u8   length of the instruction in bytes
 *    3  u8   shift of the index, 0..3; without an address, 1 where 67 makes counts and pointers narrow
 *    4  u8   first register operand   \   byte offsets into the register file, for xmm registers from REG_XMM on;
 *    5  u8   second register operand   |  an operand in ModRM.rm may be IN_MEMORY
 *    6  u8   base                      |
 *    7  u8   index                    /
 *    8  i64  displacement          |   of a direct branch: u32 record when taken, u32 record when not
 *   16  i64  immediate, distance, condition
 *   24  u32  instructions before this one in its block
 *   28  u32  rip
 *
 * A block ends with an instruction that may leave it, or with a pseudo-operation that does (GOTO, PAUSE).
 */

import { Op, RECORD_IMMEDIATE, RECORD_OPERATION, RECORDS, REG_ZERO, STATE } from './abi';

export const RECORD_SIZE: usize = 32;

const OP: usize = RECORD_OPERATION;
const LENGTH: usize = 2;
const SHIFT: usize = 3;
const A: usize = 4;
const B: usize = 5;
const BASE: usize = 6;
const INDEX: usize = 7;
const DISPLACEMENT: usize = 8;
const IMMEDIATE: usize = RECORD_IMMEDIATE;
const AHEAD: usize = 24;
const RIP: usize = 28;

/** Where a direct branch keeps the records that it leads to; 0 until it has been there. */
export const TAKEN: usize = 8;
export const NOT_TAKEN: usize = 12;

/** In place of the register operand that ModRM.rm does not name, since it names memory. No register has this offset. */
export const IN_MEMORY: usize = 0xff;

/** Where the loop goes from an instruction that has faulted: one record, which names that instruction's record. */
const FAULTED: usize = <usize>RECORDS;

/** The first byte that other records may use. */
export const FIRST_RECORD: usize = FAULTED + RECORD_SIZE;

export class Rec {
  /** The record that follows. */
  @inline static next(rec: usize): usize {
    return rec + RECORD_SIZE;
  }
  /** What follows when the instruction cannot be executed and its fault has been written down. */
  static fault(rec: usize): usize {
    store<u16>(FAULTED, Op.FAULTED);
    store<u32>(FAULTED, <u32>rec, DISPLACEMENT);
    return FAULTED;
  }
  /** The record that led to this FAULTED one. */
  @inline static faulting(rec: usize): usize {
    return <usize>load<u32>(rec, DISPLACEMENT);
  }

  @inline static op(rec: usize): i32 {
    return <i32>load<u16>(rec, OP);
  }
  @inline static length(rec: usize): u32 {
    return <u32>load<u8>(rec, LENGTH);
  }
  @inline static a(rec: usize): usize {
    return <usize>load<u8>(rec, A);
  }
  @inline static b(rec: usize): usize {
    return <usize>load<u8>(rec, B);
  }
  @inline static isNarrow(rec: usize): bool {
    return load<u8>(rec, SHIFT) != 0;
  }
  @inline static immediate(rec: usize): i64 {
    return load<i64>(rec, IMMEDIATE);
  }
  /** Of a COUNT: whether its block is not hot yet. It becomes so once. */
  static countDown(rec: usize): bool {
    const count = Rec.immediate(rec) - 1;
    Rec.setImmediate(rec, count);
    return count != 0;
  }
  @inline static displacement(rec: usize): i64 {
    return load<i64>(rec, DISPLACEMENT);
  }
  /** Instructions of the block before this one. */
  @inline static ahead(rec: usize): i32 {
    return load<i32>(rec, AHEAD);
  }
  @inline static rip(rec: usize): u32 {
    return load<u32>(rec, RIP);
  }
  @inline static nextRip(rec: usize): u64 {
    return <u64>Rec.rip(rec) + <u64>Rec.length(rec);
  }
  /** base + index << shift + displacement. */
  @inline static address(rec: usize): u64 {
    return (
      load<u64>(<usize>load<u8>(rec, BASE), STATE) +
      (load<u64>(<usize>load<u8>(rec, INDEX), STATE) << (<u64>load<u8>(rec, SHIFT))) +
      load<u64>(rec, DISPLACEMENT)
    );
  }

  @inline static begin(rec: usize, op: i32, ahead: i32, rip: u32): void {
    store<u64>(rec, 0);
    store<u16>(rec, op, OP);
    store<u8>(rec, REG_ZERO, BASE);
    store<u8>(rec, REG_ZERO, INDEX);
    store<i64>(rec, 0, DISPLACEMENT);
    store<i64>(rec, 0, IMMEDIATE);
    store<i32>(rec, ahead, AHEAD);
    store<u32>(rec, rip, RIP);
  }
  @inline static setOp(rec: usize, op: i32): void {
    store<u16>(rec, op, OP);
  }
  @inline static setLength(rec: usize, length: u32): void {
    store<u8>(rec, length, LENGTH);
  }
  @inline static setA(rec: usize, register: u32): void {
    store<u8>(rec, register, A);
  }
  @inline static setB(rec: usize, register: u32): void {
    store<u8>(rec, register, B);
  }
  @inline static setAddress(rec: usize, base: u32, index: u32, shift: u32, displacement: i64): void {
    store<u8>(rec, base, BASE);
    store<u8>(rec, index, INDEX);
    store<u8>(rec, shift, SHIFT);
    store<i64>(rec, displacement, DISPLACEMENT);
  }
  @inline static setNarrow(rec: usize, narrow: bool): void {
    store<u8>(rec, <u8>narrow, SHIFT);
  }
  @inline static setDisplacement(rec: usize, displacement: i64): void {
    store<i64>(rec, displacement, DISPLACEMENT);
  }
  @inline static setImmediate(rec: usize, value: i64): void {
    store<i64>(rec, value, IMMEDIATE);
  }
}

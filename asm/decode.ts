/** Machine code -> decoded records, driven by the table that the host uploads (layout: abi.ts, "Decode table"). */

import {
  CANDIDATE_SIZE,
  CANDIDATES,
  DECODE_TABLE,
  Layout,
  Needs,
  NO_CANDIDATE,
  Op,
  PAGE_SIZE,
  REG_ADDRESS,
  REG_FS_BASE,
  REG_GS_BASE,
  REG_RDI,
  REG_RSP,
  REG_ZERO,
  Slot,
} from './abi';
import { isExecutable, markDecoded } from './code-pages';
import { IN_MEMORY, Rec, RECORD_SIZE } from './record';

/** SDM volume 2, section 2.3.11. */
const LONGEST_INSTRUCTION: u32 = 15;

// The instruction being decoded. It is one at a time, and its parts are read in order.
let start: u32 = 0;
let at: u32 = 0;
/** Bytes below this address may be fetched. */
let fetchEnd: u64 = 0;
/** The first byte that could not be fetched; only then is it above start or equal to it. */
let fetchFault: u64 = 0;
let fetchFailed: bool = false;

let opcode: u32 = 0;
let rex: u32 = 0;
let operandSize: bool = false;
let addressSize: bool = false;
let repeat: u32 = 0;
let lock: bool = false;
let segment: u32 = REG_ZERO;

let base: u32 = REG_ZERO;
let index: u32 = REG_ZERO;
let shift: u32 = 0;
let displacement: i64 = 0;
let ripRelative: bool = false;

let ended: bool = false;

/** Whether the instruction last decoded is the last of its block. */
export function endedBlock(): bool {
  return ended;
}

/**
 * Writes the record of the instruction at rip, and before it an ADDRESS record where the address needs one.
 * What can't be fetched or means nothing becomes a record that faults. Returns the address behind the records.
 *
 * @param ahead instructions before this one in its block
 */
export function decodeInstruction(rec: usize, rip: u32, ahead: i32): usize {
  start = rip;
  at = rip;
  fetchEnd = 0;
  fetchFailed = false;
  ended = true;
  readPrefixes();
  const candidate: usize = fetchFailed ? 0 : select(readOpcode());
  if (candidate == 0) return refuse(rec, ahead);

  const layout = <u32>load<u8>(candidate, 6);
  let op = <i32>load<u16>(candidate);
  let modRM: u32 = 0;
  let isMemory = false;
  base = REG_ZERO;
  index = REG_ZERO;
  shift = 0;
  displacement = 0;
  ripRelative = false;
  if (load<u8>(candidate, 12) != 0) at++;
  if ((layout & Layout.MODRM) != 0) {
    modRM = fetch();
    isMemory = modRM >>> 6 != 3;
    if (isMemory) {
      op = <i32>load<u16>(candidate, 2);
      readAddress(modRM);
    }
  }
  if (op == Op.MASKMOVDQU_X_X) {
    base = REG_RDI;
    isMemory = true;
  }
  if (lock && !(isMemory && (layout & Layout.LOCKABLE) != 0)) return refuse(rec, ahead);

  let immediate: i64 = <i64>load<u8>(candidate, 11);
  const immediateSize = <u32>load<u8>(candidate, 7);
  if ((layout & Layout.OFFSET) != 0) {
    displacement = addressSize ? fetchSigned(4) & 0xffff_ffff : fetchSigned(8);
    isMemory = true;
  } else if (immediateSize != 0) immediate = fetchSigned(immediateSize);
  if (fetchFailed || at - start > LONGEST_INSTRUCTION) return refuse(rec, ahead);

  if (isMemory) rec = settleAddress(rec, ahead, op);
  Rec.begin(rec, op, ahead, rip);
  Rec.setLength(rec, at - start);
  Rec.setA(rec, register(<u32>load<u8>(candidate, 8), candidate, modRM));
  Rec.setB(rec, register(<u32>load<u8>(candidate, 9), candidate, modRM));
  if (isMemory) Rec.setAddress(rec, base, index, shift, displacement);
  else Rec.setNarrow(rec, addressSize);
  Rec.setImmediate(rec, immediate);
  ended = (layout & Layout.ENDS_BLOCK) != 0;
  if ((layout & Layout.STRING) != 0) settleString(rec, op);
  return rec + RECORD_SIZE;
}

/** A record that faults; rip stays on the instruction. */
function refuse(rec: usize, ahead: i32): usize {
  Rec.begin(rec, fetchFailed ? Op.FETCH_FAULT : Op.INVALID, ahead, start);
  Rec.setImmediate(rec, <i64>fetchFault);
  return rec + RECORD_SIZE;
}

function fetch(): u32 {
  if (<u64>at >= fetchEnd) {
    if (fetchFailed || !isExecutable(at)) {
      if (!fetchFailed) fetchFault = <u64>at;
      fetchFailed = true;
      return 0;
    }
    markDecoded(at);
    fetchEnd = (<u64>at | <u64>(PAGE_SIZE - 1)) + 1;
  }
  const byte = <u32>load<u8>(<usize>at);
  at++;
  return byte;
}

/** Looks at the next byte, which is fetched for good later; a candidate that needs one asks for it. */
function peek(): u32 {
  const byte = fetch();
  if (!fetchFailed) at--;
  return byte;
}

/** Little-endian, 1, 2, 4 or 8 bytes; the 3 of `enter` have no sign. */
function fetchSigned(size: u32): i64 {
  let value: u64 = 0;
  for (let bit: u32 = 0; bit < size * 8; bit += 8) value |= (<u64>fetch()) << (<u64>bit);
  if (size == 1) return <i64>(<i8>value);
  if (size == 2) return <i64>(<i16>value);
  if (size == 4) return <i64>(<i32>value);
  return <i64>value;
}

/** SDM volume 2, section 2.1.1. REX counts only right before the opcode; cs, ds, es and ss change nothing. */
function readPrefixes(): void {
  rex = 0;
  operandSize = false;
  addressSize = false;
  repeat = 0;
  lock = false;
  segment = REG_ZERO;
  while (at - start < LONGEST_INSTRUCTION && !fetchFailed) {
    const byte = peek();
    if (byte >>> 4 == 4) {
      rex = byte;
      at++;
      continue;
    }
    if (byte == 0x66) operandSize = true;
    else if (byte == 0x67) addressSize = true;
    else if (byte == 0xf2 || byte == 0xf3) repeat = byte;
    else if (byte == 0xf0) lock = true;
    else if (byte == 0x64) segment = REG_FS_BASE;
    else if (byte == 0x65) segment = REG_GS_BASE;
    else if (byte != 0x26 && byte != 0x2e && byte != 0x36 && byte != 0x3e) return;
    rex = 0;
    at++;
  }
}

/** The opcode's place in the first table: map * 256 + last byte. */
function readOpcode(): u32 {
  opcode = fetch();
  if (opcode != 0x0f) return opcode;
  opcode = fetch();
  let map: u32 = 1;
  if (opcode == 0x38 || opcode == 0x3a) {
    map = opcode == 0x38 ? 2 : 3;
    opcode = fetch();
  }
  return map * 256 + opcode;
}

/** The first candidate whose needs are met, or 0. */
function select(place: u32): usize {
  const first = <i32>load<u16>(<usize>(place * 2), DECODE_TABLE);
  if (first == NO_CANDIDATE || fetchFailed) return 0;
  let candidate = <usize>CANDIDATES + <usize>first * CANDIDATE_SIZE;
  while (true) {
    if (accepts(candidate)) return candidate;
    if (fetchFailed || (<i32>load<u8>(candidate, 6) & Layout.LAST) != 0) return 0;
    candidate += CANDIDATE_SIZE;
  }
}

function accepts(candidate: usize): bool {
  const needs = <i32>load<u8>(candidate, 4);
  if ((needs & Needs.REX_W) != 0 && (rex & 8) == 0) return false;
  if ((needs & Needs.PREFIX_66) != 0 && !operandSize) return false;
  if ((needs & Needs.PREFIX_67) != 0 && !addressSize) return false;
  if ((needs & Needs.PREFIX_F3) != 0 && repeat != 0xf3) return false;
  if ((needs & Needs.PREFIX_F2) != 0 && repeat != 0xf2) return false;
  if ((needs & Needs.NO_PREFIX) != 0 && (operandSize || repeat != 0)) return false;
  if ((needs & Needs.NO_REPEAT) != 0 && repeat != 0) return false;
  if ((needs & Needs.NO_REX_B) != 0 && (rex & 1) != 0) return false;
  const follows = <u32>load<u8>(candidate, 12);
  if (follows != 0) return peek() == follows;
  if ((<i32>load<u8>(candidate, 6) & Layout.MODRM) == 0) return true;
  const modRM = peek();
  const digit = <u32>load<u8>(candidate, 5);
  if (digit != 0xff && ((modRM >>> 3) & 7) != digit) return false;
  const op = modRM >>> 6 == 3 ? load<u16>(candidate) : load<u16>(candidate, 2);
  return <i32>op != Op.INVALID;
}

/** A register operand as its byte offset into the register file, for an xmm register from REG_XMM on. */
function register(slot: u32, candidate: usize, modRM: u32): u32 {
  let number: u32 = 0;
  switch (slot & 7) {
    case Slot.REG:
      number = ((modRM >>> 3) & 7) | ((rex & 4) << 1);
      break;
    case Slot.RM:
      if (modRM >>> 6 != 3) return <u32>IN_MEMORY;
      number = (modRM & 7) | ((rex & 1) << 3);
      break;
    case Slot.OPCODE:
      number = (opcode & 7) | ((rex & 1) << 3);
      break;
    case Slot.IMPLIED:
      return <u32>load<u8>(candidate, 10);
    default:
      return REG_ZERO;
  }
  if ((slot & Slot.BYTE) != 0 && rex == 0 && number >= 4 && number < 8) return (number - 4) * 8 + 1;
  return number * ((slot & Slot.XMM) != 0 ? 16 : 8);
}

/** ModRM, SIB and displacement (SDM volume 2, tables 2-2 and 2-3). */
function readAddress(modRM: u32): void {
  const mod = modRM >>> 6;
  const rm = modRM & 7;
  let displacementSize: u32 = mod == 1 ? 1 : mod == 2 ? 4 : 0;
  if (rm == 4) {
    const sib = fetch();
    const indexNumber = ((sib >>> 3) & 7) | ((rex & 2) << 2);
    if (indexNumber != 4) {
      index = indexNumber * 8;
      shift = sib >>> 6;
    }
    if ((sib & 7) == 5 && mod == 0) displacementSize = 4;
    else base = ((sib & 7) | ((rex & 1) << 3)) * 8;
  } else if (rm == 5 && mod == 0) {
    ripRelative = true;
    displacementSize = 4;
  } else base = (rm | ((rex & 1) << 3)) * 8;
  if (displacementSize != 0) displacement = fetchSigned(displacementSize);
}

/**
 * What base, index and displacement cannot say (a segment's base beside both, 32-bit arithmetic) goes into an ADDRESS
 * record, whose result the instruction then takes as its base.
 */
function settleAddress(rec: usize, ahead: i32, op: i32): usize {
  if (ripRelative) displacement += <i64>at;
  if (op == Op.LEA_R16_M || op == Op.LEA_R32_M || op == Op.LEA_R64_M) segment = REG_ZERO;
  if (segment == REG_ZERO && !addressSize) return rec;
  if (base == REG_RSP) displacement += popped(op);
  Rec.begin(rec, Op.ADDRESS, ahead, start);
  Rec.setA(rec, segment);
  Rec.setAddress(rec, base, index, shift, displacement);
  Rec.setImmediate(rec, addressSize ? 0xffff_ffff : -1);
  base = REG_ADDRESS;
  index = REG_ZERO;
  shift = 0;
  displacement = 0;
  return rec + RECORD_SIZE;
}

/** How far rsp has moved when pop asks where its operand lies, which an ADDRESS record has found out before. */
function popped(op: i32): i64 {
  if (op == Op.POP_M64) return 8;
  return op == Op.POP_M16 ? 2 : 0;
}

/** Its operation is the immediate, its source's segment the first register, its repeat prefix the second. */
function settleString(rec: usize, op: i32): void {
  Rec.setA(rec, segment);
  Rec.setB(rec, repeat);
  Rec.setImmediate(rec, op);
  if (repeat == 0 || op == Op.XLAT_M8) return;
  Rec.setOp(rec, Op.REPEAT);
  ended = true;
}

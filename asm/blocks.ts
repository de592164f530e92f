/** Blocks of decoded records: where they are kept, how they are found and chained, and when they are dropped. */

import {
  BLOCK_MAP,
  BLOCK_SLOTS,
  BREAKPOINT_COUNT,
  BREAKPOINTS,
  FAULT_ADDRESS,
  FAULT_SOURCE,
  HOT_AT,
  KEPT_RECORDS,
  NO_TRACE,
  Op,
  RESUME,
  STATE,
} from './abi';
import { clearDecoded, isExecutable } from './code-pages';
import { decodeInstruction, endedBlock } from './decode';
import { FIRST_RECORD, Rec, RECORD_SIZE } from './record';
import { Traces } from './traces';

/** Instructions in a block at most. */
export const LONGEST_BLOCK: i32 = 64;

/** Each instruction may take two records (see ADDRESS); a breakpoint and the pseudo-operation at the end take one each. */
const BLOCK_BYTES: usize = (2 * <usize>LONGEST_BLOCK + 2) * RECORD_SIZE;

/** Blocks that are cut short, and the record for a fetch that no block can hold, are built here and not kept. */
const SCRATCH: usize = FIRST_RECORD;
const NOWHERE: usize = SCRATCH + BLOCK_BYTES;
const ARENA: usize = NOWHERE + RECORD_SIZE;
const ARENA_END: usize = <usize>KEPT_RECORDS;

/**
 * EMPTY is no address of a block: an instruction there could only be one byte long, at the very end of 4 GiB.
 */
const SLOTS: u32 = BLOCK_SLOTS;
const SLOT_SIZE: u32 = 8;
const EMPTY: u32 = NO_TRACE;
const MOST_BLOCKS: u32 = (SLOTS * 3) / 4;

let top: usize = ARENA;
let blocks: u32 = 0;
/** Changes whenever records are dropped: a record may be chained to another of the same generation only. */
let generation: u32 = 0;

/** Drops every record and every trace: code has changed. The bytes stay as they are until the next block is decoded. */
export function flush(): void {
  if (blocks != 0 || Traces.exist()) reset();
}

function reset(): void {
  clearDecoded();
  Traces.drop();
  forget();
}

/** Drops every record; what traces rely on stays. */
function forget(): void {
  memory.fill(BLOCK_MAP, 0xff, SLOTS * SLOT_SIZE);
  // Nobody's key keeps the slot where EMPTY itself would be looked for from being found empty by a jump there.
  store<u32>(BLOCK_MAP + (EMPTY & (SLOTS - 1)) * SLOT_SIZE, 0);
  top = ARENA;
  blocks = 0;
  generation++;
}

// Memory comes full of zeros, which would be a block at address 0.
reset();

/** The block that starts at rip: the quick look for the usual case. */
export class Blocks {
  @inline static find(rip: u64, from: usize): usize {
    const slot = <usize>BLOCK_MAP + <usize>((<u32>rip & (SLOTS - 1)) * SLOT_SIZE);
    if (<u64>load<u32>(slot) == rip) return <usize>load<u32>(slot, 4);
    return lookUp(rip, from);
  }
}

/** @param from the record that jumps, calls or returns there, or 0. */
function lookUp(rip: u64, from: usize): usize {
  if (rip >= <u64>EMPTY || !isExecutable(<u32>rip)) return nowhere(rip, from);
  const key = <u32>rip;
  let slot = slotOf(key);
  if (load<u32>(slot) == key) return <usize>load<u32>(slot, 4);

  if (top + BLOCK_BYTES > ARENA_END || blocks >= MOST_BLOCKS) {
    forget();
    slot = slotOf(key);
  }
  const block = top;
  top = translate(key, block, LONGEST_BLOCK, Op.GOTO);
  blocks++;
  store<u32>(slot, key);
  store<u32>(slot, <u32>block, 4);
  return block;
}

/** The slot that holds a key, or the empty one where it belongs. */
function slotOf(key: u32): usize {
  let index = key & (SLOTS - 1);
  while (true) {
    const slot = <usize>BLOCK_MAP + <usize>(index * SLOT_SIZE);
    const found = load<u32>(slot);
    if (found == key || found == EMPTY) return slot;
    index = (index + 1) & (SLOTS - 1);
  }
}

/**
 * A record that faults: nothing can be fetched at rip. A run that starts there may go on where one was paused after
 * the jump; then the state still says which. Falling into it from the block before is no jump.
 */
function nowhere(rip: u64, from: usize): usize {
  let source: u64 = 0;
  if (from != 0) source = Rec.op(from) == Op.GOTO ? 0 : <u64>Rec.rip(from);
  else if (load<u64>(STATE, FAULT_ADDRESS) == rip) source = load<u64>(STATE, FAULT_SOURCE);
  Rec.begin(NOWHERE, Op.FETCH_FAULT, 0, 0);
  Rec.setDisplacement(NOWHERE, <i64>source);
  Rec.setImmediate(NOWHERE, <i64>rip);
  return NOWHERE;
}

/** Where a direct branch leads: looked up the first time, and kept in the record at `link`. */
export function resolve(rec: usize, link: usize, target: u64): usize {
  const before = generation;
  const block = lookUp(target, rec);
  if (block != NOWHERE && generation == before) store<u32>(link, <u32>block);
  return block;
}

/** A block at rip with at most `most` instructions: one that is there, or one that is not kept; `from` as for `lookUp`. */
export function passing(rip: u64, from: usize, most: i32): usize {
  if (most == 0 || rip >= <u64>EMPTY || !isExecutable(<u32>rip)) return shorten(lookUp(rip, from), most);
  const slot = slotOf(<u32>rip);
  if (load<u32>(slot) == <u32>rip && fits(<usize>load<u32>(slot, 4), most)) return <usize>load<u32>(slot, 4);
  translate(<u32>rip, SCRATCH, most, Op.PAUSE);
  return SCRATCH;
}

/** Whether a block is known to have at most `most` instructions. */
function fits(block: usize, most: i32): bool {
  const head = Rec.op(block);
  return (head == Op.COUNT || head == Op.ENTER) && Rec.displacement(block) <= <i64>most;
}

/** The block of `block`'s address with at most `most` instructions (0 and up), and a PAUSE where it is cut off. */
export function shorten(block: usize, most: i32): usize {
  if (most > 0) {
    if (block == NOWHERE || fits(block, most)) return block;
    translate(Rec.rip(block), SCRATCH, most, Op.PAUSE);
    return SCRATCH;
  }
  let rip = <u64>Rec.rip(block);
  if (block == NOWHERE) {
    rip = <u64>Rec.immediate(NOWHERE);
    store<u64>(STATE, rip, FAULT_ADDRESS);
    store<i64>(STATE, Rec.displacement(NOWHERE), FAULT_SOURCE);
  }
  Rec.begin(SCRATCH, Op.PAUSE, 0, 0);
  Rec.setImmediate(SCRATCH, <i64>rip);
  return SCRATCH;
}

/**
 * Decodes a block and ends it, where no instruction does, with `ending`. Returns the address behind it. A block that is
 * kept begins with a COUNT or an ENTER, whose displacement says how many instructions it has.
 */
function translate(start: u32, first: usize, most: i32, ending: i32): usize {
  let rec = first;
  let rip = start;
  let count = 0;
  while (true) {
    const stop = isBreakpoint(<u64>rip);
    if (count == most || (stop && count > 0)) {
      Rec.begin(rec, count == most ? ending : Op.GOTO, count, rip);
      Rec.setImmediate(rec, <i64>rip);
      // A GOTO keeps its target's record where a branch keeps the one when taken.
      Rec.setDisplacement(rec, 0);
      rec += RECORD_SIZE;
      break;
    }
    if (stop) {
      Rec.begin(rec, Op.BREAKPOINT, count, rip);
      rec += RECORD_SIZE;
    } else if (count == 0 && ending == Op.GOTO) {
      const trace = Traces.find(rip);
      Rec.begin(rec, trace == 0 ? Op.COUNT : Op.ENTER, 0, rip);
      Rec.setImmediate(rec, trace == 0 ? HOT_AT : <i64>trace);
      rec += RECORD_SIZE;
    }
    rec = decodeInstruction(rec, rip, count);
    const last = rec - RECORD_SIZE;
    count++;
    if (endedBlock()) break;
    rip += Rec.length(last);
  }
  const head = Rec.op(first);
  if (head == Op.COUNT || head == Op.ENTER) Rec.setDisplacement(first, <i64>count);
  return rec;
}

/** The next run, if it starts at rip, does not stop at a breakpoint there: its instruction is half done. */
export function passBreakpoint(rip: u64): void {
  if (isBreakpoint(rip)) store<u64>(STATE, rip, RESUME);
}

export function isBreakpoint(rip: u64): bool {
  const count = load<u32>(STATE, BREAKPOINT_COUNT);
  for (let index: u32 = 0; index < count; index++) {
    if (<u64>load<u32>(<usize>STATE + <usize>(index * 4), BREAKPOINTS) == rip) return true;
  }
  return false;
}

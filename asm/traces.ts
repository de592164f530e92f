/** Traces: blocks that the host has compiled to WebAssembly, and what they need of the machine (src/machine/traces). */

import { KEPT_RECORDS, Op, TRACE_SLOTS, TRACES } from './abi';
import { decodeInstruction } from './decode';
import { Rec, RECORD_SIZE } from './record';

const SLOT_SIZE: u32 = 8;
const KEPT_END: usize = <usize>TRACES;
/** An instruction takes two records at most, and the one that ends it. */
const KEPT_SIZE: usize = 3 * RECORD_SIZE;

let kept: usize = <usize>KEPT_RECORDS;
/** Whether the map may hold any. */
let exist: bool = true;

export class Traces {
  /** The index in the table of functions, or 0. */
  @inline static find(rip: u32): u32 {
    const slot = <usize>TRACES + <usize>((rip & (TRACE_SLOTS - 1)) * SLOT_SIZE);
    return load<u32>(slot) == rip ? load<u32>(slot, 4) : 0;
  }

  @inline static exist(): bool {
    return exist;
  }

  static drop(): void {
    if (exist) memory.fill(TRACES, 0xff, TRACE_SLOTS * SLOT_SIZE);
    exist = false;
    kept = <usize>KEPT_RECORDS;
  }
}

/** The host has written into the map. */
export function adopt(): void {
  exist = true;
}

/** A record for the instruction at rip that stays as long as traces do, followed by a PAUSE; 0 when there is no room. */
export function keep(rip: u32): usize {
  if (kept + KEPT_SIZE > KEPT_END) return 0;
  const rec = kept;
  kept = decodeInstruction(rec, rip, 0);
  Rec.begin(kept, Op.PAUSE, 0, rip);
  kept += RECORD_SIZE;
  return rec;
}

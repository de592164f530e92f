/** The table of switches. */

import type { Runtime, SwitchReason } from '../runtime/index.ts';
import { named, type NamedAddress } from './names.ts';

export interface SwitchRow {
  /** Counts from 1. */
  readonly number: number;
  /** Instructions retired when it was decided. */
  readonly instruction: number;
  /** The system call that asked for it. */
  readonly at: NamedAddress;
  readonly from: { readonly id: number; readonly name: string };
  readonly to: { readonly id: number; readonly name: string };
  readonly why: SwitchReason;
  /** What was saved, and what was loaded. */
  readonly rspBefore: NamedAddress;
  readonly rspAfter: NamedAddress;
}

export interface SwitchTable {
  /** The latest ones, oldest first. */
  readonly rows: readonly SwitchRow[];
  /** Earlier ones that are no longer recorded. */
  readonly dropped: number;
}

export function switchTable(runtime: Runtime): SwitchTable {
  const rows = runtime.switches.map(
    ({ number, instruction, address, from, to, fromName, toName, why, rspBefore, rspAfter }): SwitchRow => ({
      number,
      instruction,
      at: named(runtime, address),
      from: { id: from, name: fromName },
      to: { id: to, name: toName },
      why,
      rspBefore: named(runtime, rspBefore),
      rspAfter: named(runtime, rspAfter),
    }),
  );
  return { rows, dropped: runtime.switchCount - rows.length };
}

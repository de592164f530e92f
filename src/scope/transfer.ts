/** What one switch does, watched instruction by instruction: which field is saved where, which is loaded from where. */

import {
  CONTEXT_FIELDS,
  isSwitching,
  type ContextField,
  type Runtime,
  type SwitchReason,
} from '../runtime/index.ts';
import { contextAccesses, type ContextAccess } from './context-access.ts';
import type { ThreadName } from './contexts.ts';
import { located, type CodeAddress } from './names.ts';
import { ripOf } from './registers.ts';

export interface Transfer {
  /** The switch's. */
  readonly number: number;
  readonly from: ThreadName;
  readonly to: ThreadName;
  readonly why: SwitchReason;
  /** The system call that asked for it. */
  readonly at: CodeAddress;
  /** Instructions retired when it was decided, and when it was over. */
  readonly began: number;
  readonly ended: number;
  /** Of each field of a context. */
  readonly fields: readonly FieldTransfer[];
}

export interface FieldTransfer {
  readonly field: ContextField;
  /** To the old thread's context; null when nothing was. */
  readonly saved: Moved | null;
  /** From the new thread's. */
  readonly loaded: Moved | null;
}

/** Where the 8 bytes lie, what they are, and the instruction that moved them; the last one, if several did. */
export interface Moved {
  readonly address: bigint;
  readonly value: bigint;
  readonly by: CodeAddress;
  /** Instructions retired by then, that one included. */
  readonly instruction: number;
}

/** As many instructions as the longest `switch` may take. */
const MOST_STEPS = 1_000;

/**
 * Runs the program, which is about to make the system call of a switch, until the switch is over.
 *
 * @returns undefined when there was none.
 */
export function followSwitch(runtime: Runtime): Transfer | undefined {
  const before = runtime.switchCount;
  const moves: { readonly access: ContextAccess; readonly moved: Moved }[] = [];
  for (let steps = 0; steps < MOST_STEPS && (steps === 0 || isSwitching(runtime.process)); steps++) {
    const rip = ripOf(runtime);
    const accesses = contextAccesses(runtime, rip).filter(({ size }) => size === 8);
    const loads = new Map(accesses.map((access) => [access, wordAt(runtime, access)]));
    runtime.machine.passBreakpoint();
    if (runtime.run({ maxInstructions: 1 }).kind !== 'limit') break;
    for (const access of accesses) {
      const { address } = access;
      const value = access.kind === 'read' ? loads.get(access)! : wordAt(runtime, access);
      const { instructions: instruction } = runtime;
      moves.push({ access, moved: { address, value, by: located(runtime, rip), instruction } });
    }
  }
  const record = runtime.switchCount > before ? runtime.lastSwitch : undefined;
  if (!record) return undefined;
  const moved = (kind: ContextAccess['kind'], thread: number, field: ContextField): Moved | null => {
    const address = BigInt(runtime.process.layout.record(thread) + CONTEXT_FIELDS.indexOf(field) * 8);
    return moves.findLast(({ access }) => access.kind === kind && access.address === address)?.moved ?? null;
  };
  return {
    number: record.number,
    from: { id: record.from, name: record.fromName },
    to: { id: record.to, name: record.toName },
    why: record.why,
    at: located(runtime, record.address),
    began: record.instruction,
    ended: runtime.instructions,
    fields: CONTEXT_FIELDS.map((field) => ({
      field,
      saved: moved('write', record.from, field),
      loaded: moved('read', record.to, field),
    })),
  };
}

function wordAt({ machine }: Runtime, { address }: ContextAccess): bigint {
  return machine.readU64(Number(address));
}

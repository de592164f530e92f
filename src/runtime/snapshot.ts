/** A whole run at one moment, as plain data; what it has in common with the snapshot before is shared. */

import type { MachineSnapshot } from '../machine/index.ts';
import type { EventLogSnapshot } from './event-log.ts';
import type { FilesSnapshot } from './outside/files.ts';
import type { Deadlock, Exit, Halted } from './outcome.ts';
import type { OutputSnapshot } from './output.ts';
import type { Process } from './process.ts';
import { forgetParts } from './stacks/stack-parts.ts';
import type { SwitchLogSnapshot } from './threads/switch-log.ts';
import type { ThreadTableSnapshot } from './threads/thread-table.ts';
import type { Turn } from './threads/turn.ts';
import type { WaitsSnapshot } from './threads/waits.ts';

export interface Snapshot {
  readonly machine: MachineSnapshot;
  readonly threads: ThreadTableSnapshot;
  /** Its place among the process's. */
  readonly policy: number;
  readonly waits: WaitsSnapshot;
  readonly files: FilesSnapshot;
  readonly pool: readonly number[];
  readonly idle: number;
  readonly turn: Turn;
  readonly switches: SwitchLogSnapshot;
  readonly events: EventLogSnapshot | undefined;
  readonly brk: number;
  readonly output: OutputSnapshot;
  readonly ended: Exit | Halted | Deadlock | undefined;
}

export function snapshot(process: Process): Snapshot {
  const {
    machine,
    threads,
    policy,
    policies,
    waits,
    files,
    pool,
    idle,
    turn,
    switches,
    events,
    heap,
    output,
    ended,
  } = process;
  return {
    machine: machine.snapshot(),
    threads: threads.snapshot(),
    policy: policies.indexOf(policy),
    waits: waits.snapshot(),
    files: files.snapshot(),
    pool,
    idle,
    turn,
    switches: switches.snapshot(),
    events: events?.snapshot(),
    brk: heap.brk,
    output: output.snapshot(),
    ended,
  };
}

/** @throws RangeError when the machine has not as much memory as that of the snapshot. */
export function restore(process: Process, to: Snapshot): void {
  process.machine.restore(to.machine);
  forgetParts(process);
  process.threads.restore(to.threads);
  process.policy = process.policies[to.policy] ?? process.policy;
  process.waits.restore(to.waits);
  process.files.restore(to.files);
  process.pool = to.pool;
  process.idle = to.idle;
  process.turn = to.turn;
  process.switches.restore(to.switches);
  if (to.events) process.events?.restore(to.events);
  process.heap.brk = to.brk;
  process.output.restore(to.output);
  process.ended = to.ended;
}

/** Green threads on the machine. */

export { NoAvailableThread, NoRuntime, ProgramError, UnknownLabel } from './errors.ts';
export { DEFAULT_STACK_SIZE, MAX_THREADS, STACK_MODES, type StackMode } from './layout.ts';
export {
  KEPT_BYTES,
  type BlockEvent,
  type DeadlockEvent,
  type ExitEvent,
  type FaultEvent,
  type RuntimeEvent,
  type SpawnEvent,
  type SwitchEvent,
  type WakeEvent,
  type WriteEvent,
} from './event-log.ts';
export type { Deadlock, Exit, Faulted, Halted, Limit, Outcome, Signal, Stopped } from './outcome.ts';
export type { RunOptions, Until } from './run.ts';
export type { PolicyChoice } from './policies/choice.ts';
export { Runtime, type RuntimeOptions } from './runtime.ts';
export type { Snapshot } from './snapshot.ts';
export type { SwitchReason, SwitchRecord } from './switch-log.ts';
export { CONTEXT_FIELDS, Thread, ThreadContext, type ContextField, type Stack } from './thread.ts';
export { State } from './thread-table.ts';
export type { Wait } from './waits.ts';
export { isSwitching } from './yield.ts';

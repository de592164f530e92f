/** Green threads on the machine. */

export { NoAvailableThread, NoRuntime, ProgramError, UnknownLabel } from './errors.ts';
export { DEFAULT_STACK_SIZE, MAX_THREADS } from './stacks/layout.ts';
export { STACK_MODES, type StackMode } from './stacks/modes.ts';
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
export type { PolicyChoice } from './threads/policies/choice.ts';
export { Runtime, type RuntimeOptions } from './runtime.ts';
export type { Snapshot } from './snapshot.ts';
export type { SwitchReason, SwitchRecord } from './threads/switch-log.ts';
export { CONTEXT_FIELDS, Thread, ThreadContext, type ContextField, type Stack } from './threads/thread.ts';
export { State } from './threads/thread-table.ts';
export type { Wait } from './threads/waits.ts';
export { isSwitching } from './threads/yield.ts';

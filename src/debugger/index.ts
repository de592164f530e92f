/** Stopping a program, and going along its run in both directions. */

export {
  Debugger,
  type DebuggerOptions,
  type Destination,
  type Journey,
  type JourneyOptions,
  type OnwardOptions,
  type WatchOptions,
} from './debugger.ts';
export type { Target } from './points.ts';
export type {
  Breakpoint,
  Condition,
  DebuggerStop,
  RegisterWatchpoint,
  StopReason,
  Watchpoint,
  WatchKind,
} from './stops.ts';

/**
 * Fiberscope: green threads on a tiny x86-64 machine, and what they look like inside.
 *
 *     import { assemble, Runtime } from 'fiberscope';
 *
 *     const runtime = new Runtime(assemble(source, { name: 'demo.s' }));
 *     runtime.spawn('worker', 42);
 *     runtime.run();
 *     console.log(runtime.output, runtime.threads[1]?.ctx.rsp);
 *
 * What compilers make is read by `readObject(bytes, name)` and `readExecutable(bytes, name)`; a Runtime takes objects,
 * which it links, or an executable.
 *
 * A Debugger goes along a run in both directions: `new Debugger(runtime).runTo({ switch: 3 })`, then `stepBack()`.
 *
 * Guest addresses and registers are bigints, sizes are bytes, time is retired instructions.
 *
 * @module
 */

export {
  assemble,
  AssemblyError,
  formatDiagnostic,
  type AssembleOptions,
  type Diagnostic,
} from './assembler/index.ts';
export {
  Debugger,
  type Breakpoint,
  type Condition,
  type DebuggerOptions,
  type DebuggerStop,
  type Destination,
  type Journey,
  type JourneyOptions,
  type OnwardOptions,
  type RegisterWatchpoint,
  type StopReason,
  type Target,
  type Watchpoint,
  type WatchKind,
  type WatchOptions,
} from './debugger/index.ts';
export type { Image, ImageLine, ImageSymbol, PlacedSection, ProgramHeaders, Segment } from './elf/image.ts';
export { LinkError, type LinkProblem } from './elf/link.ts';
export type { ObjectFile } from './elf/object.ts';
export { ElfError } from './elf/problem.ts';
export { readExecutable, type ExecutableOptions } from './elf/read-executable.ts';
export { readObject } from './elf/read-object.ts';
export {
  AddressError,
  Machine,
  type MachineFault,
  type MachineSnapshot,
  type RegisterName,
  type Watch,
} from './machine/index.ts';
export {
  DEFAULT_STACK_SIZE,
  MAX_THREADS,
  NoAvailableThread,
  NoRuntime,
  ProgramError,
  State,
  UnknownLabel,
  type BlockEvent,
  type Deadlock,
  type DeadlockEvent,
  type Exit,
  type ExitEvent,
  type Faulted,
  type FaultEvent,
  type Halted,
  type Limit,
  type Outcome,
  type PolicyChoice,
  type RunOptions,
  type RuntimeEvent,
  type Signal,
  type Snapshot,
  type SpawnEvent,
  type StackMode,
  type Stack,
  type Stopped,
  type SwitchEvent,
  type SwitchReason,
  type SwitchRecord,
  type Thread,
  type ThreadContext,
  type Until,
  type Wait,
  type WakeEvent,
  type WriteEvent,
} from './runtime/index.ts';
export {
  bigintAsHex,
  changes,
  CheckedRuntime as Runtime,
  contexts,
  explain,
  faultReport,
  followSwitch,
  formatPlace,
  placeOf,
  stacks,
  switchTable,
  timeline,
  traceEvents,
  traceJson,
  waiting,
  watchStep,
  type Area,
  type Change,
  type Changing,
  type CheckedRuntimeOptions as RuntimeOptions,
  type CheckOptions,
  type CodeAddress,
  type ContextAccess,
  type ContextsOptions,
  type ContextsReport,
  type ContextValues,
  type Explanation,
  type FaultAccess,
  type FaultReport,
  type FaultSource,
  type FieldTransfer,
  type Finding,
  type FindingCode,
  type FrameReport,
  type InstructionReport,
  type Leave,
  type LiveRegisters,
  type Mark,
  type MemoryWrite,
  type Moment,
  type NamedAddress,
  type OperandAddress,
  type Place,
  type Registers,
  type Slot,
  type SlotKind,
  type SlotsOptions,
  type SourceLine,
  type Span,
  type SpanState,
  type StackReport,
  type StacksOptions,
  type StacksReport,
  type StepReport,
  type SwitchingReport,
  type SwitchRow,
  type SwitchTable,
  type ThreadName,
  type ThreadReport,
  type ThreadStack,
  type Timeline,
  type TraceEvent,
  type Transfer,
  type Waiting,
  type WaitReport,
} from './scope/index.ts';

/** What people look at, as plain data. */

export { changes, type Change, type Changing } from './changes.ts';
export type { ContextAccess } from './context-access.ts';
export { Checker, type CheckOptions } from './checks/check.ts';
export { CheckedRuntime, type CheckedRuntimeOptions } from './checks/checked-runtime.ts';
export type { Finding, FindingCode, Moment } from './checks/finding.ts';
export {
  contexts,
  type ContextsOptions,
  type ContextsReport,
  type InstructionReport,
  type Leave,
  type StackReport,
  type SwitchingReport,
  type ThreadName,
  type ThreadReport,
} from './contexts.ts';
export { faultReport, formatSize, type FaultAccess, type FaultReport, type FaultSource } from './fault.ts';
export { explain, type Explanation, type OperandAddress } from './explain/explain.ts';
export { bigintAsHex } from './json.ts';
export { lanesOf, Scale, type Lane } from './lanes.ts';
export { lanesSvg } from './lanes-svg.ts';
export { grouped, hex, timeText } from './numbers.ts';
export { threadTitle, waitText } from './wait-words.ts';
export {
  formatPlace,
  named,
  nameOfValue,
  placeOf,
  type CodeAddress,
  type NamedAddress,
  type Place,
  type SourceLine,
} from './names.ts';
export type { ContextValues, LiveRegisters } from './registers.ts';
export type { Slot, SlotKind, SlotsOptions } from './slots.ts';
export {
  stacks,
  type Area,
  type FrameReport,
  type StacksOptions,
  type StacksReport,
  type ThreadStack,
} from './stacks.ts';
export { Printed, type PrintedLine } from './printed.ts';
export { statistics, type Statistics } from './statistics.ts';
export { registersOf, watchStep, type MemoryWrite, type Registers, type StepReport } from './step.ts';
export { switchTable, type SwitchRow, type SwitchTable } from './switches.ts';
export { ticks } from './ticks.ts';
export {
  timeline,
  timelineOf,
  type Mark,
  type Recording,
  type Span,
  type SpanState,
  type Timeline,
} from './timeline.ts';
export { traceEvents, traceJson, type TraceEvent } from './trace-events.ts';
export { followSwitch, type FieldTransfer, type Moved, type Transfer } from './transfer.ts';
export { waiting, type Waiting, type WaitReport } from './waiting.ts';

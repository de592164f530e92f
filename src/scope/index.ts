/** What people look at, as plain data. */

export { Checker, type CheckOptions } from './checks/check.ts';
export { CheckedRuntime, type CheckedRuntimeOptions } from './checks/checked-runtime.ts';
export type { Finding, FindingCode, Moment, SourceLine, ThreadName } from './checks/finding.ts';
export {
  contexts,
  type ContextsOptions,
  type ContextsReport,
  type StackReport,
  type ThreadReport,
} from './contexts.ts';
export { faultReport, formatSize, type FaultAccess, type FaultReport, type FaultSource } from './fault.ts';
export { bigintAsHex } from './json.ts';
export { formatPlace, named, nameOfValue, placeOf, type NamedAddress, type Place } from './names.ts';
export type { ContextValues } from './registers.ts';
export type { Slot, SlotKind } from './slots.ts';
export { statistics, type Statistics } from './statistics.ts';
export { switchTable, type SwitchRow, type SwitchTable } from './switches.ts';

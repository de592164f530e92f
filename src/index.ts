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
export type { Image, ImageLine, ImageSymbol, PlacedSection, ProgramHeaders, Segment } from './elf/image.ts';
export { LinkError, type LinkProblem } from './elf/link.ts';
export type { ObjectFile } from './elf/object.ts';
export { ElfError } from './elf/problem.ts';
export { readExecutable, type ExecutableOptions } from './elf/read-executable.ts';
export { readObject } from './elf/read-object.ts';
export { AddressError, Machine, type MachineFault, type RegisterName } from './machine/index.ts';
export {
  DEFAULT_STACK_SIZE,
  MAX_THREADS,
  NoAvailableThread,
  NoRuntime,
  ProgramError,
  Runtime,
  State,
  UnknownLabel,
  type Exit,
  type Faulted,
  type Halted,
  type Limit,
  type Outcome,
  type RunOptions,
  type RuntimeOptions,
  type Signal,
  type Stack,
  type Stopped,
  type SwitchReason,
  type SwitchRecord,
  type Thread,
  type ThreadContext,
  type Until,
} from './runtime/index.ts';
export {
  bigintAsHex,
  changes,
  contexts,
  faultReport,
  followSwitch,
  formatPlace,
  placeOf,
  stacks,
  switchTable,
  type Area,
  type Change,
  type Changing,
  type CodeAddress,
  type ContextAccess,
  type ContextsOptions,
  type ContextsReport,
  type ContextValues,
  type FaultAccess,
  type FaultReport,
  type FaultSource,
  type FieldTransfer,
  type FrameReport,
  type InstructionReport,
  type Leave,
  type LiveRegisters,
  type Moved,
  type NamedAddress,
  type Place,
  type Slot,
  type SlotKind,
  type SlotsOptions,
  type SourceLine,
  type StackReport,
  type StacksOptions,
  type StacksReport,
  type SwitchingReport,
  type SwitchRow,
  type SwitchTable,
  type ThreadName,
  type ThreadReport,
  type ThreadStack,
  type Transfer,
} from './scope/index.ts';

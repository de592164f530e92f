/** What has gone wrong, for people: the data of the report that a fault ends with. */

import { Fault, Mxcsr } from '../../asm/abi.ts';
import { PAGE } from '../elf/place.ts';
import { LONGEST_INSTRUCTION, refusedBytes, type Instruction, type Refusal } from '../isa/index.ts';
import { GENERAL_REGISTERS, type GeneralRegister, type MachineFault } from '../machine/index.ts';
import type { Faulted, Halted, Runtime, Signal } from '../runtime/index.ts';
import { outermostPart, stackOf } from '../runtime/stacks/stack-parts.ts';
import { disassemble, instructionAt } from './code.ts';
import { stackReport, type StackReport } from './contexts.ts';
import { ripOf } from './registers.ts';
import {
  formatPlace,
  located,
  named,
  nameOfValue,
  placeOf,
  type CodeAddress,
  type NamedAddress,
  type Place,
  type SourceLine,
} from './names.ts';

export interface FaultReport {
  /** In a few words: `stack overflow`, `return address smashed`, `division by zero, ...`. */
  readonly title: string;
  readonly signal: Signal;
  /** The exit status that Linux would report. */
  readonly status: number;
  readonly thread: { readonly id: number; readonly name: string };
  /** Its number, from 1: so many have been executed before, and one more would have been. */
  readonly instruction: number;
  readonly rip: NamedAddress;
  /** The source line that the instruction comes from. */
  readonly line: SourceLine | null;
  /** The instruction; null where nothing can be fetched or decoded. */
  readonly disassembly: string | null;
  /** The bytes at rip, at most 15; empty where nothing can be fetched. */
  readonly bytes: Uint8Array;
  /** Of an instruction that other processors have. */
  readonly refusal: Refusal | null;
  /** The memory that the access or the fetch wanted; null for faults that touch none. */
  readonly access: FaultAccess | null;
  /** For a fetch fault, the jump, call or return that led there. */
  readonly source: FaultSource | null;
  readonly registers: Readonly<Record<GeneralRegister | 'rip' | 'rflags', bigint>>;
  /** What the registers point to, for those that do. */
  readonly registerNames: Readonly<Partial<Record<GeneralRegister, string>>>;
  readonly stack: StackReport;
}

export interface FaultAccess {
  readonly kind: 'read' | 'write' | 'execute';
  readonly address: bigint;
  /** In bytes. */
  readonly size: number;
  /** What lies there: `the guard page of thread 2's stack, 2 MiB, all used`. */
  readonly place: string;
}

export interface FaultSource extends CodeAddress {
  readonly disassembly: string;
}

/** The report for a run that has just ended so; the machine must still be as it was then. */
export function faultReport(runtime: Runtime, outcome: Faulted | Halted): FaultReport {
  const { machine, current } = runtime;
  const thread = runtime.thread(current);
  const halted = outcome.kind === 'halt';
  const rip = ripOf(runtime);
  const instruction = instructionAt(runtime, rip);
  const access = halted ? null : accessOf(runtime, outcome);
  const source = halted ? null : sourceOf(runtime, outcome.fault.source);
  const refusal =
    instruction || halted ? null : (refusedBytes(bytesAt(runtime, rip, LONGEST_INSTRUCTION)) ?? null);
  const registers = Object.fromEntries([
    ...[...GENERAL_REGISTERS, 'rflags' as const].map((name) => [name, machine.getRegister(name)]),
    ['rip', rip],
  ]) as FaultReport['registers'];
  const names = GENERAL_REGISTERS.map((name) => [name, nameOfValue(runtime, registers[name])] as const);
  return {
    title: halted ? 'privileged instruction' : titleOf(runtime, outcome, source, instruction, refusal),
    signal: outcome.signal,
    status: outcome.status,
    thread: { id: thread.id, name: thread.name },
    instruction: runtime.instructions + (halted ? 0 : 1),
    rip: named(runtime, rip),
    line: located(runtime, rip).line,
    disassembly: instruction ? disassemble(runtime, instruction) : null,
    bytes: bytesAt(runtime, rip, instruction?.length),
    refusal,
    access,
    source,
    registers,
    registerNames: Object.fromEntries(names.filter(([, name]) => name !== undefined)),
    stack: stackReport(runtime, thread),
  };
}

const ACCESSES: ReadonlyMap<Fault, FaultAccess['kind']> = new Map([
  [Fault.READ, 'read'],
  [Fault.WRITE, 'write'],
  [Fault.EXECUTE, 'execute'],
]);

function accessOf(runtime: Runtime, { fault }: Faulted): FaultAccess | null {
  const kind = ACCESSES.get(fault.kind);
  if (!kind) return null;
  const { address, size } = fault;
  return { kind, address, size, place: placeText(runtime, kind, placeOf(runtime, address)) };
}

function placeText(runtime: Runtime, kind: FaultAccess['kind'], place: Place): string {
  const text = formatPlace(place);
  if (place.kind === 'guard') {
    const thread = runtime.thread(place.thread);
    const { size } = thread.stack;
    const full = place.thread === runtime.current && isStackUsedUp(runtime, place.thread);
    return `${text}, ${formatSize(size)}${full ? ', all used' : ''}`;
  }
  if (place.kind === 'reserved') {
    const { size, held } = runtime.thread(place.thread).stack;
    return `${text}, of whose ${formatSize(size)} ${formatSize(held)} are committed`;
  }
  if (place.kind === 'nothing' || place.kind === 'null' || place.kind === 'machine') return text;
  if (place.kind === 'top') return text;
  return `${text}, which may not be ${{ read: 'read', write: 'written', execute: 'executed' }[kind]}`;
}

function titleOf(
  runtime: Runtime,
  { fault }: Faulted,
  source: FaultSource | null,
  instruction: Instruction | undefined,
  refusal: Refusal | null,
): string {
  const place = placeOf(runtime, fault.address);
  switch (fault.kind) {
    case Fault.DIVIDE:
      return 'divide error: division by zero, or a quotient that does not fit';
    case Fault.TRAP:
      return 'breakpoint trap';
    case Fault.INVALID_OPCODE:
      if (refusal) return `invalid opcode: ${refusal.extension}, which this machine does not have`;
      return instruction ? 'invalid opcode' : 'invalid opcode: no instruction';
    case Fault.GENERAL_PROTECTION:
      return protectionTitle(fault, instruction?.form.mnemonic);
    case Fault.FLOATING_POINT_CONTROL:
      return controlTitle(Number(fault.address));
    case Fault.EXECUTE:
      if (source?.disassembly.startsWith('ret')) return 'return address smashed';
      if (source) return `${source.disassembly.split(' ')[0]} to nowhere`;
      return 'execution ran into memory that is not code';
    default:
      if (place.kind === 'guard' && place.thread === runtime.current) return overflowTitle(runtime);
      if (place.kind === 'reserved' && place.thread === runtime.current)
        return 'stack overflow: the guard page has been skipped';
      if (isAboveStack(runtime, fault.address)) return 'stack underflow';
      return `page fault on a ${fault.kind === Fault.WRITE ? 'write' : 'read'}`;
  }
}

/** Stacks that grow on demand end when there is no memory left, or when nobody has asked. */
function overflowTitle(runtime: Runtime): string {
  if (!runtime.process.layout.moves) return 'stack overflow';
  const name = runtime.process.symbols.labelOf(ripOf(runtime))?.name;
  if (name === '__stack_full') return 'stack overflow: there is no memory for more stack';
  return `stack overflow: ${name ?? 'the code'} does not ask for more stack, as gcc -fsplit-stack has functions do`;
}

function protectionTitle({ address }: MachineFault, mnemonic = ''): string {
  if ((address & 0xfn) !== 0n)
    return `misaligned operand: ${mnemonic} takes a multiple of 16, which 0x${address.toString(16)} is not`;
  if (/^(?:ldmxcsr|fxrstor)/.test(mnemonic)) return 'general protection: bits of mxcsr that do not exist';
  if (mnemonic === 'int') return 'interrupt that no program may raise: system calls are made by syscall';
  return 'privileged instruction';
}

/** What a value of MXCSR asks for that the machine does not do. */
function controlTitle(mxcsr: number): string {
  const wishes = [
    mxcsr & Mxcsr.ROUNDING && 'rounding other than to nearest',
    mxcsr & Mxcsr.FLUSH_TO_ZERO && 'flushing results to zero',
    mxcsr & Mxcsr.DENORMALS_ARE_ZEROS && 'taking denormals for zeros',
    ~mxcsr & Mxcsr.EXCEPTION_MASKS && 'floating-point exceptions',
  ].filter((wish) => typeof wish === 'string');
  return `not supported: mxcsr 0x${mxcsr.toString(16)} asks for ${wishes.join(' and ')}`;
}

/** In what lies above the running thread's stack: the guard of the one before. */
function isAboveStack({ process, current }: Runtime, address: bigint): boolean {
  if (outermostPart(process, current).top !== process.layout.stack(current).top) return false;
  const { base, top } = current === 0 ? process.layout.above : process.layout.guard(current - 1);
  return address >= base && address < top;
}

/** Whether the running thread's rsp has come to the end of its stack. */
function isStackUsedUp({ machine, process }: Runtime, id: number): boolean {
  const { base, size } = stackOf(process, id);
  return machine.getRegister('rsp') < base + Math.min(PAGE, size / 8);
}

function sourceOf(runtime: Runtime, address: bigint): FaultSource | null {
  const instruction = instructionAt(runtime, address);
  if (!instruction) return null;
  return { ...located(runtime, address), disassembly: disassemble(runtime, instruction) };
}

/** Of the instruction, or when there is none, what lies there up to the next 8 bytes. */
function bytesAt({ machine }: Runtime, address: bigint, length = 8): Uint8Array {
  const end = BigInt(machine.size);
  if (machine.permissionAt(address) === 0 || address >= end) return new Uint8Array();
  return machine.read(Number(address), Math.min(length, Number(end - address)));
}

/** `2 MiB`, `64 KiB`, `100 bytes`. */
export function formatSize(bytes: number): string {
  for (const [unit, size] of [
    ['MiB', 1 << 20],
    ['KiB', 1 << 10],
  ] as const) {
    if (bytes >= size && bytes % size === 0) return `${bytes / size} ${unit}`;
  }
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

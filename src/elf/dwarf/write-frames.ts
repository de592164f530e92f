/** `.debug_frame`: how a debugger comes from a function's registers to its caller's (DWARF 5, section 6.4). */

import { Writer } from './cursor.ts';

/** What holds from an instruction up to the next row. */
export interface FrameRow {
  /** Of the instruction, from the function's start. */
  readonly offset: number;
  /** The address above the return address: a register, and so many bytes more. */
  readonly base: 'rsp' | 'rbp';
  readonly distance: number;
  /** Registers that the function has put on the stack: how many bytes below that address. */
  readonly saved: ReadonlyMap<string, number>;
}

export interface FunctionFrames {
  readonly start: number;
  readonly size: number;
  /** By rising offset, the first at 0. */
  readonly rows: readonly FrameRow[];
  /** Nobody has called it. */
  readonly outermost: boolean;
}

/** DWARF's numbers for registers (System V ABI for x86-64, table 3.36). */
const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'rax', 'rdx', 'rcx', 'rbx', 'rsi', 'rdi', 'rbp', 'rsp',
    'r8', 'r9', 'r10', 'r11', 'r12', 'r13', 'r14', 'r15', 'rip',
  ].map((name, number) => [name, number]),
); // prettier-ignore

const RETURN_ADDRESS = NUMBERS['rip']!;

const Instruction = {
  ADVANCE: 0x04,
  UNDEFINED: 0x07,
  DEFINE: 0x0c,
  OFFSET: 0x80,
  RESTORE: 0xc0,
} as const;

const COMMON = 0xffff_ffff;
const VERSION = 4;
const ADDRESS_SIZE = 8;
/** Offsets count in words, downwards. */
const FACTOR = -8;

export function frameSection(functions: readonly FunctionFrames[]): Uint8Array {
  const section = entry(commonInformation());
  for (const one of functions) section.append(entry(description(one)));
  return section.bytes();
}

/** With its length before it. */
function entry(body: Writer): Writer {
  while (body.length % ADDRESS_SIZE !== 4) body.u8(0);
  return new Writer().u32(body.length).append(body);
}

/** What holds where a function begins: the return address is on top of the stack. */
function commonInformation(): Writer {
  const body = new Writer().u32(COMMON).u8(VERSION).string('').u8(ADDRESS_SIZE).u8(0);
  body.unsigned(1).signed(FACTOR).unsigned(RETURN_ADDRESS);
  body.u8(Instruction.DEFINE).unsigned(NUMBERS['rsp']!).unsigned(8);
  return body.u8(Instruction.OFFSET | RETURN_ADDRESS).unsigned(1);
}

function description({ start, size, rows, outermost }: FunctionFrames): Writer {
  const body = new Writer().u32(0).u64(BigInt(start)).u64(BigInt(size));
  if (outermost) body.u8(Instruction.UNDEFINED).unsigned(RETURN_ADDRESS);
  let at = 0;
  let saved: FrameRow['saved'] = new Map();
  for (const row of rows) {
    if (row.offset > at) body.u8(Instruction.ADVANCE).u32(row.offset - at);
    at = row.offset;
    body.u8(Instruction.DEFINE).unsigned(NUMBERS[row.base]!).unsigned(row.distance);
    for (const [name, below] of row.saved) {
      if (saved.get(name) !== below) body.u8(Instruction.OFFSET | NUMBERS[name]!).unsigned(below / -FACTOR);
    }
    for (const name of saved.keys()) if (!row.saved.has(name)) body.u8(Instruction.RESTORE | NUMBERS[name]!);
    saved = row.saved;
  }
  return body;
}

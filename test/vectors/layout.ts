/**
 * Where the vectors' code and data lie, on the real processor as on the machine, and what is there before an
 * instruction runs. All of it is below 64 MiB, so that it fits a small machine and 32-bit addresses.
 */

/** The instruction stands at CODE; branches lead 0x800 bytes to either side at most. */
export const CODE_PAGE = 0x100_0000;
export const CODE = CODE_PAGE + 0x800;
/** One page that instructions read, write and use as their stack. */
export const DATA = 0x200_0000;
export const DATA_SIZE = 0x1000;
/** Every access falls here, and rsp starts here where an instruction uses the stack. */
export const DATA_MIDDLE = DATA + 0x800;
export const GS_BASE = 0x100n;

/** The data page before an instruction: nothing repeats within reach. */
export function pattern(): Uint8Array {
  return Uint8Array.from({ length: DATA_SIZE }, (_, index) => (index * 167 + (index >> 8) * 59 + 13) & 0xff);
}

/** What registers hold that an instruction has nothing to do with. */
export const BACKGROUND: readonly bigint[] = Array.from(
  { length: 16 },
  (_, number) => 0x0123_4567_89ab_cdefn ^ (BigInt(number) * 0x1111_1111_1111_1111n),
);

/** What xmm registers hold that an instruction has nothing to do with. */
export const XMM_BACKGROUND: readonly bigint[] = BACKGROUND.map(
  (value) => (~value << 64n) ^ (value << 1n),
).map((value) => BigInt.asUintN(128, value));

/** What SSE and the x87 control instructions work on. */
export interface SseState {
  /** 128 bits each. */
  readonly xmm: readonly bigint[];
  readonly mxcsr: number;
  /** The x87 control word. */
  readonly control: number;
}

export interface State {
  /** In the order of their encoding. */
  readonly registers: readonly bigint[];
  /** Of rflags: the six arithmetic flags and DF. */
  readonly flags: number;
  /** In the vectors of SSE. */
  readonly sse?: SseState;
}

export interface MemoryWrite {
  /** Into the data page. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** What happened natively. */
export interface Outcome extends State {
  /** #DE: one instruction may have changed nothing else. */
  readonly divideError: boolean;
  /** From CODE on; of an instruction that divides by zero, where it stands. */
  readonly rip: number;
  /** What is different in the data page. */
  readonly written: MemoryWrite | undefined;
}

export interface Vector {
  readonly before: State;
  /** Operands in memory, over the pattern. */
  readonly operand: MemoryWrite | undefined;
  readonly after: Outcome;
}

/** The machine code of one instruction, or of a program, and what it did. */
export interface Recording {
  readonly code: Uint8Array;
  /** 1, or 0 for a program that goes on until its end. */
  readonly instructions: number;
  readonly vectors: readonly Vector[];
}

export const FLAGS = 0xcd5;
/** Of MXCSR: that an exception has happened. */
export const STICKY = 0x3f;

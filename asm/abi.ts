/**
 * The contract between the inside (this folder) and the outside (`src/`): memory map, register file, reasons to stop,
 * decode table, operation numbers, and what a green thread's context looks like. It imports nothing; both sides
 * import it.
 */

// ---------------------------------------------------------------------------------------------------------------
// Memory. A guest address is an offset into the Wasm linear memory. Below PROGRAM_BASE lie the machine's own pages,
// which no guest access reaches:
//
//   0x000000  null page, then the machine's statics
//   0x010000  register file and state (STATE)
//   0x011000  decode table (DECODE_TABLE)
//   0x018000  switches that the host has decided ahead (SWITCHES)
//   0x01e000  pages that are no longer CLEAN (WRITTEN)
//   0x020000  map of decoded blocks (BLOCK_MAP)
//   0x060000  decoded records (RECORDS), the first of them for a block that is cut short
//   0x160000  decoded records that traces need (KEPT_RECORDS)
//   0x180000  map of traces (TRACES)
//   0x200000  permissions, one byte a page (PERMISSIONS)
//   0x400000  programs
//   ...       stacks, from the top of memory downwards
// ---------------------------------------------------------------------------------------------------------------

/**
 * The unit of permissions: 2 KiB, which is also the smallest stack. A million of them, each with a page below it that
 * guards it, fit into 4 GiB.
 */
export const PAGE_BITS = 11;
export const PAGE_SIZE = 1 << PAGE_BITS;

export const STATE = 0x010000;
export const DECODE_TABLE = 0x011000;
export const SWITCHES = 0x018000;
export const WRITTEN = 0x01e000;
export const BLOCK_MAP = 0x020000;
export const RECORDS = 0x060000;
export const KEPT_RECORDS = 0x160000;
export const TRACES = 0x180000;
export const PERMISSIONS = 0x200000;
export const PROGRAM_BASE = 0x400000;

/**
 * The map of decoded blocks: open addressing, a slot for each of the low 15 bits of an address: u32 address, u32
 * record. The map of traces: a slot for each of the low 16 bits, without a second try: u32 address, u32 index in the
 * table of functions. What is empty holds NO_TRACE as its address.
 */
export const BLOCK_SLOTS = 0x8000;
export const TRACE_SLOTS = 0x10000;
export const NO_TRACE = 0xffff_ffff;

/** Bits of a page's permission byte. */
export enum Permission {
  READ = 1,
  WRITE = 2,
  EXECUTE = 4,
  /** Inaccessible on purpose: the page below a stack. */
  GUARD = 8,
  /** Set by the machine: decoded records depend on this page's bytes. */
  DECODED = 16,
  /** Cleared by the machine at the first store: until then the page holds nothing but zeros. */
  ZERO = 32,
  /** Cleared by the machine at the first store: the page is as the last snapshot has it, or as it was in the beginning. */
  CLEAN = 64,
  /** There are watchpoints in the page. */
  WATCHED = 128,
}

/** What the first store to a page clears. */
export const UNTOUCHED = Permission.ZERO | Permission.CLEAN;
/** Pages with one of these bits are not just written to: the machine takes a closer look at each store. */
export const STORES_SEEN = Permission.DECODED | UNTOUCHED | Permission.WATCHED;

// ---------------------------------------------------------------------------------------------------------------
// Register file and state: byte offsets from STATE.
//
//   0x000  rax rcx rdx rbx rsp rbp rsi rdi r8 .. r15, 8 bytes each, in the order of their encoding
//   0x080  a zero, the base and index of an address that has none; then fs.base, gs.base; then an address
//   0x0a0  rip
//   0x0a8  the lazy flags: result, the pair whose comparison is CF, kind (see flags.ts)
//   0x0f0  mxcsr, the x87 control word
//   0x100  xmm0 .. xmm15, 16 bytes each
// ---------------------------------------------------------------------------------------------------------------

export const REG_RAX = 0x00;
export const REG_RCX = 0x08;
export const REG_RDX = 0x10;
export const REG_RBX = 0x18;
export const REG_RSP = 0x20;
export const REG_RBP = 0x28;
export const REG_RSI = 0x30;
export const REG_RDI = 0x38;
export const REG_R11 = 0x58;
export const REG_ZERO = 0x80;
export const REG_FS_BASE = 0x88;
export const REG_GS_BASE = 0x90;
/** Where an ADDRESS record leaves what base, index and displacement alone cannot say. */
export const REG_ADDRESS = 0x98;
export const REG_RIP = 0xa0;

export const FLAG_RESULT = 0xa8;
export const FLAG_LEFT = 0xb0;
export const FLAG_RIGHT = 0xb8;
export const FLAG_KIND = 0xc0;
/** DF and the other flags that no arithmetic changes, at their places in rflags. */
export const FLAG_OTHERS = 0xc4;

/** u64: instructions retired since the machine was made. The machine's clock. */
export const RETIRED = 0xc8;
/** i32: a `Fault`, when the machine stopped for one; READ or WRITE when it did for a watchpoint. */
export const FAULT_KIND = 0xd0;
/** u32: bytes that the faulting access wanted. */
export const FAULT_SIZE = 0xd4;
/** u64: the address that the faulting access, or fetch, wanted. */
export const FAULT_ADDRESS = 0xd8;
/** u64: the instruction whose jump, call or return led to a fetch fault; 0 when the flow fell into it. */
export const FAULT_SOURCE = 0xe0;
/** u64: the breakpoint at this address does not stop the next run; written when one has stopped it. */
export const RESUME = 0xe8;

/** u32: rounding, masks and sticky flags of SSE arithmetic; the machine sets none of the flags. */
export const MXCSR = 0xf0;
/** u16: the x87 unit's control word. */
export const X87_CONTROL = 0xf4;
/** u64: the instruction at this address may access what is watched in the next run; written when it has stopped one. */
export const WATCH_RESUME = 0xf8;
/** xmm0 .. xmm15, 16 bytes each. */
export const REG_XMM = 0x100;
/** Bytes of the state that are the guest's: all that a snapshot needs beside memory. */
export const STATE_SIZE = 0x200;

/** u32: how many breakpoints there are; then their addresses, u32 each. A change takes effect with `flush()`. */
export const BREAKPOINT_COUNT = 0x200;
/** i32: see HOT. */
export const BUDGET_LEFT = 0x204;
/** u64: what RETIRED will be when the budget is used up. */
export const END = 0x208;
/** i32: what the host has answered to a system call in a trace, which is left for it. */
export const ANSWER = 0x210;
/** u32: how many switches the host has decided ahead, and how many of these have been carried out. */
export const SWITCHES_AHEAD = 0x214;
export const SWITCHES_TAKEN = 0x218;
/** u32: the guest address of the running thread's context, when there are switches ahead. */
export const CURRENT_CONTEXT = 0x21c;
/** u32: how many pages are no longer CLEAN. If they are no more than MOST_WRITTEN, u32s at WRITTEN say which. */
export const WRITTEN_COUNT = 0x220;
export const MOST_WRITTEN = 2048;
/** u32: how many watchpoints there are; then, 12 bytes each: u32 address, u32 size, u32 which accesses (READ, WRITE). */
export const WATCH_COUNT = 0x224;
export const WATCHES = 0x228;
export const WATCH_SIZE = 12;
export const MAX_WATCHES = 16;
/** u32: with switches ahead, threads may finish whose contexts are above this guest address. */
export const FINISHES_ABOVE = 0x2e8;
export const BREAKPOINTS = 0x300;
export const MAX_BREAKPOINTS = 832;

/** What MXCSR and the x87 control word hold when a program starts: round to nearest, every exception masked. */
export const MXCSR_START = 0x1f80;
export const X87_CONTROL_START = 0x37f;

/** Bits of MXCSR (SDM volume 1, section 10.2.3). */
export enum Mxcsr {
  DENORMALS_ARE_ZEROS = 0x40,
  EXCEPTION_MASKS = 0x1f80,
  ROUNDING = 0x6000,
  FLUSH_TO_ZERO = 0x8000,
}
/** The bits of MXCSR that there are; setting another one is #GP. */
export const MXCSR_DEFINED = 0xffff;

/** What the lazy flags come from: the low byte at FLAG_KIND; see cpu.ts. */
export enum FlagKind {
  LOGIC = 0,
  ADDITION = 1,
  SUBTRACTION = 2,
  INCREMENT = 3,
  DECREMENT = 4,
  EXPLICIT = 5,
}
/** Bits of the word at FLAG_KIND: OF of the kind EXPLICIT, and where the width in bits begins. */
export const FLAG_KIND_OVERFLOW = 17;
export const FLAG_KIND_WIDTH = 24;

/** Flag bits of rflags (SDM volume 1, section 3.4.3). */
export enum Flag {
  CF = 0x001,
  PF = 0x004,
  AF = 0x010,
  ZF = 0x040,
  SF = 0x080,
  IF = 0x200,
  DF = 0x400,
  OF = 0x800,
}

// ---------------------------------------------------------------------------------------------------------------
// Why the machine stops.
// ---------------------------------------------------------------------------------------------------------------

export enum Stop {
  /** As many instructions as were asked for have retired. */
  BUDGET = 0,
  /** `syscall` has retired: rcx holds the next rip, r11 the flags. */
  SYSCALL = 1,
  /** rip has come to a breakpoint; its instruction has not run. */
  BREAKPOINT = 2,
  /** The instruction at rip is about to access what is watched and has had no effect; FAULT_* hold the access. */
  WATCHPOINT = 3,
  /** The instruction at rip cannot be executed and has had no effect; FAULT_* say why. */
  FAULT = 4,
  /** `hlt` has retired. */
  HALT = 5,
}

/**
 * What the host answers to a system call that it has carried out without stopping the machine; it may have changed
 * registers, but not rip, and no code. Any other answer is a `Stop`, with which the run ends: SYSCALL when the call is
 * still to be carried out, BUDGET when it has been.
 */
export const GO_ON = -1;

/** Between the machine and its handle alone: a block has become hot. BUDGET_LEFT is what the run goes on with. */
export const HOT = 6;

/** How often a block is executed before it is hot; a COUNT record holds as its immediate how often it has still to be. */
export const HOT_AT = 1_000;

/** Kinds of fault, each an exception of the processor (SDM volume 3, section 6.15). */
export enum Fault {
  NONE = 0,
  /** #DE: division by zero, or a quotient that does not fit. */
  DIVIDE = 1,
  /** #BP: `int3`; rip is still on it. */
  TRAP = 2,
  /** #UD: no instruction, or none that this machine has. */
  INVALID_OPCODE = 3,
  /** #PF on a load. */
  READ = 4,
  /** #PF on a store. */
  WRITE = 5,
  /** #PF on an instruction fetch. */
  EXECUTE = 6,
  /** #GP: a misaligned operand of an instruction that demands alignment, or a privileged instruction. */
  GENERAL_PROTECTION = 7,
  /** No exception of a processor: arithmetic that this machine does not do; the address is the refused MXCSR. */
  FLOATING_POINT_CONTROL = 8,
}

// ---------------------------------------------------------------------------------------------------------------
// Switches. Who runs next is the host's to say (SYS_YIELD, SYS_RETURN); asking takes longer than switching, so it may
// say for some of them ahead. The machine then answers as the host would, and writes down what there was to see. Byte
// offsets:
//
//    0  u64  instructions retired, the system call included
//    8  u64  the address behind the system call
//   16  u64  rsp, which is saved to the old context
//   24  u64  rsp, which is loaded from the new one
//   32  u64  the new thread's function
//   40  u32  the new context     \  written by the host
//   44  u32  the host's own      /     with SWITCH_FINISHED from the machine if the old thread has finished
// ---------------------------------------------------------------------------------------------------------------

export const SWITCH_INSTRUCTION = 0;
export const SWITCH_RESUME = 8;
export const SWITCH_RSP_BEFORE = 16;
export const SWITCH_RSP_AFTER = 24;
export const SWITCH_FUNCTION = 32;
export const SWITCH_CONTEXT = 40;
export const SWITCH_NOTE = 44;
export const SWITCH_SIZE = 48;
export const SWITCH_FINISHED = 0x8000_0000;
export const MOST_AHEAD = 128;

// ---------------------------------------------------------------------------------------------------------------
// Decoded records, as far as the host looks at them (record.ts): byte offsets.
// ---------------------------------------------------------------------------------------------------------------

export const RECORD_OPERATION = 0;
export const RECORD_IMMEDIATE = 16;

// ---------------------------------------------------------------------------------------------------------------
// Decode table. The host makes it from the instruction table and uploads it at boot.
//
//   u16 first[MAPS * 256]        index of the first candidate for an opcode of a map, 0xffff when there is none
//   Candidate candidates[]       those of one opcode in a row, the most demanding first, the last one marked
//
//   Candidate: 16 bytes
//     0  u16  operation when ModRM names a register, or there is no ModRM     (INVALID: no such form)
//     2  u16  operation when ModRM names memory                               (INVALID: no such form)
//     4  u8   Needs: what must be so for the candidate to be taken
//     5  u8   what ModRM.reg must be, 0xff for anything
//     6  u8   Layout: what follows the opcode, and how the instruction ends a block
//     7  u8   size of the immediates, of the distance, or of the absolute address, in bytes
//     8  u8   Slot of the first register operand
//     9  u8   Slot of the second
//    10  u8   byte offset of the register that Slot.IMPLIED stands for
//    11  u8   condition, or the implied immediate
//    12  u8   a byte that must follow the opcode, 0 for none
// ---------------------------------------------------------------------------------------------------------------

export const MAPS = 4;
export const CANDIDATES = DECODE_TABLE + MAPS * 256 * 2;
export const CANDIDATE_SIZE = 16;
export const NO_CANDIDATE = 0xffff;

export enum Needs {
  PREFIX_66 = 1,
  PREFIX_F3 = 2,
  PREFIX_F2 = 4,
  NO_PREFIX = 8,
  REX_W = 16,
  /** REX.B must be clear: with it the same opcode byte names a register. */
  NO_REX_B = 32,
  /** Neither F3 nor F2: they would select another instruction. */
  NO_REPEAT = 64,
  PREFIX_67 = 128,
}

export enum Layout {
  MODRM = 1,
  /** A signed distance from the end of the instruction follows. */
  RELATIVE = 2,
  /** A 64-bit absolute address follows. */
  OFFSET = 4,
  ENDS_BLOCK = 8,
  /** May carry LOCK when ModRM names memory. */
  LOCKABLE = 16,
  /** Its memory lies at rsi, rdi or rbx, and all but `xlat` can be repeated. */
  STRING = 32,
  /** The last candidate of its opcode. */
  LAST = 64,
}

/** Where an operand's register number comes from; BYTE and XMM are added to it. */
export enum Slot {
  NONE = 0,
  REG = 1,
  RM = 2,
  OPCODE = 3,
  IMPLIED = 4,
  /** A byte register: without REX, 4..7 are ah, ch, dh, bh. */
  BYTE = 8,
  XMM = 16,
}

// ---------------------------------------------------------------------------------------------------------------
// Operations: one case of `execute.ts` each. The name follows from the row of the instruction table: the mnemonic,
// then each operand as R, M (with its width in bits), I for an immediate, REL for a distance. A row with a
// condition that has no operation of its own takes the one named CC. In SSE rows X is an xmm register, and X and R
// are memory as well where the row has both: the record says which (see IN_MEMORY in record.ts).
// ---------------------------------------------------------------------------------------------------------------

// prettier-ignore
export enum Op {
  /** No operation: what an encoding that means nothing decodes to. */
  INVALID = 0,
  // pseudo-operations that the decoder adds; none of them counts as an instruction
  FAULTED, FETCH_FAULT, GOTO, PAUSE, BREAKPOINT, COUNT, ENTER, ADDRESS,
  /** A string instruction with a repeat prefix; the record holds its operation. */
  REPEAT,
  // data transfer
  MOV_R8_R8, MOV_R8_M8, MOV_M8_R8, MOV_R8_I, MOV_M8_I,
  MOV_R16_R16, MOV_R16_M16, MOV_M16_R16, MOV_R16_I, MOV_M16_I,
  MOV_R32_R32, MOV_R32_M32, MOV_M32_R32, MOV_R32_I, MOV_M32_I,
  MOV_R64_R64, MOV_R64_M64, MOV_M64_R64, MOV_R64_I, MOV_M64_I,
  MOVZX_R16_R8, MOVZX_R16_M8,
  MOVZX_R32_R8, MOVZX_R32_M8, MOVZX_R32_R16, MOVZX_R32_M16,
  MOVZX_R64_R8, MOVZX_R64_M8, MOVZX_R64_R16, MOVZX_R64_M16,
  MOVSX_R16_R8, MOVSX_R16_M8,
  MOVSX_R32_R8, MOVSX_R32_M8, MOVSX_R32_R16, MOVSX_R32_M16,
  MOVSX_R64_R8, MOVSX_R64_M8, MOVSX_R64_R16, MOVSX_R64_M16,
  MOVSXD_R64_R32, MOVSXD_R64_M32,
  LEA_R16_M, LEA_R32_M, LEA_R64_M,
  XCHG_R8_R8, XCHG_M8_R8,
  XCHG_R16_R16, XCHG_M16_R16,
  XCHG_R32_R32, XCHG_M32_R32,
  XCHG_R64_R64, XCHG_M64_R64,
  PUSH_R64, PUSH_R16, PUSH_M64, PUSH_M16, PUSH_I, POP_R64, POP_R16, POP_M64, POP_M16,
  PUSHFQ, POPFQ, LEAVE,
  // arithmetic and logic
  ADD_R8_R8, ADD_R8_M8, ADD_M8_R8, ADD_R8_I, ADD_M8_I,
  ADD_R16_R16, ADD_R16_M16, ADD_M16_R16, ADD_R16_I, ADD_M16_I,
  ADD_R32_R32, ADD_R32_M32, ADD_M32_R32, ADD_R32_I, ADD_M32_I,
  ADD_R64_R64, ADD_R64_M64, ADD_M64_R64, ADD_R64_I, ADD_M64_I,
  OR_R8_R8, OR_R8_M8, OR_M8_R8, OR_R8_I, OR_M8_I,
  OR_R16_R16, OR_R16_M16, OR_M16_R16, OR_R16_I, OR_M16_I,
  OR_R32_R32, OR_R32_M32, OR_M32_R32, OR_R32_I, OR_M32_I,
  OR_R64_R64, OR_R64_M64, OR_M64_R64, OR_R64_I, OR_M64_I,
  ADC_R8_R8, ADC_R8_M8, ADC_M8_R8, ADC_R8_I, ADC_M8_I,
  ADC_R16_R16, ADC_R16_M16, ADC_M16_R16, ADC_R16_I, ADC_M16_I,
  ADC_R32_R32, ADC_R32_M32, ADC_M32_R32, ADC_R32_I, ADC_M32_I,
  ADC_R64_R64, ADC_R64_M64, ADC_M64_R64, ADC_R64_I, ADC_M64_I,
  SBB_R8_R8, SBB_R8_M8, SBB_M8_R8, SBB_R8_I, SBB_M8_I,
  SBB_R16_R16, SBB_R16_M16, SBB_M16_R16, SBB_R16_I, SBB_M16_I,
  SBB_R32_R32, SBB_R32_M32, SBB_M32_R32, SBB_R32_I, SBB_M32_I,
  SBB_R64_R64, SBB_R64_M64, SBB_M64_R64, SBB_R64_I, SBB_M64_I,
  AND_R8_R8, AND_R8_M8, AND_M8_R8, AND_R8_I, AND_M8_I,
  AND_R16_R16, AND_R16_M16, AND_M16_R16, AND_R16_I, AND_M16_I,
  AND_R32_R32, AND_R32_M32, AND_M32_R32, AND_R32_I, AND_M32_I,
  AND_R64_R64, AND_R64_M64, AND_M64_R64, AND_R64_I, AND_M64_I,
  SUB_R8_R8, SUB_R8_M8, SUB_M8_R8, SUB_R8_I, SUB_M8_I,
  SUB_R16_R16, SUB_R16_M16, SUB_M16_R16, SUB_R16_I, SUB_M16_I,
  SUB_R32_R32, SUB_R32_M32, SUB_M32_R32, SUB_R32_I, SUB_M32_I,
  SUB_R64_R64, SUB_R64_M64, SUB_M64_R64, SUB_R64_I, SUB_M64_I,
  XOR_R8_R8, XOR_R8_M8, XOR_M8_R8, XOR_R8_I, XOR_M8_I,
  XOR_R16_R16, XOR_R16_M16, XOR_M16_R16, XOR_R16_I, XOR_M16_I,
  XOR_R32_R32, XOR_R32_M32, XOR_M32_R32, XOR_R32_I, XOR_M32_I,
  XOR_R64_R64, XOR_R64_M64, XOR_M64_R64, XOR_R64_I, XOR_M64_I,
  CMP_R8_R8, CMP_R8_M8, CMP_M8_R8, CMP_R8_I, CMP_M8_I,
  CMP_R16_R16, CMP_R16_M16, CMP_M16_R16, CMP_R16_I, CMP_M16_I,
  CMP_R32_R32, CMP_R32_M32, CMP_M32_R32, CMP_R32_I, CMP_M32_I,
  CMP_R64_R64, CMP_R64_M64, CMP_M64_R64, CMP_R64_I, CMP_M64_I,
  TEST_R8_R8, TEST_M8_R8, TEST_R8_I, TEST_M8_I,
  TEST_R16_R16, TEST_M16_R16, TEST_R16_I, TEST_M16_I,
  TEST_R32_R32, TEST_M32_R32, TEST_R32_I, TEST_M32_I,
  TEST_R64_R64, TEST_M64_R64, TEST_R64_I, TEST_M64_I,
  INC_R8, INC_M8, INC_R16, INC_M16, INC_R32, INC_M32, INC_R64, INC_M64,
  DEC_R8, DEC_M8, DEC_R16, DEC_M16, DEC_R32, DEC_M32, DEC_R64, DEC_M64,
  NOT_R8, NOT_M8, NOT_R16, NOT_M16, NOT_R32, NOT_M32, NOT_R64, NOT_M64,
  NEG_R8, NEG_M8, NEG_R16, NEG_M16, NEG_R32, NEG_M32, NEG_R64, NEG_M64,
  MUL_R8, MUL_M8, MUL_R16, MUL_M16, MUL_R32, MUL_M32, MUL_R64, MUL_M64,
  IMUL_R8, IMUL_M8, IMUL_R16, IMUL_M16, IMUL_R32, IMUL_M32, IMUL_R64, IMUL_M64,
  DIV_R8, DIV_M8, DIV_R16, DIV_M16, DIV_R32, DIV_M32, DIV_R64, DIV_M64,
  IDIV_R8, IDIV_M8, IDIV_R16, IDIV_M16, IDIV_R32, IDIV_M32, IDIV_R64, IDIV_M64,
  IMUL_R16_R16, IMUL_R16_M16, IMUL_R16_R16_I, IMUL_R16_M16_I,
  IMUL_R32_R32, IMUL_R32_M32, IMUL_R32_R32_I, IMUL_R32_M32_I,
  IMUL_R64_R64, IMUL_R64_M64, IMUL_R64_R64_I, IMUL_R64_M64_I,
  CBW, CWDE, CDQE, CWD, CDQ, CQO,
  // shifts and rotates; R8 is the count in cl
  ROL_R8_I, ROL_M8_I, ROL_R8_R8, ROL_M8_R8,
  ROL_R16_I, ROL_M16_I, ROL_R16_R8, ROL_M16_R8,
  ROL_R32_I, ROL_M32_I, ROL_R32_R8, ROL_M32_R8,
  ROL_R64_I, ROL_M64_I, ROL_R64_R8, ROL_M64_R8,
  ROR_R8_I, ROR_M8_I, ROR_R8_R8, ROR_M8_R8,
  ROR_R16_I, ROR_M16_I, ROR_R16_R8, ROR_M16_R8,
  ROR_R32_I, ROR_M32_I, ROR_R32_R8, ROR_M32_R8,
  ROR_R64_I, ROR_M64_I, ROR_R64_R8, ROR_M64_R8,
  SHL_R8_I, SHL_M8_I, SHL_R8_R8, SHL_M8_R8,
  SHL_R16_I, SHL_M16_I, SHL_R16_R8, SHL_M16_R8,
  SHL_R32_I, SHL_M32_I, SHL_R32_R8, SHL_M32_R8,
  SHL_R64_I, SHL_M64_I, SHL_R64_R8, SHL_M64_R8,
  SHR_R8_I, SHR_M8_I, SHR_R8_R8, SHR_M8_R8,
  SHR_R16_I, SHR_M16_I, SHR_R16_R8, SHR_M16_R8,
  SHR_R32_I, SHR_M32_I, SHR_R32_R8, SHR_M32_R8,
  SHR_R64_I, SHR_M64_I, SHR_R64_R8, SHR_M64_R8,
  SAR_R8_I, SAR_M8_I, SAR_R8_R8, SAR_M8_R8,
  SAR_R16_I, SAR_M16_I, SAR_R16_R8, SAR_M16_R8,
  SAR_R32_I, SAR_M32_I, SAR_R32_R8, SAR_M32_R8,
  SAR_R64_I, SAR_M64_I, SAR_R64_R8, SAR_M64_R8,
  // control transfer
  JMP_REL, JMP_R64, JMP_M64, CALL_REL, CALL_R64, CALL_M64, RET, RET_I,
  JO_REL, JNO_REL, JB_REL, JAE_REL, JE_REL, JNE_REL, JBE_REL, JA_REL, JS_REL, JNS_REL, JP_REL, JNP_REL,
  JL_REL, JGE_REL, JLE_REL, JG_REL,
  JRCXZ_REL, LOOP_REL, LOOPE_REL, LOOPNE_REL,
  // the condition is in the record
  SETCC_R8, SETCC_M8, CMOVCC_R16_R16, CMOVCC_R16_M16, CMOVCC_R32_R32, CMOVCC_R32_M32, CMOVCC_R64_R64,
  CMOVCC_R64_M64,
  // flags
  CLC, STC, CMC, CLD, STD, LAHF, SAHF,
  // system
  NOP, INT3, UD2, HLT, SYSCALL, RDTSC,
  // None of those below is a case of the loop itself: engines compile it well only while its jump table ends here.
  // bits
  BT_R16_R16, BT_M16_R16, BT_R16_I, BT_M16_I,
  BT_R32_R32, BT_M32_R32, BT_R32_I, BT_M32_I,
  BT_R64_R64, BT_M64_R64, BT_R64_I, BT_M64_I,
  BTS_R16_R16, BTS_M16_R16, BTS_R16_I, BTS_M16_I,
  BTS_R32_R32, BTS_M32_R32, BTS_R32_I, BTS_M32_I,
  BTS_R64_R64, BTS_M64_R64, BTS_R64_I, BTS_M64_I,
  BTR_R16_R16, BTR_M16_R16, BTR_R16_I, BTR_M16_I,
  BTR_R32_R32, BTR_M32_R32, BTR_R32_I, BTR_M32_I,
  BTR_R64_R64, BTR_M64_R64, BTR_R64_I, BTR_M64_I,
  BTC_R16_R16, BTC_M16_R16, BTC_R16_I, BTC_M16_I,
  BTC_R32_R32, BTC_M32_R32, BTC_R32_I, BTC_M32_I,
  BTC_R64_R64, BTC_M64_R64, BTC_R64_I, BTC_M64_I,
  BSF_R16_R16, BSF_R16_M16, BSF_R32_R32, BSF_R32_M32, BSF_R64_R64, BSF_R64_M64,
  BSR_R16_R16, BSR_R16_M16, BSR_R32_R32, BSR_R32_M32, BSR_R64_R64, BSR_R64_M64,
  TZCNT_R16_R16, TZCNT_R16_M16, TZCNT_R32_R32, TZCNT_R32_M32, TZCNT_R64_R64, TZCNT_R64_M64,
  LZCNT_R16_R16, LZCNT_R16_M16, LZCNT_R32_R32, LZCNT_R32_M32, LZCNT_R64_R64, LZCNT_R64_M64,
  POPCNT_R16_R16, POPCNT_R16_M16, POPCNT_R32_R32, POPCNT_R32_M32, POPCNT_R64_R64, POPCNT_R64_M64,
  BSWAP_R32, BSWAP_R64,
  RCL_R8_I, RCL_M8_I, RCL_R8_R8, RCL_M8_R8,
  RCL_R16_I, RCL_M16_I, RCL_R16_R8, RCL_M16_R8,
  RCL_R32_I, RCL_M32_I, RCL_R32_R8, RCL_M32_R8,
  RCL_R64_I, RCL_M64_I, RCL_R64_R8, RCL_M64_R8,
  RCR_R8_I, RCR_M8_I, RCR_R8_R8, RCR_M8_R8,
  RCR_R16_I, RCR_M16_I, RCR_R16_R8, RCR_M16_R8,
  RCR_R32_I, RCR_M32_I, RCR_R32_R8, RCR_M32_R8,
  RCR_R64_I, RCR_M64_I, RCR_R64_R8, RCR_M64_R8,
  SHLD_R16_R16_I, SHLD_M16_R16_I, SHLD_R16_R16_R8, SHLD_M16_R16_R8,
  SHLD_R32_R32_I, SHLD_M32_R32_I, SHLD_R32_R32_R8, SHLD_M32_R32_R8,
  SHLD_R64_R64_I, SHLD_M64_R64_I, SHLD_R64_R64_R8, SHLD_M64_R64_R8,
  SHRD_R16_R16_I, SHRD_M16_R16_I, SHRD_R16_R16_R8, SHRD_M16_R16_R8,
  SHRD_R32_R32_I, SHRD_M32_R32_I, SHRD_R32_R32_R8, SHRD_M32_R32_R8,
  SHRD_R64_R64_I, SHRD_M64_R64_I, SHRD_R64_R64_R8, SHRD_M64_R64_R8,
  // exchanges
  XADD_R8_R8, XADD_M8_R8, XADD_R16_R16, XADD_M16_R16,
  XADD_R32_R32, XADD_M32_R32, XADD_R64_R64, XADD_M64_R64,
  CMPXCHG_R8_R8, CMPXCHG_M8_R8, CMPXCHG_R16_R16, CMPXCHG_M16_R16,
  CMPXCHG_R32_R32, CMPXCHG_M32_R32, CMPXCHG_R64_R64, CMPXCHG_M64_R64,
  CMPXCHG8B_M64, CMPXCHG16B_M128,
  // strings
  MOVS_M8_M8, MOVS_M16_M16, MOVS_M32_M32, MOVS_M64_M64,
  CMPS_M8_M8, CMPS_M16_M16, CMPS_M32_M32, CMPS_M64_M64,
  STOS_M8_R8, STOS_M16_R16, STOS_M32_R32, STOS_M64_R64,
  LODS_R8_M8, LODS_R16_M16, LODS_R32_M32, LODS_R64_M64,
  SCAS_R8_M8, SCAS_R16_M16, SCAS_R32_M32, SCAS_R64_M64,
  XLAT_M8,
  // 16-bit forms and frames
  MOVSXD_R16_R32, MOVSXD_R16_M32, PUSHW_I, PUSHFW, POPFW, LEAVEW, ENTER_I_I, ENTERW_I_I,
  // what asks the machine, or another one
  CPUID, INT_I,
  // SSE: moves
  MOVAPS_X_X, MOVUPS_X_X, MOVNTPS_M128_X, MOVSS_X_X, MOVSD_X_X, MOVQ_X_X, MOVHLPS_X_X,
  MOVLPS_X_M64, MOVLPS_M64_X, MOVHPS_X_M64, MOVHPS_M64_X,
  MOVD_X_R32, MOVD_R32_X, MOVQ_X_R64, MOVQ_R64_X, PINSRW_X_R32_I, PINSRW_X_M16_I, PEXTRW_R32_X_I,
  MOVMSKPS_R32_X, MOVMSKPD_R32_X, PMOVMSKB_R32_X, MASKMOVDQU_X_X,
  // SSE and x87: control and caches
  LDMXCSR_M32, STMXCSR_M32, FXSAVE_M, FXRSTOR_M, FNSTCW_M16, FLDCW_M16, FNSTSW_R16, FNSTSW_M16, FNINIT, CLFLUSH_M8,
  // SSE: one number
  ADDSS_X_X, SUBSS_X_X, MULSS_X_X, DIVSS_X_X, MINSS_X_X, MAXSS_X_X, SQRTSS_X_X, RCPSS_X_X, RSQRTSS_X_X,
  CMPSS_X_X_I, COMISS_X_X,
  ADDSD_X_X, SUBSD_X_X, MULSD_X_X, DIVSD_X_X, MINSD_X_X, MAXSD_X_X, SQRTSD_X_X, CMPSD_X_X_I, COMISD_X_X,
  // SSE: conversion of one number, and of two from half a register
  CVTSI2SS_X_R32, CVTSI2SS_X_R64, CVTSI2SD_X_R32, CVTSI2SD_X_R64,
  CVTSS2SI_R32_X, CVTSS2SI_R64_X, CVTTSS2SI_R32_X, CVTTSS2SI_R64_X,
  CVTSD2SI_R32_X, CVTSD2SI_R64_X, CVTTSD2SI_R32_X, CVTTSD2SI_R64_X,
  CVTSS2SD_X_X, CVTSD2SS_X_X, CVTPS2PD_X_X, CVTDQ2PD_X_X,
  // SSE: packed numbers
  ADDPS_X_X, SUBPS_X_X, MULPS_X_X, DIVPS_X_X, MINPS_X_X, MAXPS_X_X, SQRTPS_X_X, RCPPS_X_X, RSQRTPS_X_X,
  ADDPD_X_X, SUBPD_X_X, MULPD_X_X, DIVPD_X_X, MINPD_X_X, MAXPD_X_X, SQRTPD_X_X,
  CMPPS_X_X_I, CMPPD_X_X_I, SHUFPS_X_X_I, SHUFPD_X_X_I,
  CVTDQ2PS_X_X, CVTPS2DQ_X_X, CVTTPS2DQ_X_X, CVTPD2PS_X_X, CVTPD2DQ_X_X, CVTTPD2DQ_X_X,
  // SSE: packed integers
  PADDB_X_X, PADDW_X_X, PADDD_X_X, PADDQ_X_X, PADDSB_X_X, PADDSW_X_X, PADDUSB_X_X, PADDUSW_X_X,
  PSUBB_X_X, PSUBW_X_X, PSUBD_X_X, PSUBQ_X_X, PSUBSB_X_X, PSUBSW_X_X, PSUBUSB_X_X, PSUBUSW_X_X,
  PMULLW_X_X, PMULHW_X_X, PMULHUW_X_X, PMULUDQ_X_X, PMADDWD_X_X, PSADBW_X_X, PAVGB_X_X, PAVGW_X_X,
  PMINUB_X_X, PMAXUB_X_X, PMINSW_X_X, PMAXSW_X_X, PAND_X_X, PANDN_X_X, POR_X_X, PXOR_X_X,
  PCMPEQB_X_X, PCMPEQW_X_X, PCMPEQD_X_X, PCMPGTB_X_X, PCMPGTW_X_X, PCMPGTD_X_X,
  PSHUFD_X_X_I, PSHUFHW_X_X_I, PSHUFLW_X_X_I, PACKSSWB_X_X, PACKSSDW_X_X, PACKUSWB_X_X,
  PUNPCKLBW_X_X, PUNPCKLWD_X_X, PUNPCKLDQ_X_X, PUNPCKLQDQ_X_X,
  PUNPCKHBW_X_X, PUNPCKHWD_X_X, PUNPCKHDQ_X_X, PUNPCKHQDQ_X_X,
  // SSE: packed shifts, by a register and by an immediate
  PSLLW_X_X, PSLLD_X_X, PSLLQ_X_X, PSRLW_X_X, PSRLD_X_X, PSRLQ_X_X, PSRAW_X_X, PSRAD_X_X,
  PSLLW_X_I, PSLLD_X_I, PSLLQ_X_I, PSRLW_X_I, PSRLD_X_I, PSRLQ_X_I, PSRAW_X_I, PSRAD_X_I, PSLLDQ_X_I, PSRLDQ_X_I,
}

// A file of `asm/sse/` has the operations from one of these up to the next.
export const FIRST_SSE = Op.MOVAPS_X_X;
export const FIRST_CONTROL = Op.LDMXCSR_M32;
export const FIRST_SCALAR = Op.ADDSS_X_X;
export const FIRST_CONVERSION = Op.CVTSI2SS_X_R32;
export const FIRST_PACKED = Op.ADDPS_X_X;
export const FIRST_PACKED_INTEGER = Op.PADDB_X_X;
export const FIRST_PACKED_SHIFT = Op.PSLLW_X_X;
export const FIRST_IMMEDIATE_SHIFT = Op.PSLLW_X_I;

// ---------------------------------------------------------------------------------------------------------------
// Green threads. The order of the fields is the order in which `switch` saves and loads them.
//
//   ThreadContext: 64 bytes                      Thread: 80 bytes
//     0x00 rsp  0x08 r15  0x10 r14  0x18 r13       0x00 ThreadContext
//     0x20 r12  0x28 rbx  0x30 rbp                 0x40 the task's function
//     0x38 thread_ptr, the Thread                  0x48 its argument
// ---------------------------------------------------------------------------------------------------------------

export const CONTEXT_SIZE = 0x40;
export const CONTEXT_THREAD_PTR = 0x38;
export const THREAD_FUNCTION = 0x40;
export const THREAD_ARGUMENT = 0x48;
export const THREAD_SIZE = 0x50;

/** Bytes below rsp that running code may use (System V ABI for x86-64, section 3.2.2). */
export const RED_ZONE = 128;

/** What `spawn` writes below the 16-aligned top of a new stack; the saved rsp points at CALL. */
export const SLOT_GUARD = -16;
export const SLOT_SKIP = -24;
export const SLOT_CALL = -32;

/** Where at fs.base a function that checks for room on its stack finds the lowest rsp that is enough for a small one. */
export const SPLIT_STACK_LIMIT = 0x70;
/**
 * How far above the lowest address of a stack that limit lies: room for the 256 bytes that gcc's functions use without
 * asking, for `__morestack`, for functions that never ask, and for an interrupted thread's registers (`preempt`).
 */
export const STACK_SLACK = 1536;

// ---------------------------------------------------------------------------------------------------------------
// System calls: number in rax, arguments in rdi, rsi, rdx, the answer in rax, as on Linux, whose calls keep their
// numbers. These are the runtime's own.
// ---------------------------------------------------------------------------------------------------------------

/** rdi = the old context, rsi = the new one, rax = 1; nobody else ready: old = new, rax = 0. */
export const SYS_YIELD = 0x1000;
/** A thread that calls the function rdi with the argument rsi; rax = its id, or -11 (EAGAIN). */
export const SYS_SPAWN = 0x1001;
/** The running thread has finished; answers as SYS_YIELD does. The base thread never finishes: old = new. */
export const SYS_RETURN = 0x1002;
/** Ends when somebody has unparked the thread, before or after; a second unpark before that is lost. rax = 0. */
export const SYS_PARK = 0x1003;
/** rdi = a thread's id; rax = 0, or -3 (ESRCH) when it is not there. */
export const SYS_UNPARK = 0x1004;
/** rdi = the id of a thread that is there, or has finished and was not joined; rax = what it has left. */
export const SYS_JOIN = 0x1005;
/** The running thread has finished, as if its task had returned, and leaves rdi for who joins it. Does not return. */
export const SYS_THREAD_EXIT = 0x1006;
/** rax = a file: the 8 bytes of rsi can be read from it after rdi milliseconds. */
export const SYS_SOCKET = 0x1007;
/** The same when a worker of the pool has done a job that takes rdi milliseconds. */
export const SYS_WORK = 0x1008;
/** rdi = a thread's id, rsi = its priority, 0 to 99; rax = 0, -3 (ESRCH) or -22 (EINVAL). For the policy of that name. */
export const SYS_SET_PRIORITY = 0x1009;
/** For the base thread: ends when all others have finished. */
export const SYS_JOIN_OTHERS = 0x100a;
/**
 * SYS_PARK for something that can be shown: rdi = its address, rsi = the address of 8 bytes that hold the id + 1 of the
 * thread that has it (0 while nobody has), or 0.
 */
export const SYS_PARK_FOR = 0x100b;
/** The running thread's stack goes from rdi up to rsi from now on; rax, rdx = where it was. 0 and 0 only ask. */
export const SYS_STACK = 0x100c;

/**
 * Is added to the number of a call that may have to wait. The caller goes on at `switch`, as after SYS_YIELD, whether
 * another thread runs meanwhile or not; the answer is in rax when it has come back. Without it the caller is
 * interrupted where it is (`preempt`) if another thread is to run.
 */
export const AND_SWITCH = 0x10000;

/** Numbers of the line number program (DWARF 5, section 7.22), for the reader and the writer. */

export const Standard = {
  COPY: 1,
  ADVANCE_PC: 2,
  ADVANCE_LINE: 3,
  SET_FILE: 4,
  SET_COLUMN: 5,
  CONST_ADD_PC: 8,
  FIXED_ADVANCE_PC: 9,
} as const;

export const Extended = { END_SEQUENCE: 1, SET_ADDRESS: 2, DEFINE_FILE: 3 } as const;

/** What a column of a table of files says. */
export const Content = { PATH: 1, DIRECTORY: 2 } as const;

/** How an attribute or a column is written. */
export const Form = {
  ADDR: 0x01,
  BLOCK: 0x09,
  DATA1: 0x0b,
  DATA2: 0x05,
  DATA4: 0x06,
  DATA8: 0x07,
  DATA16: 0x1e,
  STRING: 0x08,
  STRP: 0x0e,
  UDATA: 0x0f,
  SEC_OFFSET: 0x17,
  LINE_STRP: 0x1f,
} as const;

/** Operands of the standard opcodes, from opcode 1 on. */
export const OPERANDS: readonly number[] = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];

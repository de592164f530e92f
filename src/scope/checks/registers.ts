/** What the System V ABI for x86-64 says of registers at a call (section 3.2.1), as sets of bits. */

/** By number. */
export const CALLEE_SAVED: ReadonlyMap<number, string> = new Map([
  [3, 'rbx'],
  [5, 'rbp'],
  [12, 'r12'],
  [13, 'r13'],
  [14, 'r14'],
  [15, 'r15'],
]);

export const CALLEE_SAVED_SET = [...CALLEE_SAVED.keys()].reduce((set, number) => set | (1 << number), 0);

const RSP = 1 << 4;
/** rax, rdx, xmm0, xmm1. */
const RESULTS = 0b101 | (0b11 << 16);

/** General and xmm registers that a call may change, but for those that may bring its result. */
export const CALLER_SAVED_SET = ~CALLEE_SAVED_SET & ~RSP & ~RESULTS;

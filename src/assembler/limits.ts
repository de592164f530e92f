/** What one run may use up, so that no source, however hostile, hangs the page or fills its memory. */
export const LIMITS = {
  /** Characters of a line. */
  line: 1 << 20,
  /** Files, macros and repetitions inside each other. */
  nesting: 100,
  /** Statements that come out of macros and repetitions, all together. */
  expandedStatements: 2_000_000,
  /** Characters that come out of them. */
  expandedText: 1 << 25,
  /** Turns of one `.rept`. */
  repetitions: 1_000_000,
  /** Operators inside each other, also through symbols defined by expressions. */
  expressionDepth: 200,
  /** Steps to find one expression's value. */
  expressionSteps: 100_000,
  /** Bytes of one section, zeros of `.bss` included. */
  section: 1 << 30,
  /** Bytes of all sections that are held in memory. */
  data: 1 << 28,
  /** Sections of an object (ELF's SHN_LORESERVE). */
  sections: 0xff00,
  /** Instructions that are remembered, and characters of one. */
  repeated: 1 << 16,
  repeatedText: 80,
  /** Parts looked at, all passes together, to find the sizes of branches and gaps. */
  layoutSteps: 100_000_000,
  /** Errors that are reported; the rest is counted. */
  diagnostics: 100,
  /** Errors after which the run gives up. */
  errors: 10_000,
} as const;

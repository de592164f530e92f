/** Why an instruction cannot be encoded. */

/** What is wrong with an instruction. `message` is one line, without file and place. */
export class EncodeError extends Error {
  override name = 'EncodeError';
  readonly code: 'mnemonic' | 'operands' | 'size' | 'range' | 'prefix';
  /** What would have been accepted, each as the table writes it: `add r/m64, imm8`. */
  readonly expected: readonly string[];
  constructor(code: EncodeError['code'], message: string, expected: readonly string[] = []) {
    super(message);
    this.code = code;
    this.expected = expected;
  }
}

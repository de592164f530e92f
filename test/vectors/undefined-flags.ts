/**
 * The flags that the manual leaves undefined (Intel SDM volume 2, "Flags Affected" of each instruction; an AMD
 * processor recorded the vectors and sets some of them otherwise than an Intel one).
 */

const CF = 0x001;
const PF = 0x004;
const AF = 0x010;
const ZF = 0x040;
const SF = 0x080;
const OF = 0x800;

/** Whatever the operands. */
const ALWAYS: Readonly<Record<string, number>> = {
  // "The OF and CF flags are cleared; the SF, ZF, and PF flags are set according to the result. AF is undefined."
  and: AF,
  or: AF,
  xor: AF,
  test: AF,
  // "The SF, ZF, AF, and PF flags are undefined."
  mul: SF | ZF | AF | PF,
  imul: SF | ZF | AF | PF,
  // "The CF, OF, SF, ZF, AF, and PF flags are undefined."
  div: CF | OF | SF | ZF | AF | PF,
  idiv: CF | OF | SF | ZF | AF | PF,
  // "The CF, OF, SF, AF, and PF flags are undefined."
  bsf: CF | OF | SF | AF | PF,
  bsr: CF | OF | SF | AF | PF,
  // "OF, SF, PF, and AF flags are undefined."
  tzcnt: OF | SF | PF | AF,
  lzcnt: OF | SF | PF | AF,
  // "The ZF flag is unaffected. The OF, SF, AF, and PF flags are undefined."
  bt: OF | SF | AF | PF,
  bts: OF | SF | AF | PF,
  btr: OF | SF | AF | PF,
  btc: OF | SF | AF | PF,
};

/** Shifts and rotates; where the count is no operand it is 1. */
export function isShift(mnemonic: string): boolean {
  return /^(?:ro[lr]|rc[lr]|sh[lr]d?|sa[lr])$/.test(mnemonic);
}

/**
 * @param width of the operand in bits
 * @param count of a shift or rotate, as it stands in cl or in the immediate; undefined for other instructions
 */
export function undefinedFlags(mnemonic: string, width: number, count?: number): number {
  const always = ALWAYS[mnemonic];
  if (always !== undefined) return always;
  if (count === undefined) return 0;
  const masked = count & (width === 64 ? 63 : 31);
  // "If the count is 0, the flags are not affected."
  if (masked === 0) return 0;
  // "The OF flag is affected only on 1-bit shifts" (rotates); "Otherwise, it is undefined."
  const overflow = masked === 1 ? 0 : OF;
  if (mnemonic.startsWith('r')) return overflow;
  // "If the count is greater than the operand size, the flags are undefined."
  if (mnemonic.endsWith('d') && masked > width) return CF | OF | SF | ZF | AF | PF;
  if (mnemonic.endsWith('d')) return AF | overflow;
  // "CF ... is undefined for SHL and SHR instructions where the count is greater than or equal to the size (in bits)
  // of the destination operand. ... For a non-zero count, the AF flag is undefined."
  const carry = mnemonic !== 'sar' && masked >= width ? CF : 0;
  return AF | overflow | carry;
}

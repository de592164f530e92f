/** Decimal fractions as IEEE 754 numbers, rounded once: to nearest, ties to even. */

export interface FloatFormat {
  /** In bytes. */
  readonly size: 4 | 8;
  /** Bits of the significand, the hidden one included. */
  readonly precision: number;
  /** Exponent of the smallest normal number. */
  readonly least: number;
}

export const SINGLE: FloatFormat = { size: 4, precision: 24, least: -126 };
export const DOUBLE: FloatFormat = { size: 8, precision: 53, least: -1022 };

/** More digits than a tie between two numbers can have. */
const DIGITS = 1200;
/** Powers of ten beyond these are out of every format's range. */
const POWERS = 400;

const WORD = /^(?:(nan)|inf(?:inity)?)$/i;
/** A letter behind a zero (`0f1.5`) says which format is meant, and is passed over. */
const DECIMAL = /^(?:0[a-z])?(\d*)(?:\.(\d*))?(?:e([+-]?\d*))?$/i;
/** The bits themselves, the highest first; what is left out is zero. */
const BITS = /^0[a-z]:([\da-f]+)$/i;

/** The bits of a number as GNU as reads it; undefined for what is none, or is out of range. */
export function floatBits(text: string, format: FloatFormat): bigint | undefined {
  const magnitude = magnitudeBits(text.replace(/^[+-]/, ''), format);
  const sign = 1n << BigInt(format.size * 8 - 1);
  return magnitude !== undefined && text.startsWith('-') ? magnitude | sign : magnitude;
}

function magnitudeBits(text: string, format: FloatFormat): bigint | undefined {
  const word = WORD.exec(text);
  if (word) return word[1] === undefined ? infinity(format) : (1n << BigInt(format.size * 8 - 1)) - 1n;
  const [, bits] = BITS.exec(text) ?? [];
  const width = format.size * 2;
  if (bits !== undefined) return bits.length > width ? undefined : BigInt(`0x${bits.padEnd(width, '0')}`);
  const [, whole = '', fraction = '', exponent = ''] = DECIMAL.exec(text) ?? [];
  if (whole === '' && fraction === '') return undefined;
  return rounded(whole + fraction, (Number(exponent) || 0) - fraction.length, format);
}

function infinity({ precision, least }: FloatFormat): bigint {
  return BigInt(1 - 2 * least + 2) << BigInt(precision - 1);
}

/** `digits * 10^power`: exact as a fraction, then cut to the bits there are. */
function rounded(written: string, power: number, format: FloatFormat): bigint | undefined {
  const all = written.replace(/^0+/, '');
  if (all === '') return 0n;
  if (all.length + power > POWERS || all.length + power < -POWERS) return undefined;
  const digits = all.length > DIGITS ? `${all.slice(0, DIGITS)}1` : all;
  const scale = power + all.length - digits.length;
  let numerator = BigInt(digits) * (scale > 0 ? 10n ** BigInt(scale) : 1n);
  let denominator = scale < 0 ? 10n ** BigInt(-scale) : 1n;

  let exponent = bitLength(numerator) - bitLength(denominator);
  if (shifted(numerator, -exponent) < shifted(denominator, exponent)) exponent--;
  exponent = Math.max(exponent, format.least);
  const shift = format.precision - 1 - exponent;
  numerator = shifted(numerator, shift);
  denominator = shifted(denominator, -shift);
  const rest = 2n * (numerator % denominator);
  let significand = numerator / denominator;
  if (rest > denominator || (rest === denominator && (significand & 1n) === 1n)) significand++;
  // The hidden bit, and a carry out of the significand, add one to the exponent.
  const bits = (BigInt(exponent - format.least) << BigInt(format.precision - 1)) + significand;
  return bits === 0n || bits >= infinity(format) ? undefined : bits;
}

function shifted(value: bigint, bits: number): bigint {
  return bits > 0 ? value << BigInt(bits) : value;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** Numbers and bytes as packets write them. A packet is a string here: one character a byte, whatever it means. */

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Two hex digits a byte. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** Undefined for what is no row of pairs of hex digits. */
export function bytesOfHex(hex: string): Uint8Array | undefined {
  return hex.length % 2 === 0 && /^[\da-f]*$/i.test(hex)
    ? new Uint8Array(Buffer.from(hex, 'hex'))
    : undefined;
}

/** Text for people, as UTF-8. */
export function hexOfText(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex');
}

export function textOfHex(hex: string): string | undefined {
  const bytes = bytesOfHex(hex);
  return bytes && new TextDecoder().decode(bytes);
}

/** Undefined for what is no hex number, or more than 64 bits. */
export function number(hex: string): bigint | undefined {
  return /^[\da-f]{1,16}$/i.test(hex) ? BigInt(`0x${hex}`) : undefined;
}

/** A number of bytes, an offset, an id: what fits into 32 bits. */
export function count(hex: string): number | undefined {
  return /^0*[\da-f]{1,8}$/i.test(hex) ? Number.parseInt(hex, 16) : undefined;
}

/**
 * GDB's remote protocol as bytes ("Overview" in appendix E of its manual):
 *
 *   $ payload # checksum      two hex digits: the sum of the payload's bytes, modulo 256
 *   + -                       the packet before has arrived, or has to be sent again
 *   0x03                      outside of a packet: stop the program
 *
 * In a payload, `}` says that the next byte was changed by XOR with 0x20: `#`, `$`, `}` and in answers `*` never stand
 * for themselves.
 */

/** What has come: a packet, or one of the bytes between packets. */
export type Frame =
  | { readonly kind: 'packet'; readonly payload: Uint8Array }
  /** Its checksum is wrong, or it holds something that no packet does. */
  | { readonly kind: 'damaged' }
  /** Longer than `LARGEST_PAYLOAD`; it is not kept. */
  | { readonly kind: 'too long' }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'again' }
  | { readonly kind: 'interrupt' };

/** What we say as PacketSize; bytes as they come, before `}` is undone. */
export const LARGEST_PAYLOAD = 0x4000;

const START = 0x24; // $
const END = 0x23; // #
const ESCAPE = 0x7d; // }
const REPEAT = 0x2a; // *
const FLIP = 0x20;
const INTERRUPT = 0x03;
const ACKNOWLEDGED = 0x2b; // +
const AGAIN = 0x2d; // -

const SINGLE: ReadonlyMap<number, Frame> = new Map<number, Frame>([
  [INTERRUPT, { kind: 'interrupt' }],
  [ACKNOWLEDGED, { kind: 'acknowledged' }],
  [AGAIN, { kind: 'again' }],
]);

/** Takes bytes as they arrive, however they are cut. Bytes between packets that mean nothing are passed over. */
export class FrameReader {
  readonly #payload = new Uint8Array(LARGEST_PAYLOAD);
  #state: 'between' | 'payload' | 'checksum' = 'between';
  /** Bytes of the payload so far, those included that were not kept. */
  #length = 0;
  #sum = 0;
  /** Of the checksum. */
  #digits = '';

  *read(bytes: Uint8Array): Generator<Frame, void> {
    for (const byte of bytes) {
      const found = this.#take(byte);
      if (found) yield found;
    }
  }

  #take(byte: number): Frame | undefined {
    if (byte === START) return this.#start();
    switch (this.#state) {
      case 'between':
        return SINGLE.get(byte);
      case 'payload':
        if (byte === END) this.#state = 'checksum';
        else {
          if (this.#length < LARGEST_PAYLOAD) this.#payload[this.#length] = byte;
          this.#length++;
          this.#sum = (this.#sum + byte) & 0xff;
        }
        return undefined;
      case 'checksum':
        this.#digits += String.fromCodePoint(byte);
        return this.#digits.length === 2 ? this.#finish() : undefined;
    }
  }

  /** In the middle of a packet, another one begins: the end of the first is lost. */
  #start(): Frame | undefined {
    const isLost = this.#state !== 'between';
    this.#state = 'payload';
    this.#length = 0;
    this.#sum = 0;
    this.#digits = '';
    return isLost ? { kind: 'damaged' } : undefined;
  }

  #finish(): Frame {
    this.#state = 'between';
    if (!/^[\da-f]{2}$/i.test(this.#digits) || Number.parseInt(this.#digits, 16) !== this.#sum)
      return { kind: 'damaged' };
    if (this.#length > LARGEST_PAYLOAD) return { kind: 'too long' };
    return { kind: 'packet', payload: plain(this.#payload.subarray(0, this.#length)) };
  }
}

/** Undoes `}`. */
function plain(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(payload.length);
  let length = 0;
  let flip = 0;
  for (const byte of payload) {
    if (byte === ESCAPE) flip = FLIP;
    else {
      bytes[length++] = byte ^ flip;
      flip = 0;
    }
  }
  return bytes.subarray(0, length);
}

const RESERVED: ReadonlySet<number> = new Set([START, END, ESCAPE, REPEAT]);

/** The bytes that send a payload. */
export function frame(payload: Uint8Array): Uint8Array {
  const bytes = [START];
  let sum = 0;
  const put = (byte: number): void => {
    bytes.push(byte);
    sum = (sum + byte) & 0xff;
  };
  for (const byte of payload) {
    if (RESERVED.has(byte)) {
      put(ESCAPE);
      put(byte ^ FLIP);
    } else put(byte);
  }
  const digits = sum.toString(16).padStart(2, '0');
  return Uint8Array.from([...bytes, END, digits.codePointAt(0)!, digits.codePointAt(1)!]);
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frame, FrameReader, LARGEST_PAYLOAD } from '../../src/gdb/framing.ts';
import { bytesOf, textOf } from '../../src/gdb/text.ts';

/** What a reader makes of bytes that come in these pieces. */
function read(...pieces: readonly (string | Uint8Array)[]): string[] {
  const reader = new FrameReader();
  return pieces
    .flatMap((piece) => [...reader.read(typeof piece === 'string' ? bytesOf(piece) : piece)])
    .map((one) => (one.kind === 'packet' ? `packet ${textOf(one.payload)}` : one.kind));
}

describe('bytes become packets', () => {
  test.each([
    ['$OK#9a', ['packet OK']],
    ['$#00', ['packet ']],
    ['+$?#3f', ['acknowledged', 'packet ?']],
    ['-', ['again']],
    ['\u0003', ['interrupt']],
    // escaped: } before a byte that is flipped
    ['$}\u0003}\u0004}]}\n#62', ['packet #$}*']],
    // an end that escapes nothing
    ['$}#7d', ['packet ']],
    // checksums are hex digits of either case
    ['$m#6D', ['packet m']],
    ['$m#6e', ['damaged']],
    ['$m#zz', ['damaged']],
    ['$m#6', []],
    // a packet that ends in the middle of another's
    ['$m400$m#6d', ['damaged', 'packet m']],
    ['$m#$m#6d', ['damaged', 'packet m']],
    ['hello\u0000\u00ff', []],
    ['hello$m#6d', ['packet m']],
  ])('%j', (bytes, frames) => {
    expect(read(bytes)).toEqual(frames);
  });

  test('however they are cut', () => {
    const stream = '+$qSupported#37-$m#6e$OK#9a\u0003';
    const whole = read(stream);
    expect(whole).toContain('damaged');
    expect(read(...stream.split(''))).toEqual(whole);
  });

  test('and a packet that is too long is not kept', () => {
    const most = 'm'.repeat(LARGEST_PAYLOAD);
    expect(read(frame(bytesOf(most)))).toEqual([`packet ${most}`]);
    expect(read(frame(bytesOf(`${most}m`)))).toEqual(['too long']);
    expect(read(frame(bytesOf('m'.repeat(1 << 20))), '$m#6d')).toEqual(['too long', 'packet m']);
  });
});

describe('packets become bytes', () => {
  test('with what is reserved escaped', () => {
    expect(textOf(frame(bytesOf('OK')))).toBe('$OK#9a');
    expect(textOf(frame(bytesOf('#$}*')))).toBe('$}\u0003}\u0004}]}\n#62');
  });

  test('and come back as they were', () => {
    const payload = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(payload, (bytes) => {
        expect(read(frame(bytes))).toEqual([`packet ${textOf(bytes)}`]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

test('no bytes do any harm', () => {
  const pieces = fc.constantFrom('$', '#', '+', '-', '}', '*', '\u0003', '00', 'm', '$OK#9a', '\u00ff');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (stream) => {
      expect(read(...stream)).toEqual(read(stream.join('')));
    }),
    { seed: 7, numRuns: 500 },
  );
});

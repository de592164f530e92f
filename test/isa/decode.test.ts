import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, LONGEST_INSTRUCTION } from '../../src/isa/decode.ts';
import { encode } from '../../src/isa/encode.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { codeBytes } from './random.ts';
import { encodeOrRefuse, everyInstruction, fromHex, toHex, type Written } from './rows.ts';

const encoded = everyInstruction().filter(({ hex }) => hex !== undefined);

/** Written movd, disassembled movq, which in memory has a shorter encoding. */
const isLongMove = ({ form, operands }: Written): boolean =>
  /^movd .*r\/m64/.test(form.text) && operands.some(({ kind }) => kind === 'memory');

/** A nop behind so many prefixes that change nothing. */
const padded = (count: number): Uint8Array => Uint8Array.from([...Array<number>(count).fill(0x2e), 0x90]);

describe('decode', () => {
  test('of what was encoded encodes to the same bytes', () => {
    const wrong = encoded.filter((written) => {
      const { hex } = written;
      const instruction = decode(fromHex(hex!))!;
      if (isLongMove(written)) return false;
      return toHex(encode(instruction.form.mnemonic, instruction.operands).bytes) !== hex;
    });
    expect(wrong.map(({ hex, text }) => `${hex} ${text}`)).toEqual([]);
  });

  test('of bytes, encoded, decodes to the same instruction', () => {
    fc.assert(
      fc.property(codeBytes, (bytes) => {
        const instruction = decode(bytes);
        fc.pre(instruction !== undefined);
        const { form, operands, prefixes } = instruction;
        const again = encodeOrRefuse(form.mnemonic, operands, { prefixes });
        // what as has no text for: [disp32] cut to 32 bits. And xchg comes in two orders, int 3 is int3.
        fc.pre(again !== undefined && form.mnemonic !== 'xchg' && form.mnemonic !== 'int');
        const second = decode(Uint8Array.from(again.bytes))!;
        expect(second.operands).toEqual(operands);
        expect(second.form.mnemonic.replace('movabs', 'mov')).toBe(form.mnemonic.replace('movabs', 'mov'));
        expect(second.prefixes).toEqual(prefixes);
      }),
      { numRuns: 5000 },
    );
  });

  test('reads no further than the instruction, and finds none in a part of it', () => {
    const wrong = encoded.filter(({ hex }) => {
      const bytes = fromHex(hex!);
      return decode(bytes)?.length !== bytes.length || decode(bytes.subarray(0, -1)) !== undefined;
    });
    expect(wrong.map(({ hex, text }) => `${hex} ${text}`)).toEqual([]);
  });

  test('finds no instruction in more than 15 bytes', () => {
    expect(decode(padded(LONGEST_INSTRUCTION - 1))?.length).toBe(LONGEST_INSTRUCTION);
    expect(decode(padded(LONGEST_INSTRUCTION))).toBeUndefined();
    expect(decode(new Uint8Array())).toBeUndefined();
  });
});

describe('formatInstruction', () => {
  const symbols: Readonly<Record<string, string>> = { '400010': 'loop', '400117': 'message' };
  const symbolize = (address: bigint): string | undefined => symbols[address.toString(16)];
  const rows: readonly [hex: string, text: string][] = [
    ['eb 0e', 'jmp loop'],
    ['74 0e', 'je loop'],
    ['e8 0b 00 00 00', 'call loop'],
    ['eb 0f', 'jmp 0x400011'],
    ['48 8d 05 10 01 00 00', 'lea rax, [rip+message]'],
    ['48 8d 05 11 01 00 00', 'lea rax, [rip+0x111]'],
    ['f0 48 ff 00', 'lock inc QWORD PTR [rax]'],
    ['48 8b 45 e8', 'mov rax, QWORD PTR [rbp-0x18]'],
    ['64 48 8b 04 25 28 00 00 00', 'mov rax, QWORD PTR fs:[0x28]'],
    ['f3 a4', 'rep movs BYTE PTR es:[rdi], BYTE PTR ds:[rsi]'],
    ['65 67 f3 66 a5', 'rep movs WORD PTR es:[edi], WORD PTR gs:[esi]'],
    ['f3 48 ab', 'rep stos QWORD PTR es:[rdi], rax'],
    ['f3 a6', 'repz cmps BYTE PTR ds:[rsi], BYTE PTR es:[rdi]'],
    ['f2 ae', 'repnz scas al, BYTE PTR es:[rdi]'],
    ['f3 d7', 'xlat BYTE PTR ds:[rbx]'],
    ['67 e2 0d', 'addr32 loop loop'],
    ['67 e3 0d', 'jecxz loop'],
    ['f3 0f b8 c1', 'popcnt eax, ecx'],
    ['f3 0f 1e c8', 'nop eax'],
  ];
  test.each(rows)('%s is %s', (hex, text) => {
    const instruction = decode(fromHex(hex.replaceAll(' ', '')), 0x400000n)!;
    expect(formatInstruction(instruction, symbolize)).toBe(text);
  });
});

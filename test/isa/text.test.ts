import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { decode, type Instruction } from '../../src/isa/decode.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { codeBytes } from './random.ts';
import { goldenInstructions, readRows, toHex } from './rows.ts';

function assembled(text: string): Uint8Array {
  const { sections } = assemble(`.intel_syntax noprefix\n${text}\n`);
  return sections.find(({ name }) => name === '.text')!.data;
}

test('the text of every golden row assembles to its bytes', () => {
  const byText = new Map(readRows().map(({ text, hex }) => [text, hex]));
  const lines = goldenInstructions().filter(({ text }) => byText.has(text));
  expect(lines.length).toBe(byText.size);
  const wrong = lines.filter(({ text, source }) => toHex(assembled(source)) !== byText.get(text));
  expect(wrong.map(({ source }) => source)).toEqual([]);
});

/** What no text gives back: a branch without a place, [disp32] cut to 32 bits, an exchange's order, and CD 03. */
function hasText({ operands, form }: Instruction): boolean {
  const beyond = operands.some(
    (operand) =>
      operand.kind === 'memory' && !operand.base && !operand.index && operand.displacement >> 31n === 1n,
  );
  return form.relativeSize === 0 && !beyond && form.mnemonic !== 'xchg' && form.mnemonic !== 'int';
}

/** As as does, the assembler leaves out an override that names the segment that would be taken anyway. */
function withoutDefaults(text: string): string {
  return text.replace(/\b[ds]s:/, '');
}

test('disassemble, assemble, disassemble: the text is the same', () => {
  fc.assert(
    fc.property(codeBytes, (bytes) => {
      const instruction = decode(bytes);
      fc.pre(instruction !== undefined && hasText(instruction));
      const text = formatInstruction(instruction);
      const again = decode(assembled(text))!;
      expect(withoutDefaults(formatInstruction(again))).toBe(withoutDefaults(text));
    }),
    { numRuns: 5000 },
  );
});

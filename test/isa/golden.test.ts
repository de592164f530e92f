import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { allForms } from '../../src/isa/forms.ts';
import { assembleLines, hasAs } from './gnu-as.ts';
import { combinations } from './operands.ts';
import {
  disassemble,
  everyInstruction,
  goldenInstructions,
  isHint,
  readRows,
  toHex,
  write,
  type Written,
} from './rows.ts';

const rows = readRows();
const byText = new Map(rows.map((row) => [row.text, row]));

/** Mismatches as `text: ours, theirs`, so that a failure shows them all. */
function mismatches(
  instructions: readonly Written[],
  theirs: (instruction: Written, index: number) => string | undefined,
): string[] {
  return instructions.flatMap((instruction, index) => {
    const other = theirs(instruction, index);
    return instruction.hex === other ? [] : [`${instruction.text}: ${instruction.hex}, as ${other}`];
  });
}

/** They decode 66 before REX.W; the encoder has the shorter row without REX.W. */
const SHADOWED = [
  'push r64', 'push r/m64', 'push imm8', 'push imm32', 'pop r64', 'pop r/m64', 'pushfq', 'popfq',
  'enter imm16, imm8', 'leave',
]; // prettier-ignore

/** as warns of an override that `lea` does not use. */
function isIneffectual({ form, text }: Written): boolean {
  return form.mnemonic === 'lea' && /[efg]s:/.test(text);
}

/** Numbers that as cuts down to an operand's width in silence; we refuse them. */
const TOO_WIDE = /(?:,|pushw) (?:-0x81|0xff80|0xffff|-0x8001|0xffffff80|0xffffffff|-0x80000001)$/;

/** One instruction of every form with memory whose width is left out. */
function withoutWidth(): readonly Written[] {
  return allForms()
    .filter((form) => form.operands.every((spec) => !spec.memory || spec.size !== 0))
    .flatMap((form) => {
      const operands = combinations(form).find((list) => list.some(({ kind }) => kind === 'memory'));
      if (!operands) return [];
      const open = operands.map((operand) =>
        operand.kind === 'memory' ? { ...operand, size: undefined } : operand,
      );
      return [write(form, open)];
    });
}

describe('golden rows', () => {
  test('every form of the table is the one that the encoder takes in some row', () => {
    const taken = new Set(goldenInstructions().map((instruction) => instruction.taken));
    const hidden = allForms().filter((form) => !taken.has(form) && !isHint(form));
    expect(hidden.map((form) => form.text)).toEqual(SHADOWED);
  });

  test('the encoder gives the bytes that GNU as gave', () => {
    const written = goldenInstructions().filter((instruction) => !isIneffectual(instruction));
    expect(written.length).toBeGreaterThan(5000);
    expect(mismatches(written, ({ text }) => byText.get(text)?.hex)).toEqual([]);
  });

  test('the disassembler gives the text back', () => {
    const wrong = rows.filter(({ hex, disassembly }) => disassemble(hex) !== disassembly);
    expect(wrong).toEqual([]);
  });
});

/** Prefixes before what takes them, as compilers write them. */
const PREFIXED: readonly (readonly [text: string, hex: string])[] = [
  ['rep movsb', 'f3a4'],
  ['rep movsq QWORD PTR es:[rdi], QWORD PTR [rsi]', 'f348a5'],
  ['rep movs DWORD PTR es:[edi], DWORD PTR gs:[esi]', '6567f3a5'],
  ['rep stosq', 'f348ab'],
  ['rep stosd DWORD PTR es:[rdi], eax', 'f3ab'],
  ['repz cmpsb', 'f3a6'],
  ['repe cmpsb BYTE PTR [rsi], BYTE PTR es:[rdi]', 'f3a6'],
  ['repne scasb', 'f2ae'],
  ['repnz movsw', '66f2a5'],
  ['rep lodsd', 'f3ad'],
  ['lock cmpxchg DWORD PTR [rsi], ecx', 'f00fb10e'],
  ['lock cmpxchg16b OWORD PTR [rsi]', 'f0480fc70e'],
  ['lock xadd QWORD PTR [rdx], rax', 'f0480fc102'],
  ['lock bts DWORD PTR [rdi], 5', 'f00fba2f05'],
  ['lock neg BYTE PTR [rdi]', 'f0f61f'],
  ['notrack jmp rax', '3effe0'],
];

describe('prefixes', () => {
  test.each(PREFIXED)('%s is %s', (text, hex) => {
    const { sections } = assemble(`.intel_syntax noprefix\n${text}\n`);
    expect(toHex(sections.find(({ name }) => name === '.text')!.data)).toBe(hex);
  });

  test.each(['rep add eax, ebx', 'rep xlatb', 'lock movsb', 'lock bt DWORD PTR [rax], 1', 'addr32 jmp rax'])(
    '%s is refused',
    (text) => {
      expect(() => assemble(`.intel_syntax noprefix\n${text}\n`)).toThrow(/does not take the prefix/);
    },
  );
});

describe('GNU as, live', () => {
  const there = hasAs() || process.env['CI'] !== undefined;

  test.runIf(there)('every operand of every form: the same bytes, or a number that we find too wide', () => {
    const all = everyInstruction().filter(
      (instruction) =>
        !isIneffectual(instruction) && (instruction.hex !== undefined || !TOO_WIDE.test(instruction.text)),
    );
    const bytes = assembleLines(all.map(({ source }) => source));
    expect(all.length).toBeGreaterThan(20_000);
    expect(mismatches(all, (_, index) => bytes[index])).toEqual([]);
  });

  test.runIf(there)('prefixes: the same bytes', () => {
    const bytes = assembleLines(PREFIXED.map(([text]) => text));
    expect(bytes).toEqual(PREFIXED.map(([, hex]) => hex));
  });

  test.runIf(there)('memory without a stated width: we ask for it where as asks for it', () => {
    const all = withoutWidth();
    const bytes = assembleLines(all.map(({ source }) => source));
    expect(all.length).toBeGreaterThan(400);
    expect(mismatches(all, (_, index) => bytes[index])).toEqual([]);
  });
});

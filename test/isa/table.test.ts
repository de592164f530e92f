import { describe, expect, test } from 'vitest';
import { Op } from '../../asm/abi.ts';
import { candidates } from '../../src/isa/candidates.ts';
import { encode } from '../../src/isa/encode.ts';
import { CONDITIONS, allForms, formsOf, mnemonics } from '../../src/isa/forms.ts';
import type { Operand } from '../../src/isa/operand.ts';
import { operationOf } from '../../src/machine/operation.ts';
import { memoryOperand, named } from './operands.ts';

/** Without those that the machine's decoder adds by itself: they come first. */
const operations = Object.values(Op).filter((op) => typeof op === 'number' && op >= Op.MOV_R8_R8);

describe('the instruction table', () => {
  test('every row has operations', () => {
    for (const { form, takesRegister, takesMemory } of candidates().flat()) {
      const kinds = [false, true].filter((memory) => (memory ? takesMemory : takesRegister));
      expect(kinds.map((memory) => operationOf(form, memory))).not.toContain(Op.INVALID);
    }
  });

  test('every operation is reached by a row that the decoder can take', () => {
    const reached = new Set(
      candidates()
        .flat()
        .flatMap(({ form, takesRegister, takesMemory }) => [
          ...(takesRegister ? [operationOf(form, false)] : []),
          ...(takesMemory ? [operationOf(form, true)] : []),
        ]),
    );
    expect(operations.filter((op) => !reached.has(op as Op)).map((op) => Op[op as Op])).toEqual([]);
  });

  test('no two rows are the same', () => {
    const rows = allForms().map((form) => {
      const { text, prefix, rexW, map, opcode, digit } = form;
      return [text, prefix, rexW, map, opcode, digit].join(' ');
    });
    expect(rows.length).toBe(new Set(rows).size);
  });

  test('forms are found by mnemonic, in the order of the table', () => {
    expect(mnemonics().flatMap((mnemonic) => formsOf(mnemonic)).length).toBe(allForms().length);
    expect(formsOf('cqo').map((form) => form.text)).toEqual(['cqo']);
    expect(formsOf('nonsense')).toEqual([]);
    for (const name of CONDITIONS.flat()) expect(formsOf(`j${name}`)).toHaveLength(2);
  });
});

const register = (name: string): Operand => ({ kind: 'register', register: named(name) });
const immediate = (value: bigint): Operand => ({ kind: 'immediate', value, symbolic: false });
const at = (base: string, index: string, scale: 1 | 2): Operand =>
  memoryOperand(formsOf('lea')[0]!.operands[1]!, {
    segment: undefined,
    base: named(base),
    index: named(index),
    scale,
    displacement: 0n,
  });

describe('encode refuses', () => {
  const rax = register('rax');
  const al = register('al');
  const ah = register('ah');
  const r8b = register('r8b');

  const refusals: readonly [text: string, operands: readonly Operand[], code: string, message: string][] = [
    ['mvo', [rax, rax], 'mnemonic', "unknown mnemonic 'mvo'"],
    ['mov', [rax], 'operands', "'mov' does not take rax"],
    ['mov', [rax, al], 'operands', "'mov' does not take rax, al"],
    ['ret', [rax], 'operands', "'ret' does not take rax"],
    ['cdq', [immediate(1n)], 'operands', "'cdq' does not take an immediate"],
    ['mov', [al, immediate(256n)], 'range', "256 does not fit an immediate of 'mov'"],
    ['add', [rax, immediate(1n << 31n)], 'range', "2147483648 does not fit an immediate of 'add'"],
    ['push', [immediate(1n << 40n)], 'range', "1099511627776 does not fit an immediate of 'push'"],
    ['jrcxz', [{ kind: 'relative', distance: 200n }], 'range', "'jrcxz' does not reach 200 bytes"],
    ['mov', [at('rax', 'rcx', 1), immediate(1n)], 'size', "ambiguous operand size for 'mov'"],
    ['mov', [at('rax', 'rcx', 1), immediate(0xffff_ffffn)], 'size', "ambiguous operand size for 'mov'"],
    ['inc', [at('rax', 'rcx', 1)], 'size', "ambiguous operand size for 'inc'"],
    ['mov', [ah, r8b], 'operands', 'ah, bh, ch and dh cannot stand beside a register that needs REX'],
    ['lea', [rax, at('rax', 'rsp', 2)], 'operands', 'rsp cannot be an index register'],
    ['lea', [rax, at('rsp', 'rsp', 1)], 'operands', 'rsp cannot be an index register'],
  ];
  test.each(refusals)('%s %#', (mnemonic, operands, code, message) => {
    expect(() => encode(mnemonic, operands)).toThrow(expect.objectContaining({ code, message }));
  });

  test('prefixes where they mean nothing', () => {
    const memory = at('rax', 'rcx', 1);
    const locked = { prefixes: ['lock'] };
    expect(encode('add', [memory, rax], locked).bytes).toEqual([0xf0, 0x48, 0x01, 0x04, 0x08]);
    expect(encode('xchg', [rax, memory], locked).bytes).toEqual([0xf0, 0x48, 0x87, 0x04, 0x08]);
    for (const [mnemonic, operands] of [
      ['add', [rax, memory]],
      ['add', [rax, rax]],
      ['mov', [memory, rax]],
      ['cmp', [memory, rax]],
    ] as const) {
      expect(() => encode(mnemonic, operands, locked)).toThrow("does not take the prefix 'lock' here");
    }
  });
});

describe('encode says where a symbol goes', () => {
  const symbol = { value: 0n, symbolic: true } as const;
  const symbolic: Operand = { kind: 'immediate', ...symbol };
  const rows: readonly [string, string, number, boolean, string][] = [
    ['mov', 'edi', 4, false, 'bf 00 00 00 00'],
    ['mov', 'rdi', 4, true, '48 c7 c7 00 00 00 00'],
    ['movabs', 'rdi', 8, false, '48 bf 00 00 00 00 00 00 00 00'],
    ['add', 'eax', 4, false, '05 00 00 00 00'],
    ['add', 'rcx', 4, true, '48 81 c1 00 00 00 00'],
    ['add', 'cl', 1, false, '80 c1 00'],
    ['cmp', 'dx', 2, false, '66 81 fa 00 00'],
  ];
  test.each(rows)('%s %s, symbol', (mnemonic, destination, size, signed, hex) => {
    const { bytes, immediate: field } = encode(mnemonic, [register(destination), symbolic]);
    expect(bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')).toBe(hex);
    expect(field).toEqual({ offset: bytes.length - size, size, signed });
  });

  test('in a displacement, and behind it an immediate', () => {
    const memory: Operand = {
      ...memoryOperand(formsOf('add').find((form) => form.text === 'add r/m64, imm8')!.operands[0]!, {
        segment: undefined,
        base: named('rip'),
        index: undefined,
        scale: 1,
        displacement: 0n,
      }),
      symbolic: true,
    };
    const {
      bytes,
      displacement,
      immediate: number,
    } = encode('add', [memory, { kind: 'immediate', value: 5n, symbolic: false }]);
    expect(bytes).toEqual([0x48, 0x83, 0x05, 0, 0, 0, 0, 5]);
    expect(displacement).toEqual({ offset: 3, size: 4, signed: true });
    expect(number).toEqual({ offset: 7, size: 1, signed: true });
  });

  test('in a branch of the width that was asked for', () => {
    const target: Operand = { kind: 'relative', distance: 0n };
    expect(encode('jmp', [target]).relative).toEqual({ offset: 1, size: 1, signed: true });
    expect(encode('jmp', [target], { relativeSize: 4 }).relative).toEqual({
      offset: 1,
      size: 4,
      signed: true,
    });
    expect(encode('je', [target], { relativeSize: 4 }).bytes).toEqual([0x0f, 0x84, 0, 0, 0, 0]);
    expect(() => encode('loop', [target], { relativeSize: 4 })).toThrow(/does not reach/);
  });
});

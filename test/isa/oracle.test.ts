import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, type Instruction } from '../../src/isa/decode.ts';
import { allForms } from '../../src/isa/forms.ts';
import type { Operand } from '../../src/isa/operand.ts';
import { isRepeatable, repeatName } from '../../src/isa/prefix.ts';
import { ask, codeName, type Oracle } from './iced.ts';
import { codeBytes } from './random.ts';
import { everyInstruction, fromHex, isHint, readRows, toHex } from './rows.ts';

const ADDRESS = 0x400000n;

/** What iced calls otherwise than as does. */
const ALIASES: Readonly<Record<string, string>> = {
  movabs: 'mov',
  reservednop: 'nop',
  wait: 'fwait',
  xlatb: 'xlat',
};

/** as leaves the width of a string instruction to its operands, and of some others to the prefix. */
function nameOf(mnemonic: string): string {
  const string = /^(movs|cmps|stos|lods|scas)[bwdq]?$/.exec(mnemonic)?.[1];
  return string ?? ALIASES[mnemonic] ?? mnemonic.replace(/^(push|popf|pushf|enter|leave)[wq]$/, '$1');
}

function plainOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'register':
      return operand.register.name;
    case 'immediate':
      return `#${operand.value}`;
    case 'relative':
      return `.${operand.distance}`;
    case 'memory': {
      const { size, segment, base, index, scale, displacement } = operand;
      const address = BigInt.asUintN(64, displacement).toString(16);
      return `m${size ?? ''} ${segment?.name}:[${base?.name}+${index?.name}*${scale}+${address}]`;
    }
  }
}

/** Order means nothing to `xchg`, and iced writes it the other way round. */
function plainOperands(mnemonic: string, operands: readonly Operand[]): string {
  const texts = operands.map(plainOperand);
  return (mnemonic === 'xchg' ? texts.sort() : texts).join(', ');
}

function ours({ form, operands, length, prefixes }: Instruction): string {
  const mnemonic = nameOf(form.mnemonic);
  const shown = prefixes.filter((prefix) => prefix !== 'addr32');
  return `${length} ${shown.join(' ')} ${mnemonic} ${plainOperands(mnemonic, operands)}`;
}

function theirs({ mnemonic, operands, length, lock, repeat }: Oracle, instruction: Instruction): string {
  const { form } = instruction;
  // the operand of 0F 1F that manuals leave out
  // and the memory of maskmovdqu, which no text names
  const shown =
    form.mnemonic === 'nop'
      ? operands.slice(0, form.operands.length)
      : operands.slice(form.mnemonic === 'maskmovdqu' ? 1 : 0);
  const repeats = repeat !== undefined && isRepeatable(form);
  const prefix = lock ? 'lock' : repeats ? repeatName(form, repeat === 'F2' ? 0xf2 : 0xf3) : '';
  return `${length} ${prefix} ${nameOf(mnemonic)} ${plainOperands(mnemonic, shown)}`;
}

/** Under REX.W iced names the 64-bit register; its upper half is zero, or not looked at, with the 32-bit one too. */
const ANY_WIDTH = /^(?:movmskp[sd]|pmovmskb|p(?:ins|ext)rw)$/;

/**
 * Where we know better. The byte 90 with REX.B is `xchg` under F3 too (an EPYC exchanges); with REX.W alone the
 * exchange of rax with itself is a `nop`. iced knows the hints that newer processors have put on free opcodes, and
 * names the half of its source that `movsxd` moves under 66, where as names all of it.
 */
function knownBetter(instruction: Instruction, oracle: Oracle): boolean {
  if (ANY_WIDTH.test(oracle.mnemonic)) return codeName(oracle.code).includes('r64');
  const { mnemonic } = instruction.form;
  if (isHint(instruction.form)) return instruction.length === oracle.length;
  if (instruction.form.text === 'movsxd r16, r/m32') return oracle.mnemonic === 'movsxd';
  return mnemonic === 'xchg' && (oracle.mnemonic === 'pause' || oracle.mnemonic === 'nop');
}

/** The forms of iced that our table has. */
const CODES = new Set(readRows().map(({ hex }) => ask(fromHex(hex))!.code));

/** Forms whose 66 relative we leave out; F2 and F3, which do nothing there, go with it. */
const NO_PREFIXES = new Set(
  allForms()
    .filter((form) => form.prefix === 'NP')
    .flatMap(({ opcode, plusRegister }) =>
      Array.from({ length: plusRegister ? 8 : 1 }, (_, register) => opcode + register),
    ),
);

/** A line about what is wrong, or undefined. */
function difference(bytes: Uint8Array): string | undefined {
  const oracle = ask(bytes, ADDRESS);
  const instruction = decode(bytes, ADDRESS);
  if (!instruction) {
    if (!oracle || !CODES.has(oracle.code)) return undefined;
    const repeated = bytes
      .slice(0, oracle.length)
      .some((byte) => byte === 0xf2 || byte === 0xf3 || byte === 0x66);
    const opcode = bytes.slice(0, oracle.length).some((byte) => NO_PREFIXES.has(byte));
    return repeated && opcode ? undefined : `${toHex(bytes)}: we miss ${codeName(oracle.code)}`;
  }
  if (!oracle) return `${toHex(bytes)}: iced finds no instruction, we ${ours(instruction)}`;
  if (knownBetter(instruction, oracle)) return undefined;
  const [left, right] = [ours(instruction), theirs(oracle, instruction)];
  if (left !== right) return `${toHex(bytes)}: ${left}, iced ${right}`;
  // what counts in ecx is the same row with another prefix
  const counts = instruction.prefixes.includes('addr32');
  if (!CODES.has(oracle.code) && instruction.form.mnemonic !== 'nop' && !counts)
    return `${toHex(bytes)}: ${left} is ${codeName(oracle.code)}, which we do not have`;
  return undefined;
}

describe('the decoder agrees with iced-x86', () => {
  test('on every operand of every form', () => {
    const encoded = everyInstruction().flatMap(({ hex }) => (hex === undefined ? [] : [fromHex(hex)]));
    expect(encoded.length).toBeGreaterThan(20_000);
    expect(encoded.flatMap((bytes) => difference(bytes) ?? [])).toEqual([]);
  });

  test('on every opcode with every ModRM byte', () => {
    const wrong: string[] = [];
    for (const head of [[], [0x66], [0xf3], [0x66, 0x49]]) {
      for (let opcode = 0; opcode < 0x10000; opcode++) {
        const bytes = Uint8Array.from([...head, opcode >> 8, opcode & 0xff, ...TAIL]);
        const line = difference(bytes);
        if (line !== undefined) wrong.push(line);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test('on every opcode behind 0F, after every prefix that may select the instruction', () => {
    const wrong: string[] = [];
    const prefixes = [[], [0x66], [0xf3], [0xf2], [0x66, 0xf3], [0xf2, 0x66], [0xf2, 0xf3]];
    const heads = prefixes.flatMap((head) => [head, [...head, 0x48]]);
    for (const head of heads) {
      for (let opcode = 0; opcode < 0x100; opcode++) {
        for (let digit = 0; digit < 0x40; digit += 8) {
          for (const rm of [0x05, 0xc1]) {
            const line = difference(Uint8Array.from([...head, 0x0f, opcode, rm | digit, ...TAIL]));
            if (line !== undefined) wrong.push(line);
          }
        }
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test('on random bytes', () => {
    fc.assert(
      fc.property(codeBytes, (bytes) => {
        expect(difference(bytes)).toBeUndefined();
      }),
      { numRuns: 5000 },
    );
  });
});

const TAIL = [0x25, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x11, 0x22, 0x33, 0x44];

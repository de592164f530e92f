import {
  Code,
  CodeExt,
  CpuidFeature,
  EncodingKind,
  Instruction,
  MandatoryPrefix,
  Mnemonic,
  OpCodeTableKind,
} from 'iced-x86';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/isa/decode.ts';
import { formsOf, mnemonics } from '../../src/isa/forms.ts';
import { refusedBytes, refusedMnemonic } from '../../src/isa/refused.ts';
import { fromHex } from './rows.ts';

/** cpuid's features in iced's names, as the extensions that we name. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  FPU: 'x87', FPU287: 'x87', FPU387: 'x87', MMX: 'MMX', D3NOW: '3DNow!', D3NOWEXT: '3DNow!', SSE3: 'SSE3', SSSE3: 'SSSE3',
  SSE4_1: 'SSE4.1', SSE4_2: 'SSE4.2', AES: 'AES', PCLMULQDQ: 'PCLMULQDQ', SHA: 'SHA', AVX: 'AVX', AVX2: 'AVX',
  F16C: 'F16C', FMA: 'FMA', BMI1: 'BMI1', BMI2: 'BMI2', ADX: 'ADX', MOVBE: 'MOVBE', AVX512F: 'AVX-512',
  RDRAND: 'RDRAND', RDSEED: 'RDRAND', FSGSBASE: 'FSGSBASE', RDTSCP: 'RDTSCP', XSAVE: 'XSAVE',
}; // prettier-ignore

const MAPS: ReadonlyMap<OpCodeTableKind, string> = new Map([
  [OpCodeTableKind.Normal, ''],
  [OpCodeTableKind.T0F, '0f'],
  [OpCodeTableKind.T0F38, '0f38'],
  [OpCodeTableKind.T0F3A, '0f3a'],
]);
const PREFIXES: ReadonlyMap<MandatoryPrefix, string> = new Map([
  [MandatoryPrefix.P66, '66'],
  [MandatoryPrefix.PF3, 'f3'],
  [MandatoryPrefix.PF2, 'f2'],
]);

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

interface Foreign {
  readonly name: string;
  readonly mnemonic: string;
  readonly extension: string;
  readonly bytes: string;
}

/** The bytes of an instruction with registers as operands, or with [rax] where the form wants memory. */
function bytesOf(code: Code): string | undefined {
  const info = CodeExt.opCode(code);
  try {
    if (!info.mode64 || info.fwait) return undefined;
    const reg = info.isGroup ? info.groupIndex << 3 : 0;
    const modRM = hex(reg | (/m\d+$/.test(Code[code]) ? 0 : 0xc0));
    const opcode =
      info.opCodeLength === 2 ? hex(info.opCode >> 8) + hex(info.opCode & 0xff) : hex(info.opCode) + modRM;
    const prefix = PREFIXES.get(info.mandatoryPrefix) ?? '';
    const map = MAPS.get(info.table);
    if (map === undefined) return undefined;
    if (info.encoding === EncodingKind.Legacy) return `${prefix}${info.W ? '48' : ''}${map}${opcode}`;
    if (info.encoding !== EncodingKind.VEX) return undefined;
    const mapNumber = ['', '0f', '0f38', '0f3a'].indexOf(map);
    const pp = ['', '66', 'f3', 'f2'].indexOf(prefix);
    return `c4${hex(0xe0 | mapNumber)}${hex((info.W << 7) | 0x78 | (info.L << 2) | pp)}${opcode}`;
  } finally {
    info.free();
  }
}

/** Those that no row of the table has. */
function foreign(): readonly Foreign[] {
  return Object.entries(Code).flatMap(([name, code]) => {
    if (typeof code !== 'number' || code === Code.INVALID) return [];
    const instruction = new Instruction();
    instruction.code = code;
    const features = Array.from(instruction.cpuidFeatures(), (feature) => CpuidFeature[feature]!);
    const mnemonic = Mnemonic[instruction.mnemonic].toLowerCase();
    instruction.free();
    const extension = features.length === 1 ? EXTENSIONS[features[0]!] : undefined;
    const bytes = extension && bytesOf(code);
    return bytes && !decode(fromHex(bytes)) ? [{ name, mnemonic, extension, bytes }] : [];
  });
}

describe('instructions of other processors', () => {
  test('are named by their extension, by bytes as by mnemonic', () => {
    const wrong = foreign().flatMap(({ name, mnemonic, extension, bytes }) => {
      const byBytes = refusedBytes(fromHex(bytes))?.extension;
      const byName = refusedMnemonic(mnemonic)?.extension;
      return byBytes === extension && (formsOf(mnemonic).length > 0 || byName === extension)
        ? []
        : [`${name} ${bytes}: ${extension}, not ${byBytes}, ${byName}`];
    });
    expect(wrong).toEqual([]);
  });

  test('are not those of our table', () => {
    expect(mnemonics().filter((mnemonic) => refusedMnemonic(mnemonic))).toEqual([]);
  });

  test.each([
    ['06', '32-bit code'],
    ['ec', 'port I/O'],
    ['8ed8', 'segments and far transfers'],
    ['fa', 'system instructions'],
    ['0f22d8', 'system instructions'],
    ['0f01d0', 'XSAVE'],
    ['62f17c4858c1', 'AVX-512'],
    ['c7f800000000', 'TSX'],
    ['0f0d', undefined],
    ['', undefined],
    ['66', undefined],
  ])('%s is of %s', (bytes, extension) => {
    expect(refusedBytes(fromHex(bytes))?.extension).toBe(extension);
  });
});

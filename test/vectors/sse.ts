/** What each SSE instruction is tried on. */

import { MXCSR_START, X87_CONTROL_START } from '../../asm/abi.ts';
import { bytesOf, CASES } from './generate.ts';
import type { Instance } from './instances.ts';
import { BACKGROUND, DATA, STICKY, XMM_BACKGROUND } from './layout.ts';
import type { Case } from './native.ts';
import { edges, flagsOf, operandValue, Random } from './values.ts';

/** Single and double precision, with the edges of both and of the integers that they are converted to. */
const SINGLE = [
  0x0000_0000, 0x8000_0000, 0x3f80_0000, 0xbf80_0000, 0x4000_0000, 0x3f00_0000, 0xbf00_0000, // 0, 1, 2, 0.5
  0x3fc0_0000, 0x4020_0000, 0xc020_0000, 0x3eff_ffff, 0x3f80_0001, 0x4b00_0001, 0x4aff_ffff, 0x4b80_0001, // ties
  0x0000_0001, 0x8000_0001, 0x007f_ffff, 0x0080_0000, 0x8080_0000, 0x7f7f_ffff, 0xff7f_ffff, // smallest, greatest
  0x7f80_0000, 0xff80_0000, // infinities
  0x7fc0_0000, 0xffc0_0000, 0x7fc1_2345, 0xffd4_3210, 0x7f80_0001, 0xffa0_0001, 0x7fbf_ffff, // NaNs
  0x4eff_ffff, 0x4f00_0000, 0xcf00_0000, 0xcf00_0001, 0x5eff_ffff, 0x5f00_0000, 0xdf00_0000, 0xdf00_0001, // 2^31, 2^63
].map(BigInt); // prettier-ignore
const DOUBLE = [
  0x0000_0000_0000_0000n, 0x8000_0000_0000_0000n, 0x3ff0_0000_0000_0000n, 0xbff0_0000_0000_0000n,
  0x4000_0000_0000_0000n, 0x3fe0_0000_0000_0000n, 0xbfe0_0000_0000_0000n, 0x3ff8_0000_0000_0000n,
  0x4004_0000_0000_0000n, 0xc004_0000_0000_0000n, 0x3fdf_ffff_ffff_ffffn, 0x3ff0_0000_0000_0001n,
  0x0000_0000_0000_0001n, 0x8000_0000_0000_0001n, 0x000f_ffff_ffff_ffffn, 0x0010_0000_0000_0000n,
  0x7fef_ffff_ffff_ffffn, 0xffef_ffff_ffff_ffffn, 0x7ff0_0000_0000_0000n, 0xfff0_0000_0000_0000n,
  0x7ff8_0000_0000_0000n, 0xfff8_0000_0000_0000n, 0x7ff8_1234_5678_9abcn, 0xfffc_ba98_7654_3210n,
  0x7ff0_0000_0000_0001n, 0xfff4_0000_2000_0001n, 0x7ff7_ffff_ffff_ffffn,
  0x41df_ffff_ffc0_0000n, 0x41df_ffff_ffe0_0000n, 0x41df_ffff_ffdf_ffffn, 0x41e0_0000_0000_0000n, // 2^31
  0xc1e0_0000_0000_0000n, 0xc1e0_0000_0010_0000n, 0xc1e0_0000_0020_0000n, 0x43df_ffff_ffff_ffffn, // 2^63
  0x43e0_0000_0000_0000n, 0xc3e0_0000_0000_0000n, 0xc3e0_0000_0000_0001n, 0x4330_0000_0000_0001n,
  0x3690_0000_0000_0000n, 0x36a0_0000_0000_0000n, 0x380f_ffff_f000_0000n, 0x3810_0000_0000_0000n, // as single precision
  0x47ef_ffff_e000_0000n, 0x47ef_ffff_efff_ffffn, 0x47ef_ffff_f000_0000n, 0x3ff0_0000_1000_0000n,
  0x3ff0_0000_3000_0000n, 0x3ff0_0000_1000_0001n,
]; // prettier-ignore

/** A number of moderate size: exponents at which sums and products stay in range. */
function moderate(random: Random, width: 32 | 64): bigint {
  const mantissa = width === 32 ? 23n : 52n;
  const bias = width === 32 ? 127n : 1023n;
  const exponent = bias + BigInt(random.below(60)) - 30n;
  const sign = BigInt(random.below(2)) << BigInt(width - 1);
  return sign | (exponent << mantissa) | (random.u64() & ((1n << mantissa) - 1n));
}

function lane(random: Random, kind: Kind, width: number): bigint {
  if (kind === 'single' || kind === 'double') {
    const bits = kind === 'single' ? 32 : 64;
    const turn = random.below(8);
    if (turn < 5) return random.pick(kind === 'single' ? SINGLE : DOUBLE);
    return turn < 7 ? moderate(random, bits) : BigInt.asUintN(bits, random.u64());
  }
  return random.below(2) ? random.pick(edges(width)) : BigInt.asUintN(width, random.u64());
}

const KINDS = ['single', 'double', 'integer', 'count'] as const;
type Kind = (typeof KINDS)[number];

/** 128 bits for any instruction. */
export function anyLanes(random: Random): bigint {
  return lanes(random, random.pick(KINDS));
}

function kindOf(mnemonic: string): Kind {
  if (mnemonic.startsWith('cvtdq2')) return 'integer';
  if (/^ps[lr]/.test(mnemonic)) return 'count';
  if (/(?:ps|ss)(?:2|$)/.test(mnemonic)) return 'single';
  return /(?:pd|sd)(?:2|$)/.test(mnemonic) ? 'double' : 'integer';
}

/** 128 bits of lanes, all of one width. */
function lanes(random: Random, kind: Kind): bigint {
  const width = kind === 'single' ? 32 : kind === 'double' ? 64 : random.pick([8, 16, 32, 64]);
  let value = 0n;
  for (let at = 0; at < 128; at += width) value |= lane(random, kind, width) << BigInt(at);
  return value;
}

/** What a packed shift takes its count from: 64 bits, of which more than the low ones count. */
function shiftCount(random: Random): bigint {
  const low = random.pick([
    0n,
    1n,
    7n,
    8n,
    15n,
    16n,
    17n,
    31n,
    32n,
    33n,
    63n,
    64n,
    65n,
    0x100n,
    1n << 32n,
    1n << 63n,
  ]);
  return (random.u64() << 64n) | low;
}

/** The values of MXCSR that the machine takes. */
function acceptable(random: Random): number {
  return MXCSR_START | random.below(STICKY + 1);
}

function memoryValue({ form }: Instance, random: Random): bigint {
  if (form.mnemonic === 'ldmxcsr') return BigInt(acceptable(random));
  const kind = kindOf(form.mnemonic);
  if (form.operands.some(({ text }) => text.startsWith('r/m'))) return operandValue(random, 64);
  return kind === 'count' ? shiftCount(random) : lanes(random, kind);
}

/** So many that every form, with registers and memory, has fifty and more. */
function repetitions({ form }: Instance): number {
  if (form.operands.every(({ implied }) => implied !== undefined)) return CASES;
  if (form.operands.length === 1) return 14;
  return form.immediates.length > 0 ? 8 : 20;
}

export function sseCasesOf(instance: Instance, seed: number): readonly Case[] {
  const random = new Random(seed);
  const { form, operands, code, address, placed } = instance;
  const kind = kindOf(form.mnemonic);
  return Array.from({ length: repetitions(instance) }, (_, turn): Case => {
    const registers = [...BACKGROUND];
    const xmm = [...XMM_BACKGROUND];
    operands.forEach((operand, position) => {
      if (operand.kind !== 'register') return;
      const { register } = operand;
      if (register.class !== 'xmm') registers[register.number] = operandValue(random, register.size);
      else if (kind === 'count')
        xmm[register.number] = position ? shiftCount(random) : lanes(random, 'integer');
      else xmm[register.number] = lanes(random, kind);
    });
    for (const [number, value] of placed) registers[number] = value;
    const spec = form.operands.find(({ memory }) => memory);
    const reads = address !== undefined && spec !== undefined && form.mnemonic !== 'clflush';
    return {
      code,
      target: undefined,
      before: {
        registers,
        flags: flagsOf(turn + form.opcode),
        sse: {
          xmm,
          mxcsr: form.mnemonic === 'stmxcsr' ? acceptable(random) : MXCSR_START,
          control: form.extension === 'x87' ? (random.u32() & 0x1f3f) | 0x40 : X87_CONTROL_START,
        },
      },
      operand: reads
        ? { offset: address - DATA, bytes: bytesOf(memoryValue(instance, random), spec.size) }
        : undefined,
    };
  });
}

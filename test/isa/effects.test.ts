/** What instructions read and write, as iced-x86 knows it; rsp aside, which ours leave to whoever follows the stack. */

import {
  Decoder,
  DecoderOptions,
  InstructionInfoFactory,
  OpAccess,
  Register,
  RegisterExt,
  type UsedMemory,
  type UsedRegister,
} from 'iced-x86';
import { expect, test } from 'vitest';
import { decode } from '../../src/isa/decode.ts';
import { effectsOf } from '../../src/isa/effects.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { fromHex, readRows } from './rows.ts';

const READS = new Set([OpAccess.Read, OpAccess.CondRead, OpAccess.ReadWrite, OpAccess.ReadCondWrite]);
const WRITES = new Set([OpAccess.Write, OpAccess.CondWrite, OpAccess.ReadWrite, OpAccess.ReadCondWrite]);
const RSP = 1 << 4;

interface Sets {
  reads: number;
  writes: number;
  stores: boolean;
}

const factory = new InstructionInfoFactory();

function theirs(bytes: Uint8Array): Sets {
  const decoder = new Decoder(64, bytes, DecoderOptions.None);
  const instruction = decoder.decode();
  const info = factory.info(instruction);
  const sets: Sets = { reads: 0, writes: 0, stores: false };
  for (const { register, access } of info.usedRegisters() as UsedRegister[]) {
    const bit = bitOf(register);
    if (READS.has(access)) sets.reads |= bit;
    if (WRITES.has(access)) sets.writes |= bit;
  }
  sets.stores = (info.usedMemory() as UsedMemory[]).some(({ access }) => WRITES.has(access));
  return sets;
}

/** What iced leaves to its user: what the kernel, fxrstor and prefetches do, and that `xchg ax, ax` is a nop. */
const OTHERWISE = /^(?:syscall|prefetch|clflush|fxrstor|xchg (\w+), \1$|maskmovdqu)/;

function bitOf(register: number): number {
  const full = RegisterExt.fullRegister(register);
  if (full >= Register.RAX && full <= Register.R15) return 1 << (full - Register.RAX);
  const vector = full - Register.ZMM0;
  return vector >= 0 && vector < 16 ? 1 << (vector + 16) : 0;
}

function setText(set: number): string {
  return (set >>> 0).toString(16);
}

test('every golden instruction', () => {
  const problems: string[] = [];
  for (const { hex } of readRows()) {
    const bytes = fromHex(hex);
    const instruction = decode(bytes)!;
    const ours = effectsOf(instruction);
    const known = theirs(bytes);
    const text = formatInstruction(instruction);
    if (OTHERWISE.test(text)) continue;
    const say = (what: string, mine: number, other: number): void => {
      problems.push(`${text}: ${what} ${setText(mine)}, not ${setText(other)}`);
    };
    if ((ours.writes & ~RSP) !== (known.writes & ~RSP)) say('writes', ours.writes, known.writes);
    // a register that is written too may be one that the result does not depend on
    const extra = ours.reads & ~known.reads & ~RSP;
    const missing = known.reads & ~ours.reads & ~known.writes & ~RSP;
    if (extra !== 0 || missing !== 0) say('reads', ours.reads, known.reads);
    const { stores } = ours;
    const pushes = /^(?:push|call|enter)/.test(instruction.form.mnemonic);
    if (stores !== known.stores && !pushes) problems.push(`${text}: stores ${stores}, not ${known.stores}`);
  }
  expect(problems.slice(0, 200)).toEqual([]);
});

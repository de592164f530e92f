/** Runs instructions on this computer's processor, by way of `native.c`. Needs gcc on x86-64 Linux. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MXCSR_START, X87_CONTROL_START } from '../../asm/abi.ts';
import {
  FLAGS,
  XMM_BACKGROUND,
  type MemoryWrite,
  type Outcome,
  type Recording,
  type SseState,
  type State,
} from './layout.ts';

/** What is to be run. */
export interface Case {
  readonly code: Uint8Array;
  /** Where a branch may lead, an address; undefined when it can't leave the straight line. */
  readonly target: number | undefined;
  readonly before: State;
  readonly operand: MemoryWrite | undefined;
}

// the structs of native.c
const SSE_SIZE = 16 * 16 + 2 * 4;
const INPUT_SSE = 256 + 16 + 8 + 32 + 16 * 8 + 8;
const INPUT_SIZE = INPUT_SSE + SSE_SIZE;
const OUTPUT_SSE = 16 * 8 + 3 * 8 + 2 * 4 + 256;
const OUTPUT_SIZE = OUTPUT_SSE + SSE_SIZE;

const NO_SSE: SseState = {
  xmm: XMM_BACKGROUND.map(() => 0n),
  mxcsr: MXCSR_START,
  control: X87_CONTROL_START,
};

function input(cases: readonly Case[]): Buffer {
  const buffer = Buffer.alloc(cases.length * INPUT_SIZE);
  cases.forEach(({ code, target, before, operand }, index) => {
    const at = index * INPUT_SIZE;
    buffer.set(code, at);
    buffer.writeUInt32LE(code.length, at + 256);
    buffer.writeUInt32LE(operand?.bytes.length ?? 0, at + 260);
    buffer.writeUInt32LE(operand?.offset ?? 0, at + 264);
    buffer.writeBigUInt64LE(BigInt(target ?? 0), at + 272);
    if (operand) buffer.set(operand.bytes, at + 280);
    before.registers.forEach((value, number) => buffer.writeBigUInt64LE(value, at + 312 + number * 8));
    buffer.writeBigUInt64LE(BigInt(before.flags), at + 440);
    writeSse(buffer, at + INPUT_SSE, before.sse ?? NO_SSE);
  });
  return buffer;
}

function writeSse(buffer: Buffer, at: number, { xmm, mxcsr, control }: SseState): void {
  xmm.forEach((value, number) => {
    buffer.writeBigUInt64LE(BigInt.asUintN(64, value), at + number * 16);
    buffer.writeBigUInt64LE(value >> 64n, at + number * 16 + 8);
  });
  buffer.writeUInt32LE(mxcsr, at + 256);
  buffer.writeUInt32LE(control, at + 260);
}

function readSse(buffer: Buffer, at: number): SseState {
  const xmm = XMM_BACKGROUND.map(
    (_, number) =>
      buffer.readBigUInt64LE(at + number * 16) | (buffer.readBigUInt64LE(at + number * 16 + 8) << 64n),
  );
  return { xmm, mxcsr: buffer.readUInt32LE(at + 256), control: buffer.readUInt32LE(at + 260) };
}

const SIGFPE = 8;

function outcome(buffer: Buffer, at: number, source: Case): Outcome {
  const registers = Array.from({ length: 16 }, (_, number) => buffer.readBigUInt64LE(at + number * 8));
  const fault = Number(buffer.readBigUInt64LE(at + 136));
  if (fault !== 0 && fault !== SIGFPE) {
    throw new Error(`signal ${fault} from ${Buffer.from(source.code).toString('hex')}`);
  }
  const length = buffer.readUInt32LE(at + 156);
  return {
    registers,
    flags: Number(buffer.readBigUInt64LE(at + 128)) & FLAGS,
    divideError: fault === SIGFPE,
    rip: Number(buffer.readBigInt64LE(at + 144)),
    written:
      length === 0
        ? undefined
        : {
            offset: buffer.readUInt32LE(at + 152),
            bytes: Uint8Array.from(buffer.subarray(at + 160, at + 160 + length)),
          },
    ...(source.before.sse ? { sse: readSse(buffer, at + OUTPUT_SSE) } : {}),
  };
}

function runNatively(cases: readonly Case[]): readonly Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-native-'));
  try {
    const program = join(folder, 'native');
    const source = fileURLToPath(new URL('./native.c', import.meta.url));
    execFileSync('gcc', ['-O1', '-Wall', '-Werror', '-fno-stack-protector', '-o', program, source]);
    const output = execFileSync(program, { input: input(cases), maxBuffer: 1 << 30 });
    if (output.length !== cases.length * OUTPUT_SIZE) throw new Error('native: too few outcomes');
    return cases.map((one, index) => outcome(output, index * OUTPUT_SIZE, one));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What each group of cases, which share their code, does here. */
export function record(groups: readonly (readonly Case[])[], instructions: number): readonly Recording[] {
  const outcomes = runNatively(groups.flat());
  let at = 0;
  return groups.map((cases) => ({
    code: cases[0]!.code,
    instructions,
    vectors: cases.map(({ before, operand }) => ({ before, operand, after: outcomes[at++]! })),
  }));
}

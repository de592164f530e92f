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
const INPUT_SSE = 16 + 8 + 16 * 8 + 8;
const OUTPUT_SSE = 16 * 8 + 3 * 8 + 2 * 4;
const OUTPUT_SIZE = OUTPUT_SSE + SSE_SIZE;

const NO_SSE: SseState = {
  xmm: XMM_BACKGROUND.map(() => 0n),
  mxcsr: MXCSR_START,
  control: X87_CONTROL_START,
};

function input({ code, target, before, operand }: Case): Buffer {
  const buffer = Buffer.alloc(INPUT_SSE + SSE_SIZE);
  buffer.writeUInt32LE(code.length);
  buffer.writeUInt32LE(operand?.bytes.length ?? 0, 4);
  buffer.writeUInt32LE(operand?.offset ?? 0, 8);
  buffer.writeBigUInt64LE(BigInt(target ?? 0), 16);
  before.registers.forEach((value, number) => buffer.writeBigUInt64LE(value, 24 + number * 8));
  buffer.writeBigUInt64LE(BigInt(before.flags), 152);
  writeSse(buffer, INPUT_SSE, before.sse ?? NO_SSE);
  return Buffer.concat([buffer, code, operand?.bytes ?? new Uint8Array()]);
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

function outcome(buffer: Buffer, source: Case): Outcome {
  const registers = Array.from({ length: 16 }, (_, number) => buffer.readBigUInt64LE(number * 8));
  const fault = Number(buffer.readBigUInt64LE(136));
  if (fault !== 0 && fault !== SIGFPE) {
    throw new Error(`signal ${fault} from ${Buffer.from(source.code).toString('hex')}`);
  }
  const bytes = Uint8Array.from(buffer.subarray(OUTPUT_SIZE));
  return {
    registers,
    flags: Number(buffer.readBigUInt64LE(128)) & FLAGS,
    divideError: fault === SIGFPE,
    rip: Number(buffer.readBigInt64LE(144)),
    written: bytes.length === 0 ? undefined : { offset: buffer.readUInt32LE(152), bytes },
    ...(source.before.sse ? { sse: readSse(buffer, OUTPUT_SSE) } : {}),
  };
}

/** `native.c`, compiled once. */
export class Processor {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fiberscope-native-'));
  readonly #program = join(this.#folder, 'native');

  constructor() {
    const source = fileURLToPath(new URL('./native.c', import.meta.url));
    execFileSync('gcc', ['-O1', '-Wall', '-Werror', '-fno-stack-protector', '-o', this.#program, source]);
  }

  run(cases: readonly Case[]): readonly Outcome[] {
    const output = execFileSync(this.#program, {
      input: Buffer.concat(cases.map(input)),
      maxBuffer: 1 << 30,
      timeout: 60_000,
    });
    let at = 0;
    const outcomes = cases.map((one) => {
      const start = at;
      at += OUTPUT_SIZE + output.readUInt32LE(start + 156);
      return outcome(output.subarray(start, at), one);
    });
    if (at !== output.length) throw new Error('native: too many outcomes');
    return outcomes;
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

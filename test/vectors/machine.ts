/** A machine laid out as the vectors were recorded, and what it does with one of them. */

import { Fault, Permission, Stop } from '../../asm/abi.ts';
import { GENERAL_REGISTERS, Machine, XMM_REGISTERS } from '../../src/machine/machine.ts';
import {
  CODE,
  CODE_PAGE,
  DATA,
  DATA_SIZE,
  FLAGS,
  GS_BASE,
  pattern,
  STICKY,
  type SseState,
  type Vector,
} from './layout.ts';

const PATTERN = pattern();
/** Where the machine notes which conditions hold. */
const CONDITIONS = DATA + DATA_SIZE;

/** `set{cc} BYTE PTR [CONDITIONS + cc]` for all sixteen, and `hlt`. */
const EPILOGUE = Uint8Array.from([
  ...Array.from({ length: 16 }, (_, condition) => {
    const address = CONDITIONS + condition;
    return [0x0f, 0x90 + condition, 0x04, 0x25, ...[0, 8, 16, 24].map((shift) => (address >> shift) & 0xff)];
  }).flat(),
  0xf4,
]);

/** No program that ends takes as many. */
const MOST_INSTRUCTIONS = 10_000_000n;

const hex = (value: bigint | number): string => value.toString(16);

/** Of a word in the layout of rflags, by the numbers of the conditions (SDM volume 1, appendix B). */
function conditionsOf(flags: number): string {
  const has = (bit: number): boolean => (flags & bit) !== 0;
  const [c, p, z, s, o] = [has(1), has(4), has(0x40), has(0x80), has(0x800)];
  return [o, c, z, c || z, s, p, s !== o, z || s !== o].map((holds) => (holds ? '10' : '01')).join('');
}

/** What may differ: flags that are undefined, and approximations. */
export interface Leeway {
  readonly flags: number;
  /** Single-precision results are right within a relative error of 1.5 * 2^-12 (SDM volume 2, RCPPS). */
  readonly approximate: boolean;
  /** The instruction loads MXCSR: all of it must be as recorded. Otherwise the flags of exceptions do not count. */
  readonly loadsMxcsr: boolean;
}

const RELATIVE_ERROR = 1.5 * 2 ** -12;

function singles(value: bigint): Float32Array {
  return new Float32Array(new BigUint64Array([BigInt.asUintN(64, value), value >> 64n]).buffer);
}

/** Lane by lane near to each other, or the same. */
function isNear(value: bigint, wanted: bigint): boolean {
  const theirs = singles(wanted);
  return singles(value).every((number, lane) => {
    const shift = BigInt(lane * 32);
    if (BigInt.asUintN(32, value >> shift) === BigInt.asUintN(32, wanted >> shift)) return true;
    const other = theirs[lane]!;
    return Math.abs(number - other) <= RELATIVE_ERROR * Math.abs(number);
  });
}

export class Bench {
  readonly machine = new Machine(64 << 20);

  constructor() {
    this.machine.protect(CODE_PAGE, 0x1000, Permission.READ | Permission.EXECUTE);
    this.machine.protect(DATA, DATA_SIZE, Permission.READ | Permission.WRITE);
    this.machine.protect(CONDITIONS, 0x1000, Permission.READ | Permission.WRITE);
    this.machine.setRegister('gs_base', GS_BASE);
  }

  /** @param landings where the code may go, from CODE on */
  place(code: Uint8Array, landings: readonly number[]): void {
    this.machine.write(CODE_PAGE, new Uint8Array(0x1000).fill(0xcc));
    // branches have no room for more than `hlt` on both sides
    const straight = landings.every((landing) => landing === code.length);
    for (const landing of landings) {
      this.machine.write(CODE + landing, straight ? EPILOGUE : EPILOGUE.subarray(-1));
    }
    this.machine.write(CODE, code);
  }

  #prepare({ before, operand }: Vector): void {
    const { machine } = this;
    machine.bytes.set(PATTERN, DATA);
    if (operand) machine.bytes.set(operand.bytes, DATA + operand.offset);
    GENERAL_REGISTERS.forEach((name, number) => machine.setRegister(name, before.registers[number]!));
    machine.setRegister('rflags', BigInt(before.flags));
    if (before.sse) this.#prepareSse(before.sse);
    machine.setRegister('rip', BigInt(CODE));
  }

  #prepareSse({ xmm, mxcsr, control }: SseState): void {
    XMM_REGISTERS.forEach((name, number) => this.machine.setRegister(name, xmm[number]!));
    this.machine.setRegister('mxcsr', BigInt(mxcsr));
    this.machine.setRegister('fctrl', BigInt(control));
  }

  /** What is not as recorded, one line each, after `steps` instructions and nothing else. */
  step(vector: Vector, steps: number, leeway: Leeway): readonly string[] {
    this.#prepare(vector);
    const before = this.machine.retired;
    const stop = this.machine.run(steps);
    const retired = Number(this.machine.retired - before);
    return [
      ...this.#differences(vector, leeway, vector.after.rip),
      ...(vector.after.divideError
        ? stop === Stop.FAULT && this.machine.fault.kind === Fault.DIVIDE && retired === 0
          ? []
          : [`stop ${Stop[stop]}, fault ${Fault[this.machine.fault.kind]}, retired ${retired}`]
        : stop === Stop.BUDGET && retired === steps
          ? []
          : [`stop ${Stop[stop]}, fault ${Fault[this.machine.fault.kind]}, retired ${retired}`]),
    ];
  }

  /** The same in one go with what follows: `hlt`, and before it, but for branches, a `setcc` of each condition. */
  runThrough(vector: Vector, steps: number, leeway: Leeway): readonly string[] {
    if (vector.after.divideError) return [];
    this.#prepare(vector);
    const { machine } = this;
    machine.bytes.fill(0xee, CONDITIONS, CONDITIONS + 16);
    const before = machine.retired;
    const stop = machine.run(1000);
    const retired = Number(machine.retired - before) - steps;
    if (stop !== Stop.HALT || (retired !== 17 && retired !== 1)) {
      return [`stop ${Stop[stop]}, fault ${Fault[machine.fault.kind]}, retired ${retired} behind`];
    }
    const end = vector.after.rip + (retired === 1 ? 1 : EPILOGUE.length);
    const lines = this.#differences(vector, leeway, end);
    if (retired === 1) return lines;
    return [...lines, ...this.#conditions()];
  }

  /** A program until its end, in as many runs as a budget makes of it. All flags count there, but not behind a fault. */
  runToEnd(vector: Vector, budget: number): readonly string[] {
    this.#prepare(vector);
    const { machine } = this;
    const { divideError, rip } = vector.after;
    const most = machine.retired + MOST_INSTRUCTIONS;
    let stop: Stop;
    do stop = machine.run(budget);
    while (stop === Stop.BUDGET && machine.retired < most);
    const leeway = { flags: divideError ? FLAGS : 0, approximate: false, loadsMxcsr: false };
    const lines = this.#differences(vector, leeway, divideError ? rip : rip + EPILOGUE.length);
    if (divideError && stop === Stop.FAULT && machine.fault.kind === Fault.DIVIDE) return lines;
    if (divideError || stop !== Stop.HALT)
      return [`stop ${Stop[stop]}, fault ${Fault[machine.fault.kind]}`, ...lines];
    return [...lines, ...this.#conditions()];
  }

  /** Which conditions were noted to hold, if it is not those of the flags. */
  #conditions(): readonly string[] {
    const seen = [...this.machine.read(CONDITIONS, 16)].join('');
    const wanted = conditionsOf(Number(this.machine.getRegister('rflags')));
    return seen === wanted ? [] : [`conditions ${seen}, not ${wanted}`];
  }

  #sseDifferences(before: SseState, after: SseState, leeway: Leeway): readonly string[] {
    const { machine } = this;
    const lines = XMM_REGISTERS.flatMap((name, number) => {
      const value = machine.getRegister(name);
      const wanted = after.xmm[number]!;
      if (value === wanted || (leeway.approximate && isNear(value, wanted))) return [];
      return [`${name} ${hex(value)}, not ${hex(wanted)} (was ${hex(before.xmm[number]!)})`];
    });
    const mxcsr = Number(machine.getRegister('mxcsr'));
    if (((mxcsr ^ after.mxcsr) & (leeway.loadsMxcsr ? -1 : ~STICKY)) !== 0) {
      lines.push(`mxcsr ${hex(mxcsr)}, not ${hex(after.mxcsr)}`);
    }
    const control = Number(machine.getRegister('fctrl'));
    if (control !== after.control) lines.push(`x87 control ${hex(control)}, not ${hex(after.control)}`);
    return lines;
  }

  #differences({ before, operand, after }: Vector, leeway: Leeway, rip: number): readonly string[] {
    const { machine } = this;
    const lines: string[] =
      before.sse && after.sse ? [...this.#sseDifferences(before.sse, after.sse, leeway)] : [];
    GENERAL_REGISTERS.forEach((name, number) => {
      const value = machine.getRegister(name);
      const wanted = after.registers[number]!;
      if (value !== wanted)
        lines.push(`${name} ${hex(value)}, not ${hex(wanted)} (was ${hex(before.registers[number]!)})`);
    });
    const wrong = (Number(machine.getRegister('rflags')) ^ after.flags) & FLAGS & ~leeway.flags;
    if (wrong !== 0) lines.push(`flags ${hex(wrong)} of ${hex(after.flags)} (were ${hex(before.flags)})`);
    if (machine.getRegister('rip') !== BigInt(CODE + rip)) {
      lines.push(`rip ${hex(machine.getRegister('rip'))}, not ${hex(CODE + rip)}`);
    }
    const wanted = Buffer.from(PATTERN);
    for (const write of [operand, after.written]) if (write) wanted.set(write.bytes, write.offset);
    const data = Buffer.from(machine.bytes.buffer, DATA, DATA_SIZE);
    if (!wanted.equals(data)) {
      const at = wanted.findIndex((byte, index) => byte !== data[index]);
      lines.push(
        `memory at ${hex(at)}: ${data.toString('hex', at, at + 8)}, not ${wanted.toString('hex', at, at + 8)}`,
      );
    }
    return lines;
  }
}

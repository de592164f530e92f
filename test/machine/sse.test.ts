import { describe, expect, test } from 'vitest';
import { Fault, MXCSR_START, Stop, X87_CONTROL_START } from '../../asm/abi.ts';
import { encode } from '../../src/isa/encode.ts';
import { allForms, type Form } from '../../src/isa/forms.ts';
import type { Operand } from '../../src/isa/operand.ts';
import { gpr, xmm, type GprSize } from '../../src/isa/register.ts';
import { XMM_REGISTERS, type Machine } from '../../src/machine/index.ts';
import { memoryOperand, named, type Address } from '../isa/operands.ts';
import { CODE, DATA, DATA_END, machineWith, memory, newMachine, state } from './setup.ts';

const AREA_SIZE = 512;

/** Of the memory operand, in bytes. */
function sizeOf({ mnemonic, operands }: Form): number {
  return mnemonic.startsWith('fx') ? AREA_SIZE : operands.find((spec) => spec.memory)!.size / 8;
}

const withMemory = allForms().filter(
  ({ extension, operands, mnemonic }) =>
    /^(?:sse|x87|fxsr)/.test(extension) &&
    operands.some((spec) => spec.memory) &&
    !mnemonic.startsWith('prefetch'),
);
const isUnaligned = ({ mnemonic }: Form): boolean => /^mov(?:up[sd]|dqu)$/.test(mnemonic);
const demandsAlignment = withMemory.filter((form) => sizeOf(form) >= 16 && !isUnaligned(form));
const takesAnyAddress = withMemory.filter((form) => !demandsAlignment.includes(form));

function writes({ mnemonic, operands }: Form): boolean {
  return operands[0]!.memory && !/^(?:ldmxcsr|fldcw|fxrstor|clflush)/.test(mnemonic);
}

const AT_RDI: Address = {
  segment: undefined,
  base: named('rdi'),
  index: undefined,
  scale: 1,
  displacement: 0n,
};

/** A machine before the form with [rdi] for its memory, and with something in every register. */
function machineBefore(form: Form, rdi: number): Machine {
  const operands = form.operands.map((spec): Operand => {
    if (spec.memory) return memoryOperand(spec, AT_RDI);
    if (spec.place === 'immediate') return { kind: 'immediate', value: 1n, symbolic: false };
    const register = spec.register === 'xmm' ? xmm(9) : gpr(spec.size as GprSize, 3);
    return { kind: 'register', register };
  });
  const machine = machineWith(Uint8Array.from(encode(form.mnemonic, operands).bytes), { rdi: BigInt(rdi) });
  XMM_REGISTERS.forEach((name, number) => machine.setRegister(name, (BigInt(number) << 100n) | 7n));
  machine.write(DATA, new Uint8Array(DATA_END - DATA).fill(0x5a));
  return machine;
}

/** Runs into a fault that changes nothing. */
function expectFault(machine: Machine, kind: Fault, address: number, size: number): void {
  const before = state(machine);
  const bytes = memory(machine);
  expect(machine.run(1)).toBe(Stop.FAULT);
  expect(machine.fault).toMatchObject({ kind, address: BigInt(address), size });
  expect(state(machine)).toEqual(before);
  expect(memory(machine).equals(bytes)).toBe(true);
}

describe('memory that is not a multiple of 16', () => {
  test('is #GP to every form that demands alignment', () => {
    expect(demandsAlignment.length).toBeGreaterThan(120);
    for (const form of demandsAlignment) {
      for (const offset of [1, 8, 15]) {
        expectFault(
          machineBefore(form, DATA + offset),
          Fault.GENERAL_PROTECTION,
          DATA + offset,
          sizeOf(form),
        );
      }
    }
  });

  test('is nothing special to the others', () => {
    for (const form of takesAnyAddress) {
      if (/^(?:ldmxcsr|fxrstor)/.test(form.mnemonic)) continue;
      const stop = machineBefore(form, DATA + 1).run(1);
      expect(`${form.text}: ${Stop[stop]}`).toBe(`${form.text}: BUDGET`);
    }
  });
});

describe('memory that ends where nothing may be accessed', () => {
  test('changes nothing, whatever part of it is there', () => {
    for (const form of withMemory) {
      const size = sizeOf(form);
      const inside = size === AREA_SIZE ? 256 : demandsAlignment.includes(form) ? 0 : Math.min(size - 1, 1);
      const kind = writes(form) ? Fault.WRITE : Fault.READ;
      expectFault(machineBefore(form, DATA_END - inside), kind, DATA_END, size);
    }
  });

  test('does not matter to a prefetch', () => {
    for (const level of ['nta', 't0', 't1', 't2']) {
      expect(machineWith(`prefetch${level} [rdi]`, { rdi: 0n }).run(1)).toBe(Stop.BUDGET);
    }
  });
});

describe('maskmovdqu', () => {
  const source = (1n << 128n) - 1n;
  const mask = 0x80_00n;

  test('touches the bytes that its mask selects, and no other', () => {
    const machine = machineWith('maskmovdqu xmm1, xmm2', {
      rdi: BigInt(DATA_END - 2),
      xmm1: source,
      xmm2: mask,
    });
    expect(machine.run(1)).toBe(Stop.BUDGET);
    expect([...machine.read(DATA_END - 2, 2)]).toEqual([0, 0xff]);
  });

  test('writes none of them when one may not be written', () => {
    const machine = machineWith('maskmovdqu xmm1, xmm2', {
      rdi: BigInt(DATA_END - 2),
      xmm1: source,
      xmm2: 0x8080_80n,
    });
    expectFault(machine, Fault.WRITE, DATA_END, 1);
  });

  test('has a segment, and an address of 32 bits, if its prefixes say so', () => {
    // fs and the address size in front of maskmovdqu xmm1, xmm2
    const code = Uint8Array.from([0x64, 0x67, 0x66, 0x0f, 0xf7, 0xca]);
    const machine = machineWith(code, {
      rdi: 0xffff_ffff_0000_0010n,
      fs_base: BigInt(DATA),
      xmm1: source,
      xmm2: mask,
    });
    expect(machine.run(1)).toBe(Stop.BUDGET);
    expect([...machine.read(DATA + 0x10, 3)]).toEqual([0, 0xff, 0]);
  });
});

describe('mxcsr', () => {
  const load = (value: number): Machine =>
    machineWith('push rax; ldmxcsr [rsp]; nop', { rax: BigInt(value) });

  test('keeps sticky flags', () => {
    const machine = load(0x1fbf);
    expect(machine.run(3)).toBe(Stop.BUDGET);
    expect(machine.getRegister('mxcsr')).toBe(0x1fbfn);
  });

  test.each([
    [0x3f80, 'rounding down'],
    [0x5f80, 'rounding up'],
    [0x7f80, 'rounding towards zero'],
    [0x9f80, 'flush to zero'],
    [0x1fc0, 'denormals are zeros'],
    [0x1f00, 'the invalid exception not masked'],
    [0x0f80, 'the precision exception not masked'],
    [0, 'nothing masked'],
  ])('%i, %s, is refused', (value) => {
    const machine = load(value);
    machine.run(1);
    expectFault(machine, Fault.FLOATING_POINT_CONTROL, value, 4);
  });

  test('with a bit that does not exist is #GP', () => {
    const machine = load(0x11f80);
    machine.run(1);
    expectFault(machine, Fault.GENERAL_PROTECTION, 0, 4);
  });
});

test('a machine begins with rounding to nearest and all exceptions masked', () => {
  const machine = newMachine();
  expect(machine.getRegister('mxcsr')).toBe(BigInt(MXCSR_START));
  expect(machine.getRegister('fctrl')).toBe(BigInt(X87_CONTROL_START));
});

describe('fxsave and fxrstor', () => {
  const values = XMM_REGISTERS.map((_, number) => (BigInt(number + 1) << 120n) | BigInt(number));

  /** Behind fxsave at DATA. */
  function saved(): Machine {
    const machine = machineWith('fxsave [rdi]; fxrstor [rdi]', { rdi: BigInt(DATA) });
    XMM_REGISTERS.forEach((name, number) => machine.setRegister(name, values[number]!));
    machine.setRegister('mxcsr', 0x1fa1n);
    machine.setRegister('fctrl', 0x27fn);
    machine.write(DATA, new Uint8Array(0x400).fill(0x5a));
    expect(machine.run(1)).toBe(Stop.BUDGET);
    return machine;
  }

  test('store in the layout of the manual', () => {
    const area = Buffer.from(saved().read(DATA, 0x400));
    expect(area.readUInt16LE(0)).toBe(0x27f);
    expect(area.readUInt32LE(24)).toBe(0x1fa1);
    expect(area.readUInt32LE(28)).toBe(0xffff);
    values.forEach((value, number) => {
      expect(area.readBigUInt64LE(160 + number * 16)).toBe(BigInt.asUintN(64, value));
      expect(area.readBigUInt64LE(168 + number * 16)).toBe(value >> 64n);
    });
    expect([...area.subarray(2, 24), ...area.subarray(32, 160)].every((byte) => byte === 0)).toBe(true);
    expect([...area.subarray(416)].every((byte) => byte === 0x5a)).toBe(true);
  });

  test('bring everything back', () => {
    const machine = saved();
    const before = state(machine);
    for (const name of XMM_REGISTERS) machine.setRegister(name, 0n);
    machine.setRegister('mxcsr', BigInt(MXCSR_START));
    machine.setRegister('fctrl', BigInt(X87_CONTROL_START));
    expect(machine.run(1)).toBe(Stop.BUDGET);
    expect(state(machine)).toEqual({ ...before, rip: BigInt(CODE + 6), retired: 2n });
  });

  test.each([
    [0x9f80, Fault.FLOATING_POINT_CONTROL, 0x9f80],
    [0x2_1f80, Fault.GENERAL_PROTECTION, 0],
  ])('refuse %i for mxcsr', (mxcsr, kind, address) => {
    const machine = saved();
    machine.view.setUint32(DATA + 24, mxcsr, true);
    expectFault(machine, kind, address, 4);
  });
});

import { describe, expect, test } from 'vitest';
import { Fault, Flag, Stop } from '../../asm/abi.ts';
import { AddressError, Machine } from '../../src/machine/index.ts';
import { CODE, DATA, machineWith, newMachine, SIZE, state } from './setup.ts';

describe('instructions that stop the machine', () => {
  test('syscall retires, with the next rip in rcx and the flags in r11', () => {
    const machine = machineWith('xor ecx, ecx; syscall; nop', { r11: 0n });
    expect(machine.run(10)).toBe(Stop.SYSCALL);
    expect(state(machine)).toMatchObject({
      rip: BigInt(CODE + 4),
      rcx: BigInt(CODE + 4),
      r11: 0x246n,
      rflags: 0x246n,
      retired: 2n,
    });
    expect(machine.run(1)).toBe(Stop.BUDGET);
    expect(machine.getRegister('rip')).toBe(BigInt(CODE + 5));
  });

  test('syscall as the last instruction of the budget is a syscall', () => {
    const machine = machineWith('nop; syscall');
    expect(machine.run(2)).toBe(Stop.SYSCALL);
    expect(machine.retired).toBe(2n);
  });

  test('hlt retires', () => {
    const machine = machineWith('nop; hlt; nop');
    expect(machine.run(10)).toBe(Stop.HALT);
    expect(state(machine)).toMatchObject({ rip: BigInt(CODE + 2), retired: 2n });
    expect(machine.run(1)).toBe(Stop.BUDGET);
  });

  test('int3 is a fault with rip on it', () => {
    const machine = machineWith('nop; int3; nop');
    for (let round = 0; round < 2; round++) {
      expect(machine.run(10)).toBe(Stop.FAULT);
      expect(machine.fault.kind).toBe(Fault.TRAP);
      expect(state(machine)).toMatchObject({ rip: BigInt(CODE + 1), retired: 1n });
    }
  });

  test('ud2 is an invalid opcode with rip on it', () => {
    const machine = machineWith('nop; ud2');
    expect(machine.run(10)).toBe(Stop.FAULT);
    expect(machine.fault.kind).toBe(Fault.INVALID_OPCODE);
    expect(state(machine)).toMatchObject({ rip: BigInt(CODE + 1), retired: 1n });
  });
});

describe('registers and flags from the host', () => {
  test('every flag comes back as it was set, the others as in user mode', () => {
    const machine = newMachine();
    const flags = [Flag.CF, Flag.PF, Flag.AF, Flag.ZF, Flag.SF, Flag.OF, Flag.DF];
    for (let word = 0; word < 1 << flags.length; word++) {
      const set = flags.reduce((sum, flag, index) => sum | ((word >> index) & 1 ? flag : 0), 0);
      machine.setRegister('rflags', BigInt(set));
      expect(machine.getRegister('rflags')).toBe(BigInt(set | 0x202));
    }
    machine.setRegister('rflags', 0xffff_ffff_ffff_ffffn);
    expect(machine.getRegister('rflags')).toBe(0xed7n);
  });

  test('every register keeps all its bits', () => {
    const machine = newMachine();
    const names = Object.keys(state(machine)).filter((name) => name !== 'retired' && name !== 'rflags');
    const widths: Readonly<Record<string, number>> = { mxcsr: 32, fctrl: 16 };
    const value = (name: string, index: number): bigint =>
      BigInt.asUintN(
        widths[name] ?? (name.startsWith('xmm') ? 128 : 64),
        0xfedc_ba98_7654_3210_0123_4567_89ab_cdefn * BigInt(index + 1),
      );
    names.forEach((name, index) => machine.setRegister(name as 'rax', value(name, index)));
    names.forEach((name, index) => {
      expect(machine.getRegister(name as 'rax')).toBe(value(name, index));
    });
  });

  test('fs and gs have bases of their own, and lea ignores them', () => {
    const machine = machineWith('mov rax, fs:[0x10]; mov rbx, gs:[rdi]; lea rcx, gs:[rdi]; mov [rdi], rdi', {
      fs_base: BigInt(DATA),
      gs_base: BigInt(DATA + 0x100),
      rdi: 8n,
    });
    machine.writeU64(DATA + 0x10, 111n);
    machine.writeU64(DATA + 0x108, 222n);
    expect(machine.run(10)).toBe(Stop.FAULT);
    expect(state(machine)).toMatchObject({ rax: 111n, rbx: 222n, rcx: 8n, retired: 3n });
  });
});

describe('memory from the host', () => {
  test('is read and written regardless of permissions, but only where the guest has memory', () => {
    const machine = newMachine();
    machine.write(CODE, Uint8Array.from([1, 2, 3]));
    expect([...machine.read(CODE, 3)]).toEqual([1, 2, 3]);
    machine.writeU64(DATA, 0xffff_ffff_ffff_fff0n);
    expect(machine.readU64(DATA)).toBe(0xffff_ffff_ffff_fff0n);
    for (const [address, length] of [
      [0, 1],
      [CODE - 1, 1],
      [SIZE, 1],
      [SIZE - 1, 2],
      [CODE, -1],
      [NaN, 1],
    ] as const) {
      expect(() => machine.read(address, length)).toThrow(AddressError);
    }
    expect(() => {
      machine.write(SIZE - 1, new Uint8Array(2));
    }).toThrow(AddressError);
    expect(() => {
      machine.protect(0x300000, 1, 7);
    }).toThrow(AddressError);
  });

  test('of a new machine is empty and belongs to nobody', () => {
    const machine = new Machine();
    expect(machine.size).toBe(64 << 20);
    expect(machine.permissionAt(BigInt(CODE))).toBe(0);
    expect(machine.permissionAt(1n << 40n)).toBe(0);
    expect(machine.run(1000)).toBe(Stop.FAULT);
    expect(machine.fault).toEqual({ kind: Fault.EXECUTE, address: 0n, size: 1, source: 0n });
    expect(state(machine)).toMatchObject({ rip: 0n, rflags: 0x202n, retired: 0n });
  });

  test('comes in sizes of 4 MiB to 4 GiB', () => {
    expect(new Machine(5_000_000).size).toBe(77 * 65536);
    for (const size of [0, 1 << 20, 2 ** 33, NaN]) expect(() => new Machine(size)).toThrow(RangeError);
  });

  test('allows tells what the guest may do with a range', () => {
    const machine = newMachine();
    expect(machine.allows(BigInt(DATA), 0x2000, 3)).toBe(true);
    expect(machine.allows(BigInt(DATA), 0x2001, 1)).toBe(false);
    expect(machine.allows(BigInt(CODE), 1, 2)).toBe(false);
    expect(machine.allows(BigInt(SIZE - 1), 2, 0)).toBe(false);
    expect(machine.allows(0xffff_ffff_ffff_ffffn, 2, 1)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { Fault, MAX_WATCHES, Permission, Stop } from '../../asm/abi.ts';
import type { Machine } from '../../src/machine/index.ts';
import { CODE, DATA, machineWith, OPEN, state } from './setup.ts';

const { READ, WRITE } = Permission;

interface Hit {
  readonly retired: number;
  readonly kind: Fault;
  readonly address: number;
  readonly size: number;
}

/** Every stop at a watchpoint up to the end, and how the run ended. */
function hits(machine: Machine, budget = 1_000_000): { hits: Hit[]; end: Stop } {
  const found: Hit[] = [];
  for (;;) {
    const end = machine.run(budget);
    if (end !== Stop.WATCHPOINT) return { hits: found, end };
    const { kind, address, size } = machine.fault;
    found.push({ retired: Number(machine.retired), kind, address: Number(address), size });
  }
}

const WATCHED = [{ address: DATA + 8, size: 8, access: READ | WRITE }];

describe('a watchpoint', () => {
  test('stops before the access, which the next run lets happen', () => {
    const machine = machineWith('mov [rdi + 8], rax; mov rbx, [rdi + 8]; hlt', {
      rdi: BigInt(DATA),
      rax: 5n,
    });
    machine.setWatches(WATCHED);
    expect(machine.run(10)).toBe(Stop.WATCHPOINT);
    expect(machine.retired).toBe(0n);
    expect(machine.readU64(DATA + 8)).toBe(0n);
    expect(machine.fault).toMatchObject({ kind: Fault.WRITE, address: BigInt(DATA + 8), size: 8 });
    expect(machine.run(10)).toBe(Stop.WATCHPOINT);
    expect(machine.retired).toBe(1n);
    expect(machine.readU64(DATA + 8)).toBe(5n);
    expect(machine.fault).toMatchObject({ kind: Fault.READ, address: BigInt(DATA + 8), size: 8 });
    expect(machine.run(10)).toBe(Stop.HALT);
    expect(machine.getRegister('rbx')).toBe(5n);
  });

  test('is for the accesses that it names, and for its bytes', () => {
    const text = `mov al, [rdi + 7]; mov al, [rdi + 16]; mov [rdi], rax; mov ecx, [rdi + 5]; mov [rdi + 15], al
      add [rdi + 8], rax; hlt`;
    const of = (access: number): Hit[] => {
      const machine = machineWith(text, { rdi: BigInt(DATA) });
      machine.setWatches([{ address: DATA + 8, size: 8, access }]);
      return hits(machine).hits;
    };
    expect(of(READ)).toEqual([{ retired: 3, kind: Fault.READ, address: DATA + 5, size: 4 }]);
    expect(of(WRITE)).toEqual([
      { retired: 4, kind: Fault.WRITE, address: DATA + 15, size: 1 },
      { retired: 5, kind: Fault.WRITE, address: DATA + 8, size: 8 },
    ]);
  });

  test('stops at each turn of a loop, compiled or not, and of a repeated instruction', () => {
    const loop = '1: mov [rdi], rax; inc QWORD PTR [rdi + 8]; dec ecx; jnz 1b; rep stosq; hlt';
    const found = [false, true].map((compiled) => {
      const machine = machineWith(loop, { rdi: BigInt(DATA), rcx: 3_000n });
      if (compiled) {
        machine.run(8_000);
        machine.compile();
      } else machine.run(8_000);
      machine.setWatches(WATCHED);
      const result = hits(machine);
      return { ...result, state: state(machine) };
    });
    expect(found[0]!.hits).toHaveLength(1_000);
    expect(found[1]).toEqual(found[0]);
    const machine = machineWith('rep stosq; hlt', { rdi: BigInt(DATA), rcx: 5n });
    machine.setWatches([{ address: DATA + 8, size: 16, access: WRITE }]);
    expect(hits(machine)).toMatchObject({ hits: [{ retired: 1 }, { retired: 2 }], end: Stop.HALT });
  });

  test('comes before a fault, and before a store into decoded code', () => {
    const machine = machineWith('mov [rdi], rax; hlt', { rdi: BigInt(CODE) });
    machine.setWatches([{ address: CODE, size: 1, access: WRITE }]);
    expect(hits(machine)).toMatchObject({ hits: [{ retired: 0 }], end: Stop.FAULT });
    const code = machineWith('mov BYTE PTR [rdi], 0xf4; jmp rdi', { rdi: BigInt(OPEN) });
    code.write(OPEN, Uint8Array.of(0x90, 0xf4));
    code.setRegister('rip', BigInt(OPEN));
    expect(code.run(10)).toBe(Stop.HALT);
    code.setRegister('rip', BigInt(CODE));
    code.setWatches([{ address: OPEN, size: 1, access: WRITE }]);
    expect(hits(code)).toMatchObject({ hits: [{ retired: 2 }], end: Stop.HALT });
    expect(code.retired).toBe(5n);
  });

  test('is found again after permissions have changed, and is gone when it is taken back', () => {
    const machine = machineWith('mov [rdi + 8], rax; mov [rdi + 8], rax; hlt', { rdi: BigInt(DATA) });
    machine.setWatches(WATCHED);
    machine.protect(DATA, 0x1000, READ | WRITE);
    expect(machine.run(10)).toBe(Stop.WATCHPOINT);
    machine.setWatches([]);
    expect(machine.run(10)).toBe(Stop.HALT);
  });

  test('is one of so many', () => {
    const machine = machineWith('hlt');
    expect(() => {
      machine.setWatches(Array.from({ length: MAX_WATCHES + 1 }, () => WATCHED[0]!));
    }).toThrow(`at most ${MAX_WATCHES} watchpoints`);
  });
});

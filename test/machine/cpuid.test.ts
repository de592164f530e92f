import { describe, expect, test } from 'vitest';
import { Fault, Stop } from '../../asm/abi.ts';
import { allForms } from '../../src/isa/forms.ts';
import { CODE, DATA, machineWith, READ_ONLY, STACK, state } from './setup.ts';

type Leaf = Readonly<Record<'eax' | 'ebx' | 'ecx' | 'edx', number>>;

function cpuid(leaf: number, subleaf = 0): Leaf {
  const ones = 0xffff_ffff_0000_0000n;
  const registers = { rax: ones | BigInt(leaf), rcx: ones | BigInt(subleaf), rbx: ones, rdx: ones };
  const machine = machineWith('cpuid', registers);
  expect(machine.run(1)).toBe(Stop.BUDGET);
  const get = (name: 'rax' | 'rbx' | 'rcx' | 'rdx'): number => Number(machine.getRegister(name));
  return { eax: get('rax'), ebx: get('rbx'), ecx: get('rcx'), edx: get('rdx') };
}

const EMPTY: Leaf = { eax: 0, ebx: 0, ecx: 0, edx: 0 };

function textOf(...words: readonly number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => bytes.writeUInt32LE(word, index * 4));
  return bytes.toString('latin1').replace(/\0+$/, '');
}

/** Bits that are set, by number. */
const bits = (word: number): readonly number[] =>
  Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((word >>> bit) & 1) === 1);

describe('cpuid', () => {
  test('names vendor and processor', () => {
    const { eax, ebx, ecx, edx } = cpuid(0);
    expect(textOf(ebx, edx, ecx)).toBe('FiberscopeVM');
    expect(eax).toBe(7);
    expect(cpuid(0x8000_0000).eax).toBe(0x8000_0004);
    const words = [2, 3, 4].flatMap((leaf) => Object.values(cpuid(0x8000_0000 + leaf)));
    expect(textOf(...words)).toMatch(/^Fiberscope .*/);
  });

  test('tells of the extensions in the table that have a bit of their own', () => {
    const extensions = new Set(allForms().map(({ extension }) => extension));
    const standard = cpuid(1);
    const extended = cpuid(0x8000_0001);
    const told: readonly [extension: string, word: number, bit: number][] = [
      ['cx16', standard.ecx, 13],
      ['popcnt', standard.ecx, 23],
      ['lzcnt', extended.ecx, 5],
      ['prefetchw', extended.ecx, 8],
    ];
    for (const [extension, word, bit] of told)
      expect([extension, bits(word).includes(bit)]).toEqual([extension, extensions.has(extension)]);
    // tsc, cx8, cmov, clflush, fxsave, sse, sse2; beside those above lahf; syscall, nx, lm
    expect(bits(standard.edx)).toEqual([4, 8, 15, 19, 24, 25, 26]);
    expect(bits(standard.ecx)).toEqual([13, 23]);
    expect(bits(extended.ecx)).toEqual([0, 5, 8]);
    expect(bits(extended.edx)).toEqual([11, 20, 29]);
  });

  test('of bmi1, of other leaves and past the last tells nothing', () => {
    for (const leaf of [
      2, 4, 5, 6, 7, 8, 0xd, 0x4000_0000, 0x8000_0005, 0x8000_0008, 0xc000_0000, 0xffff_ffff,
    ]) {
      expect(cpuid(leaf)).toEqual(EMPTY);
    }
    expect(cpuid(7, 1)).toEqual(EMPTY);
  });
});

test('rdtsc counts the instructions before it, wherever the run was cut', () => {
  const code = 'nop; rdtsc; mov ebx, eax; nop; jmp 1f; 1: rdtsc; hlt';
  for (const budget of [1000, 2, 1]) {
    const machine = machineWith(code, { rax: -1n & 0xffff_ffff_ffff_ffffn, rdx: 0xffff_ffff_ffff_ffffn });
    while (machine.run(budget) === Stop.BUDGET);
    expect(state(machine)).toMatchObject({ rbx: 1n, rax: 5n, rdx: 0n });
  }
});

describe('what needs an aligned operand, or the kernel', () => {
  test.each([1, 2, 4, 8, 15])('cmpxchg16b at %i off', (offset) => {
    const machine = machineWith('nop; lock cmpxchg16b [rdi]', { rdi: BigInt(DATA + 0x40 + offset) });
    machine.run(1);
    const before = state(machine);
    expect(machine.run(10)).toBe(Stop.FAULT);
    expect(machine.fault).toMatchObject({
      kind: Fault.GENERAL_PROTECTION,
      address: BigInt(DATA + 0x40 + offset),
      size: 16,
    });
    expect(state(machine)).toEqual(before);
  });

  test.each([0x80, 0x2e, 3])('int %i', (vector) => {
    const machine = machineWith(Uint8Array.of(0xcd, vector));
    expect(machine.run(10)).toBe(Stop.FAULT);
    expect(machine.fault.kind).toBe(Fault.GENERAL_PROTECTION);
    expect(state(machine)).toMatchObject({ rip: BigInt(CODE), retired: 0n });
  });
});

test.each(['cmpxchg [rdi], ebx', 'cmpxchg8b [rdi]', 'lock xadd [rdi], ebx', 'bts DWORD PTR [rdi], 3'])(
  '%s writes, even what was there',
  (text) => {
    const machine = machineWith(text, { rdi: BigInt(READ_ONLY), rax: 1n });
    expect(machine.run(10)).toBe(Stop.FAULT);
    expect(machine.fault.kind).toBe(Fault.WRITE);
  },
);

test('enter faults when the frame ends on the guard page, and has done nothing', () => {
  const machine = machineWith('enter 0xff8, 0', { rsp: BigInt(STACK + 0xff8), rbp: 5n });
  const before = state(machine);
  expect(machine.run(10)).toBe(Stop.FAULT);
  expect(machine.fault.kind).toBe(Fault.WRITE);
  expect(state(machine)).toEqual(before);
});

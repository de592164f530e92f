import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAGE_SIZE, PROGRAM_BASE } from '../../asm/abi.ts';
import { PAGE } from '../../src/elf/place.ts';
import { layOut, MAIN_STACK_SIZE, programLimit } from '../../src/runtime/stacks/layout.ts';

const MIB = 1 << 20;

describe('the layout', () => {
  test('of the book: 4 threads, 2 MiB stacks, in 64 MiB', () => {
    const layout = layOut(PROGRAM_BASE, {});
    expect(layout.memory).toBe(64 * MIB);
    expect(layout.maxThreads).toBe(4);
    expect(layout.record(0)).toBe(64 * MIB - PAGE);
    expect(layout.record(1)).toBe(layout.record(0) + 80);
    expect(layout.stack(0)).toEqual({
      base: 56 * MIB - 2 * PAGE,
      size: MAIN_STACK_SIZE,
      top: 64 * MIB - 2 * PAGE,
    });
    expect(layout.stack(1).top).toBe(layout.stack(0).base - PAGE);
    expect(layout.stack(3).size).toBe(2 * MIB);
    expect(layout.bottom).toBe(layout.stack(3).base - PAGE);
  });

  test('rounds stacks up to pages and grows memory with them', () => {
    expect(layOut(PROGRAM_BASE, { stackSize: 1 }).stackSize).toBe(PAGE_SIZE);
    expect(layOut(PROGRAM_BASE, { stackSize: 5000 }).stackSize).toBe(3 * PAGE_SIZE);
    const large = layOut(PROGRAM_BASE, { maxThreads: 100 });
    expect(large.memory).toBeGreaterThan(198 * MIB);
    expect(large.bottom).toBeGreaterThanOrEqual(PROGRAM_BASE + 16 * MIB);
    expect(large.bottom).toBeLessThan(PROGRAM_BASE + 16 * MIB + 0x10000);
  });

  test('guards a small stack with as many bytes, so that a million fit', () => {
    const layout = layOut(PROGRAM_BASE, { maxThreads: 1_000_001, stackSize: 2048 });
    expect(layout.stack(1_000_000).size).toBe(2048);
    expect(layout.guard(1_000_000).size).toBe(2048);
    expect(layout.guard(0).size).toBe(4096);
  });

  test.each([1, 2, 3])('knows what every address belongs to, stacks of %i pages', (pages) => {
    const layout = layOut(PROGRAM_BASE, { maxThreads: 5, stackSize: pages * PAGE_SIZE });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.nat(MAIN_STACK_SIZE - 1), (slot, at) => {
        const { base, size } = layout.stack(slot);
        const offset = at % size;
        const guard = layout.guard(slot);
        const inGuard = at % guard.size;
        expect(guard.top).toBe(base);
        expect(layout.regionOf(base + offset)).toEqual({ kind: 'stack', slot, offset });
        expect(layout.regionOf(guard.base + inGuard)).toEqual({ kind: 'guard', slot, offset: inGuard });
        expect(layout.regionOf(layout.record(slot) + (at % 80))).toEqual({
          kind: 'record',
          slot,
          offset: at % 80,
        });
      }),
    );
    expect(layout.regionOf(layout.stack(0).top)).toEqual({ kind: 'above', offset: 0 });
    expect(layout.regionOf(layout.bottom - 1)).toBeUndefined();
    expect(layout.regionOf(layout.memory)).toBeUndefined();
    expect(layout.regionOf(layout.record(5))).toBeUndefined();
  });

  test.each([
    [{ maxThreads: 0 }, 'maxThreads is a whole number above 0, not 0'],
    [{ maxThreads: 2.5 }, 'maxThreads is a whole number above 0, not 2.5'],
    [{ stackSize: -1 }, 'stackSize is a whole number above 0, not -1'],
    [{ stackSize: NaN }, 'stackSize is a whole number above 0, not NaN'],
    [{ maxThreads: 3000 }, 'the most that a machine has is 4 GiB'],
    [{ memory: MIB }, 'the program and its stacks need 18939904 bytes of memory, not 1048576'],
    [{ memory: NaN }, 'bytes of memory, not NaN'],
    [{ memory: 2 ** 33 }, 'a machine has at most 4294967296 bytes of memory (4 GiB), not 8589934592'],
  ])('refuses %o', (options, message) => {
    expect(() => layOut(PROGRAM_BASE, options)).toThrow(RangeError);
    expect(() => layOut(PROGRAM_BASE, options)).toThrow(message);
  });

  test('leaves the program what the stacks leave', () => {
    expect(programLimit({ memory: 64 * MIB })).toBe(layOut(PROGRAM_BASE, { memory: 64 * MIB }).bottom);
    expect(programLimit({})).toBeGreaterThan(4000 * MIB);
  });
});

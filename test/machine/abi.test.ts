import { describe, expect, test } from 'vitest';
import * as abi from '../../asm/abi.ts';
import { candidates } from '../../src/isa/candidates.ts';
import { GENERAL_REGISTERS } from '../../src/machine/index.ts';

/** Ranges that follow one another: `[name, start, size]`. */
function overlaps(ranges: readonly (readonly [string, number, number])[]): readonly string[] {
  return ranges.slice(1).flatMap(([name, start], index) => {
    const [before, first, size] = ranges[index]!;
    return start < first + size ? [`${before} reaches into ${name}`] : [];
  });
}

describe('memory map', () => {
  test('no part reaches into the next', () => {
    const entries = candidates().reduce((sum, list) => sum + list.length, 0);
    expect(
      overlaps([
        ['null page', 0, abi.PAGE_SIZE],
        ['state', abi.STATE, abi.BREAKPOINTS + abi.MAX_BREAKPOINTS * 4],
        ['first candidates', abi.DECODE_TABLE, abi.MAPS * 256 * 2],
        ['candidates', abi.CANDIDATES, entries * abi.CANDIDATE_SIZE],
        ['switches', abi.SWITCHES, abi.MOST_AHEAD * abi.SWITCH_SIZE],
        ['written pages', abi.WRITTEN, abi.MOST_WRITTEN * 4],
        ['map of blocks', abi.BLOCK_MAP, abi.BLOCK_SLOTS * 8],
        ['records', abi.RECORDS, 1],
        ['kept records', abi.KEPT_RECORDS, 1],
        ['traces', abi.TRACES, abi.TRACE_SLOTS * 8],
        ['permissions', abi.PERMISSIONS, 2 ** 32 / abi.PAGE_SIZE],
        ['programs', abi.PROGRAM_BASE, 1],
      ]),
    ).toEqual([]);
    expect(entries).toBeLessThan(abi.NO_CANDIDATE);
  });

  test('every part starts on a page', () => {
    const { STATE, DECODE_TABLE, BLOCK_MAP, RECORDS, KEPT_RECORDS, TRACES, PERMISSIONS, PROGRAM_BASE } = abi;
    const starts = [STATE, DECODE_TABLE, BLOCK_MAP, RECORDS, KEPT_RECORDS, TRACES, PERMISSIONS, PROGRAM_BASE];
    expect(starts.filter((start) => start % abi.PAGE_SIZE !== 0)).toEqual([]);
  });

  test('what a snapshot takes ends where the host-side part begins', () => {
    expect(abi.STATE_SIZE).toBe(abi.BREAKPOINT_COUNT);
  });
});

describe('register file', () => {
  test('has the general-purpose registers first, in the order of their encoding', () => {
    const { REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI } = abi;
    const eight = [REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI];
    expect(eight).toEqual(eight.map((_, number) => number * 8));
    expect(abi.REG_R11).toBe(GENERAL_REGISTERS.indexOf('r11') * 8);
  });

  test('no field reaches into the next', () => {
    expect(
      overlaps([
        ['registers', 0, 16 * 8],
        ['zero', abi.REG_ZERO, 8],
        ['fs.base', abi.REG_FS_BASE, 8],
        ['gs.base', abi.REG_GS_BASE, 8],
        ['address', abi.REG_ADDRESS, 8],
        ['rip', abi.REG_RIP, 8],
        ['result', abi.FLAG_RESULT, 8],
        ['left', abi.FLAG_LEFT, 8],
        ['right', abi.FLAG_RIGHT, 8],
        ['kind', abi.FLAG_KIND, 4],
        ['other flags', abi.FLAG_OTHERS, 4],
        ['retired', abi.RETIRED, 8],
        ['fault kind', abi.FAULT_KIND, 4],
        ['fault size', abi.FAULT_SIZE, 4],
        ['fault address', abi.FAULT_ADDRESS, 8],
        ['fault source', abi.FAULT_SOURCE, 8],
        ['resume', abi.RESUME, 8],
        ['mxcsr', abi.MXCSR, 4],
        ['x87 control', abi.X87_CONTROL, 2],
        ['watch resume', abi.WATCH_RESUME, 8],
        ['xmm', abi.REG_XMM, 16 * 16],
        ['breakpoint count', abi.BREAKPOINT_COUNT, 4],
        ['written count', abi.WRITTEN_COUNT, 4],
        ['watch count', abi.WATCH_COUNT, 4],
        ['watches', abi.WATCHES, abi.MAX_WATCHES * abi.WATCH_SIZE],
        ['breakpoints', abi.BREAKPOINTS, abi.MAX_BREAKPOINTS * 4],
        ['the decode table', abi.DECODE_TABLE - abi.STATE, 0],
      ]),
    ).toEqual([]);
  });

  test('register operands fit the byte that a record has for them', () => {
    expect(abi.REG_RIP + 8).toBeLessThan(256);
    expect(15 * 16).toBeLessThan(256);
  });

  test('xmm registers are aligned', () => {
    expect((abi.STATE + abi.REG_XMM) % 16).toBe(0);
  });
});

test('numbers of one kind are different numbers', () => {
  for (const numbers of [abi.Op, abi.Stop, abi.Fault, abi.Flag, abi.Needs, abi.Layout, abi.Permission]) {
    const values = Object.values(numbers).filter((value) => typeof value === 'number');
    expect(new Set(values).size).toBe(values.length);
  }
});

test('bits are bits', () => {
  for (const bits of [abi.Permission, abi.Needs, abi.Layout, abi.Flag]) {
    const values = Object.values(bits).filter((value) => typeof value === 'number');
    expect(values.filter((value) => (value & (value - 1)) !== 0)).toEqual([]);
  }
});

test('a thread is its context, its function and its argument', () => {
  expect(abi.CONTEXT_SIZE).toBe(8 * 8);
  expect(abi.CONTEXT_THREAD_PTR).toBe(abi.CONTEXT_SIZE - 8);
  expect(abi.THREAD_FUNCTION).toBe(abi.CONTEXT_SIZE);
  expect(abi.THREAD_ARGUMENT).toBe(abi.THREAD_FUNCTION + 8);
  expect(abi.THREAD_SIZE).toBe(abi.THREAD_ARGUMENT + 8);
});

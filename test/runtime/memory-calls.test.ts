/** Memory that a program asks for: brk, mmap, mprotect, munmap. */

import { describe, expect, test } from 'vitest';
import type { Runtime } from '../../src/runtime/index.ts';
import { formatPlace, placeOf } from '../../src/scope/index.ts';
import { runtimeOf } from './program.ts';

const CALLS = { mmap: 9, mprotect: 10, munmap: 11, brk: 12, arch_prctl: 158 } as const;

/** A program that makes calls one after the other, as the test tells it. */
function endless(): Runtime {
  return runtimeOf('.globl _start\n_start: syscall\njmp _start\n.bss\nx: .zero 100\n');
}

function call(runtime: Runtime, name: keyof typeof CALLS, ...args: (number | bigint)[]): bigint {
  const { machine } = runtime;
  machine.setRegister('rax', BigInt(CALLS[name]));
  const registers = ['rdi', 'rsi', 'rdx', 'r10', 'r8', 'r9'] as const;
  for (const [index, register] of registers.entries())
    machine.setRegister(register, BigInt.asUintN(64, BigInt(args[index] ?? 0)));
  runtime.run({ maxInstructions: 1 });
  const answer = BigInt.asIntN(64, machine.getRegister('rax'));
  runtime.run({ maxInstructions: 1 });
  return answer;
}

const PRIVATE = 0x22;
const FIXED = 0x32;
const [EBADF, ENOMEM, EFAULT, EINVAL] = [-9n, -12n, -14n, -22n];

const permissions = ({ machine }: Runtime, address: bigint): number => machine.permissionAt(address);

describe('brk', () => {
  test('begins behind the program, grows and shrinks; what comes back is zero', () => {
    const runtime = endless();
    const start = call(runtime, 'brk', 0);
    expect(start).toBe(0x402000n);
    expect(permissions(runtime, start)).toBe(0);
    expect(call(runtime, 'brk', start + 5000n)).toBe(start + 5000n);
    expect([0n, 8191n, 8192n].map((offset) => permissions(runtime, start + offset))).toEqual([3, 3, 0]);
    runtime.machine.writeU64(Number(start) + 4096, 7n);
    expect(formatPlace(placeOf(runtime, start + 4096n))).toBe('heap + 0x1000');
    expect(call(runtime, 'brk', start + 1n)).toBe(start + 1n);
    expect(permissions(runtime, start + 4096n)).toBe(0);
    expect(call(runtime, 'brk', start + 8192n)).toBe(start + 8192n);
    expect(runtime.machine.readU64(Number(start) + 4096)).toBe(0n);
  });

  test.each([0n, 0x401000n, 0x4000_0000n, 2n ** 64n - 1n])(
    'stays where it is when told to go to 0x%s',
    (to) => {
      const runtime = endless();
      const start = call(runtime, 'brk', 0);
      expect(call(runtime, 'brk', to)).toBe(start);
    },
  );
});

describe('mmap', () => {
  test('takes the highest free place, and munmap gives it back', () => {
    const runtime = endless();
    const limit = BigInt(runtime.process.layout.bottom);
    const first = call(runtime, 'mmap', 0, 10, 3, PRIVATE, -1);
    const second = call(runtime, 'mmap', 0, 8192, 5, PRIVATE, -1);
    expect([first, second]).toEqual([limit - 4096n, limit - 4096n - 8192n]);
    expect([first, second].map((address) => permissions(runtime, address))).toEqual([3, 5]);
    runtime.machine.writeU64(Number(first), 1n);
    expect(call(runtime, 'munmap', first, 1)).toBe(0n);
    expect(permissions(runtime, first)).toBe(0);
    expect(call(runtime, 'mmap', 0, 4096, 3, PRIVATE, -1)).toBe(first);
    expect(runtime.machine.readU64(Number(first))).toBe(0n);
    expect(call(runtime, 'mmap', 0, 8192, 0, PRIVATE, -1)).toBe(second - 8192n);
    expect(runtime.machine.allows(second - 8192n, 1, 1)).toBe(false);
  });

  test('takes a fixed place', () => {
    const runtime = endless();
    expect(call(runtime, 'mmap', 0x800000, 4096, 7, FIXED, -1)).toBe(0x800000n);
    expect(permissions(runtime, 0x800000n)).toBe(7);
    expect(call(runtime, 'mprotect', 0x800000, 4096, 1)).toBe(0n);
    expect(permissions(runtime, 0x800000n)).toBe(1);
  });

  test('and brk leave each other alone', () => {
    const runtime = endless();
    const start = call(runtime, 'brk', 0);
    call(runtime, 'mmap', start + 8192n, 4096, 3, FIXED, -1);
    expect(call(runtime, 'brk', start + 8193n)).toBe(start);
    expect(call(runtime, 'brk', start + 8192n)).toBe(start + 8192n);
  });

  test.each<[string, keyof typeof CALLS, (number | bigint)[], bigint]>([
    ['a file', 'mmap', [0, 4096, 3, 0x2, 3], EBADF],
    ['nothing', 'mmap', [0, 0, 3, PRIVATE, -1], EINVAL],
    ['more than there is', 'mmap', [0, 2n ** 40n, 3, PRIVATE, -1], ENOMEM],
    ['without end', 'mmap', [0, 2n ** 64n - 1n, 3, PRIVATE, -1], ENOMEM],
    ['a fixed place that is no page', 'mmap', [0x800001, 4096, 3, FIXED, -1], EINVAL],
    ["the machine's own pages", 'mmap', [0x10000, 4096, 3, FIXED, -1], ENOMEM],
    ['the stack', 'mmap', [0x3ff_0000, 4096, 3, FIXED, -1], ENOMEM],
    ['the last page', 'mmap', [2n ** 64n - 4096n, 4096, 3, FIXED, -1], ENOMEM],
    ['to give back no page', 'munmap', [0x400001, 4096], EINVAL],
    ['to give back nothing', 'munmap', [0x400000, 0], EINVAL],
    ['to give back the stack', 'munmap', [0x3ff_0000, 4096], EINVAL],
    ['to protect what is not there', 'mprotect', [0x401000, 8192, 1], ENOMEM],
    ["to protect the machine's own pages", 'mprotect', [0, 4096, 3], ENOMEM],
    ['an unknown base', 'arch_prctl', [0x2000, 0], EINVAL],
    ['a base to nowhere', 'arch_prctl', [0x1003, 8], EFAULT],
  ])('refused: %s', (_, name, args, error) => {
    expect(call(endless(), name, ...args)).toBe(error);
  });
});

test('arch_prctl sets and tells the bases of fs and gs', () => {
  const runtime = endless();
  const { machine } = runtime;
  expect(call(runtime, 'arch_prctl', 0x1002, 0x1234_5678_9abcn)).toBe(0n);
  expect(call(runtime, 'arch_prctl', 0x1001, 77)).toBe(0n);
  expect([machine.getRegister('fs_base'), machine.getRegister('gs_base')]).toEqual([0x1234_5678_9abcn, 77n]);
  expect(call(runtime, 'arch_prctl', 0x1003, 0x401000)).toBe(0n);
  expect(machine.readU64(0x401000)).toBe(0x1234_5678_9abcn);
});

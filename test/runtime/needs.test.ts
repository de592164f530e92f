/** What a program says that it needs. */

import { expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { Runtime, type RuntimeOptions } from '../../src/runtime/index.ts';
import { mainOf, runtimeOf } from './program.ts';

const needs = (symbols: Readonly<Record<string, string>>): string =>
  Object.entries(symbols)
    .map(([name, value]) => `.globl ${name}\n.equ ${name}, ${value}\n`)
    .join('');

test.each<[string, Readonly<Record<string, string>>, RuntimeOptions, number, number]>([
  ['nothing', {}, {}, 4, 2 << 20],
  ['large stacks', { __stack_size: '8 << 20' }, {}, 4, 8 << 20],
  ['many threads', { __max_threads: '12', __stack_size: '4096' }, {}, 12, 4096],
  ['options say otherwise', { __max_threads: '12' }, { maxThreads: 3, stackSize: 8192 }, 3, 8192],
])('%s', (_name, symbols, options, threads, size) => {
  const runtime = runtimeOf(needs(symbols) + mainOf(''), options);
  expect(runtime.threads).toHaveLength(threads);
  expect(runtime.thread(1).stack.size).toBe(size);
});

test('a turn that ends', () => {
  const source = needs({ __quantum: '100' }) + mainOf('');
  expect(runtimeOf(source).process.quantum).toBe(100);
  expect(runtimeOf(source, { quantum: 7 }).process.quantum).toBe(7);
  expect(runtimeOf(mainOf('')).process.quantum).toBe(Infinity);
});

test('an executable says so too', () => {
  const source = `.intel_syntax noprefix\n${needs({ __max_threads: '12' })}${mainOf('')}\n`;
  const { image } = new Runtime(assemble(source));
  expect(new Runtime(image).threads).toHaveLength(12);
});

test('a label of such a name is no number', () => {
  const runtime = runtimeOf(`.globl __max_threads\n__max_threads: ret\n${mainOf('')}`);
  expect(runtime.threads).toHaveLength(4);
});

test.each([
  [{ __max_threads: '0' }, /maxThreads is a whole number above 0, not 0/],
  [{ __stack_size: '-1' }, /stackSize is a whole number above 0/],
  [{ __quantum: '0' }, /quantum is a whole number above 0, not 0/],
  [{ __stack_size: '1 << 40' }, /the most that a machine has is 4 GiB/],
])('%o is refused', (symbols, message) => {
  expect(() => runtimeOf(needs(symbols) + mainOf(''))).toThrow(message);
});

/** What a program finds on its stack: recorded facts of Linux's layout, read as a program reads them. */

import { describe, expect, test } from 'vitest';
import type { RuntimeOptions } from '../../src/runtime/index.ts';
import { runtimeOf } from './program.ts';

/** argv, the environment and the auxiliary vector, read from rsp upwards. */
function read(options: RuntimeOptions): {
  rsp: bigint;
  argv: string[];
  env: string[];
  vector: Map<bigint, bigint>;
  text: (address: bigint) => string;
} {
  const runtime = runtimeOf('.globl _start\n_start: nop\n', options);
  const { machine } = runtime;
  const text = (address: bigint): string => {
    const from = Number(address);
    return Buffer.from(machine.bytes.subarray(from, machine.bytes.indexOf(0, from))).toString();
  };
  const rsp = machine.getRegister('rsp');
  let at = Number(rsp);
  const next = (): bigint => machine.readU64((at += 8) - 8);
  const list = (): string[] => {
    const found: string[] = [];
    for (let pointer = next(); pointer !== 0n; pointer = next()) found.push(text(pointer));
    return found;
  };
  const argc = next();
  const argv = list();
  expect(argc).toBe(BigInt(argv.length));
  const env = list();
  const vector = new Map<bigint, bigint>();
  for (let type = next(); type !== 0n; type = next()) vector.set(type, next());
  return { rsp, argv, env, vector, text };
}

describe('a program finds', () => {
  test.each<[string[], Record<string, string>]>([
    [[], {}],
    [['prog'], {}],
    [['a', '', 'käse', 'x'.repeat(10_000)], { PATH: '/bin', EMPTY: '', TWO: 'a=b' }],
  ])('%j %j', (args, env) => {
    const found = read({ args, env });
    expect(found.rsp % 16n).toBe(0n);
    expect(found.argv).toEqual(args);
    expect(found.env).toEqual(Object.entries(env).map(([name, value]) => `${name}=${value}`));
  });

  test('the auxiliary vector', () => {
    const { vector, text } = read({ args: ['prog'] });
    expect(vector.get(6n)).toBe(4096n);
    expect(vector.get(9n)).toBe(0x400000n);
    expect(vector.get(23n)).toBe(0n);
    expect(text(vector.get(15n)!)).toBe('x86_64');
    expect(text(vector.get(31n)!)).toBe('prog');
    expect(text(vector.get(25n)!)).toHaveLength(16);
    expect(vector.has(3n)).toBe(false);
  });
});

test('the same in every run', () => {
  expect(read({ args: ['x'] }).vector).toEqual(read({ args: ['x'] }).vector);
});

test('arguments that are too large are refused', () => {
  expect(() => read({ args: ['x'.repeat(3 << 20)] })).toThrow(RangeError);
});

import { describe, expect, test } from 'vitest';
import { formatPlace, named, nameOfValue, placeOf } from '../../src/scope/index.ts';
import { mainOf, runtimeOf } from '../runtime/program.ts';

const runtime = runtimeOf(mainOf('nop', 'worker: ret\n.data\n.quad 0\nvalue: .quad 0'));
const label = (name: string): bigint => runtime.image.symbols.find((symbol) => symbol.name === name)!.address;
const [main, one, two] = runtime.threads as [
  (typeof runtime.threads)[0],
  (typeof runtime.threads)[0],
  (typeof runtime.threads)[0],
];

describe('an address in words', () => {
  test.each([
    [0n, 'the null page'],
    [0xfffn, 'the null page'],
    [0x1000n, "the machine's own pages"],
    [0x3fffffn, "the machine's own pages"],
    [label('main'), 'main'],
    [label('main') + 4n, 'main+0x4'],
    [label('worker'), 'worker'],
    [label('value'), 'value'],
    [label('value') + 7n, 'value+0x7'],
    [label('value') - 8n, '.data'],
    [label('value') - 1n, '.data+0x7'],
    [label('value') + 8n, '.data+0x10'],
    [label('value') + 0x1000n, 'nothing mapped'],
    [one.stack.base, 'stack 1 + 0x0'],
    [two.stack.base + 0x1fe0n, 'stack 2 + 0x1fe0'],
    [two.stack.base - 1n, "the guard page of thread 2's stack"],
    [two.stack.base - 0xff8n, "the guard page of thread 2's stack"],
    [two.stack.top, "the top of thread 2's stack"],
    [main.stack.top, "the top of thread 0's stack"],
    [main.stack.top + 16n, "the top of thread 0's stack + 0x10"],
    [two.ctx.address, "thread 2's context.rsp"],
    [two.ctx.address + 0x38n, "thread 2's context.thread_ptr"],
    [two.ctx.address + 0x42n, "thread 2's function+0x2"],
    [two.ctx.address + 0x48n, "thread 2's argument"],
    [BigInt(runtime.machine.size), 'nothing mapped'],
    [0xffff_ffff_ffff_ffffn, 'nothing mapped'],
  ])('%#x is %s', (address, name) => {
    expect(formatPlace(placeOf(runtime, address))).toBe(name);
    expect(named(runtime, address)).toEqual({ address, name });
  });

  test('only where a value can be one', () => {
    expect(nameOfValue(runtime, 42n)).toBeUndefined();
    expect(nameOfValue(runtime, 0x300000n)).toBeUndefined();
    expect(nameOfValue(runtime, label('worker'))).toBe('worker');
  });
});

/** Lines of output with who wrote them. */

import { expect, test } from 'vitest';
import type { RuntimeEvent } from '../../src/runtime/index.ts';
import { Printed } from '../../src/scope/index.ts';

function write(instruction: number, thread: number, text: string): RuntimeEvent {
  const bytes = new TextEncoder().encode(text);
  return { kind: 'write', instruction, thread, fd: 1, bytes, size: bytes.length };
}

test('a line begins with its first write, and ends where another thread goes on', () => {
  const printed = new Printed(10);
  for (const event of [
    write(5, 1, 'THREAD '),
    write(9, 1, '1'),
    write(12, 1, ' DONE.\n\nmore'),
    write(20, 2, 'x\n'),
  ])
    printed.add(event);
  expect(printed.all()).toEqual([
    { at: 5, thread: 1, text: 'THREAD 1 DONE.' },
    { at: 12, thread: 1, text: '' },
    { at: 12, thread: 1, text: 'more' },
    { at: 20, thread: 2, text: 'x' },
  ]);
});

test('only the first ones are kept, and all are counted', () => {
  const printed = new Printed(2);
  for (let at = 1; at <= 5; at++) printed.add(write(at, 0, `${at}\n`));
  expect(printed.all().map(({ text }) => text)).toEqual(['1', '2']);
  expect(printed.total).toBe(5);
});

/** What the host and the guest both know, they know alike. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as abi from '../../asm/abi.ts';
import { assemble } from '../../src/assembler/index.ts';
import { decode } from '../../src/isa/index.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { CONTEXT_FIELDS } from '../../src/runtime/index.ts';
import { SYSTEM_CALLS } from '../../src/runtime/calls/syscalls.ts';

function guestText(name: string): string {
  return readFileSync(new URL(`../../asm/guest/${name}`, import.meta.url), 'utf8');
}

const host: Readonly<Record<string, unknown>> = { ...abi };

describe('asm/guest/abi.s', () => {
  const { symbols } = assemble(guestText('abi.s'));
  const constants = new Map(symbols.map(({ name, value }) => [name, Number(value)]));

  test("has the host's numbers", () => {
    const shared = [...constants].filter(([name]) => name in host);
    expect(shared.map(([name]) => name)).toEqual(
      expect.arrayContaining(['SYS_YIELD', 'SYS_SPAWN', 'SYS_RETURN', 'THREAD_FUNCTION', 'THREAD_ARGUMENT']),
    );
    for (const [name, value] of shared) expect(host[name], name).toBe(value);
  });

  test('has the numbers of the table of system calls', () => {
    const numbers = Object.fromEntries(SYSTEM_CALLS.map(({ name, number }) => [name, number]));
    expect(constants.get('SYS_WRITE')).toBe(numbers['write']);
    expect(constants.get('SYS_EXIT_GROUP')).toBe(numbers['exit_group']);
  });
});

describe('ThreadContext', () => {
  const code = assemble(guestText('switch.s')).sections.find(({ name }) => name === '.text')!.data;
  const lines: string[] = [];
  for (let at = 0; at < code.length;) {
    const instruction = decode(code.subarray(at))!;
    lines.push(formatInstruction(instruction));
    at += instruction.length;
  }
  const place = (register: string, index: number): string =>
    `QWORD PTR [${register}${index === 0 ? '' : `+${index === 1 ? 8 : `0x${(index * 8).toString(16)}`}`}]`;

  test('is saved and loaded by switch in the order of its fields', () => {
    const saved = CONTEXT_FIELDS.slice(0, 7).map((name, index) => `mov ${place('rdi', index)}, ${name}`);
    const loaded = CONTEXT_FIELDS.map(
      (name, index) => `mov ${name === 'thread_ptr' ? 'rdi' : name}, ${place('rsi', index)}`,
    );
    expect(lines).toEqual([...saved, ...loaded, 'ret']);
  });

  test('has its offsets', () => {
    expect(CONTEXT_FIELDS.length * 8).toBe(abi.CONTEXT_SIZE);
    expect(CONTEXT_FIELDS.indexOf('thread_ptr') * 8).toBe(abi.CONTEXT_THREAD_PTR);
    expect([abi.THREAD_FUNCTION, abi.THREAD_ARGUMENT, abi.THREAD_SIZE]).toEqual([0x40, 0x48, 0x50]);
    expect([abi.SLOT_GUARD, abi.SLOT_SKIP, abi.SLOT_CALL]).toEqual([-16, -24, -32]);
  });
});

test('system calls have numbers and names of their own', () => {
  expect(new Set(SYSTEM_CALLS.map(({ number }) => number)).size).toBe(SYSTEM_CALLS.length);
  expect(new Set(SYSTEM_CALLS.map(({ name }) => name)).size).toBe(SYSTEM_CALLS.length);
  expect(SYSTEM_CALLS.filter(({ threads }) => threads).every(({ number }) => number >= 0x1000)).toBe(true);
});

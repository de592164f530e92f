import { expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { discardConstants } from '../../src/elf/discard.ts';
import { link } from '../../src/elf/link.ts';

const whole = assemble(
  `    .intel_syntax noprefix
    .equ UNUSED, 1
    .equ SIZE, 8
    .equ THERE, 0x401000
    .globl GLOBAL, _start
    .equ GLOBAL, 3
    .data
table:
    .quad table, THERE
    .text
_start:
    mov eax, SIZE
    jmp THERE
    lea rdi, [rip + table]
    call other
other:
    ret
`,
  { name: 'constants.s' },
);

test('constants that nothing speaks of are discarded, and those alone', () => {
  const constants = new Set(['UNUSED', 'SIZE', 'THERE']);
  const others = whole.symbols.filter(({ name }) => !constants.has(name));
  expect(whole.symbols.length - others.length).toBe(constants.size);
  expect(discardConstants(whole).symbols).toEqual(others);
});

test('what is left links to the same program', () => {
  expect(link([discardConstants(whole)]).segments).toEqual(link([whole]).segments);
});

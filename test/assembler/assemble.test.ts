import { describe, expect, it } from 'vitest';
import { assemble, type AssembleOptions } from '../../src/assembler/index.ts';
import { isLocalLabel } from '../../src/elf/object.ts';

/** `section+offset file:line` of every entry of the line table. */
function lines(source: string, options: AssembleOptions = {}): string[] {
  const object = assemble(source, { name: 'demo.s', ...options });
  return object.lines.map(
    ({ section, offset, file, line }) => `${object.sections[section]?.name}+${offset} ${file}:${line}`,
  );
}

describe('the line table', () => {
  it('has an entry for each statement that emits code', () => {
    const source = '\n# comment\nmain: nop\n\n  ret ; nop\nx = 5\n.p2align 3\n.byte 1\n.data\n.quad 1\n';
    expect(lines(source)).toEqual([
      '.text+0 demo.s:3',
      '.text+1 demo.s:5',
      '.text+2 demo.s:5',
      '.text+3 demo.s:7',
      '.text+8 demo.s:8',
    ]);
  });

  it('follows branches that grow', () => {
    expect(lines('jmp far\nnop\n.skip 200\nfar: nop\n')).toEqual([
      '.text+0 demo.s:1',
      '.text+5 demo.s:2',
      '.text+6 demo.s:3',
      '.text+206 demo.s:4',
    ]);
  });

  it('names lines of macros and repetitions where they are written', () => {
    const source = '.macro m\nnop\n\n/* two\nlines */ nop\n.endm\n.rept 2\n\nnop\n.endr\nm\n';
    expect(lines(source)).toEqual([
      '.text+0 demo.s:9',
      '.text+1 demo.s:9',
      '.text+2 demo.s:2',
      '.text+3 demo.s:5',
    ]);
  });

  it('names lines of included files', () => {
    expect(lines('nop\n.include "a.inc"\nnop\n', { include: () => 'nop\nnop\n' })).toEqual([
      '.text+0 demo.s:1',
      '.text+1 a.inc:1',
      '.text+2 a.inc:2',
      '.text+3 demo.s:3',
    ]);
  });

  it('covers other sections with code', () => {
    expect(lines('.section .text.hot\nnop\n.text\nnop\n')).toEqual([
      '.text+0 demo.s:4',
      '.text.hot+0 demo.s:2',
    ]);
  });
});

it('keeps labels of the compiler apart', () => {
  const { symbols } = assemble('.Lx: nop\nx: nop\n1: jmp 1b\n');
  expect(symbols.map(({ name }) => [name, isLocalLabel(name)])).toEqual([
    ['.Lx', true],
    ['x', false],
  ]);
});

it('does not hold the zeros of .bss', () => {
  const { sections } = assemble('.bss\n.skip 0x20000000\n');
  expect(sections[2]).toMatchObject({ name: '.bss', size: 0x20000000, data: new Uint8Array() });
});

it('takes an empty source', () => {
  expect(assemble('').sections.map(({ name }) => name)).toEqual(['.text', '.data', '.bss']);
  expect(assemble('\r\n\t# nothing').symbols).toEqual([]);
});

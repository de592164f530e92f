import fc from 'fast-check';
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

describe('a source with .loc', () => {
  const head = '.file 0 "/home/x" "a.c"\n.file 1 "a.c"\n.file 2 "/usr/include" "b.h" md5 0x0123\n';

  it('has the lines of the compiled source in the place of its own', () => {
    const source = `nop\n${head}.loc 1 3 5 is_stmt 0 view .LVU1\nnop\nnop\n.loc 2 7\nnop\n`;
    expect(lines(source)).toEqual(['.text+1 a.c:3', '.text+3 /usr/include/b.h:7']);
  });

  it('takes the last of several lines of one place, and none for line 0', () => {
    expect(lines(`${head}.loc 1 3\n.loc 1 4\nnop\n.loc 1 0\nnop\n`)).toEqual(['.text+0 a.c:4']);
  });

  it('counts the entries of one place as location views', () => {
    const source = `${head}.loc 1 1 view -0\n.loc 1 2 view .LVU1\n.loc 1 3 view .LVU2\nnop\n.loc 1 4 view .LVU3\nret\n`;
    const { sections } = assemble(`${source}.data\n.byte .LVU1, .LVU2, .LVU3\n`);
    expect([...sections[1]!.data]).toEqual([1, 2, 0]);
  });
});

describe('fractions', () => {
  const bytes = (text: string): string =>
    Buffer.from(assemble(`.data\n${text}`).sections[1]!.data).toString('hex');

  it('are rounded once, ties to even', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const view = new DataView(new ArrayBuffer(8));
        view.setFloat64(0, value, true);
        const text = Object.is(value, -0) ? '-0' : `${value}`;
        expect(bytes(`.double ${text}`)).toBe(Buffer.from(view.buffer).toString('hex'));
      }),
    );
    expect(bytes('.float 16777217, 1.00000005960464477539062501')).toBe('0000804b0100803f');
    expect(bytes('.double 9007199254740993, 5e-324, 2.2250738585072011e-308')).toBe(
      '00000000000040430100000000000000ffffffffffff0f00',
    );
  });

  it('are also written as words, with a letter for the format, and as bits', () => {
    expect(bytes('.float NaN, -inf, 0f1.5, 0f:3f8')).toBe('ffffff7f000080ff0000c03f0000803f');
    expect(bytes('.double 0d1.5e1, .5, 5., +1e')).toBe(
      '0000000000002e40000000000000e03f0000000000001440000000000000f03f',
    );
  });
});

it('writes numbers of variable length, also of distances that branches change', () => {
  const source = `a: jmp far\nb: .skip 130\nfar: ret\n.data\n.uleb128 300, b-a, far-a\n.sleb128 -129, a-b, a-far\n`;
  expect([...assemble(source).sections[1]!.data]).toEqual([
    0xac, 2, 5, 0x87, 1, 0xff, 0x7e, 0x7b, 0xf9, 0x7e,
  ]);
});

describe('an instruction that has stood there before means', () => {
  it.each([
    ['the same', 'movl $1, 8(%rax)\nmovl $1, 8(%rax)'],
    ['the symbol as it is by now', '.set n, 1\nmovl $n, %eax\n.set n, 2\nmovl $n, %eax'],
    ['its own place', 'movl $., %eax\nmovl $., %eax'],
    ['the label next to it', '1: movl $1b, %eax\n1: movl $1b, %eax'],
    ['its own distance', 'jmp 16\njmp 16'],
    [
      'what it says in this syntax',
      '.intel_syntax noprefix\nmov eax, ebx\n.att_syntax noprefix\nmov eax, ebx',
    ],
    ['the same in another section', 'movl %eax, %ebx\n.section .text.hot, "ax"\nmovl %eax, %ebx'],
    ['zeros where only zeros may be', 'addb %al, (%rax)\n.bss\naddb %al, (%rax)'],
  ])('%s', (_, source) => {
    // a blank more, and it has not stood there
    const otherwise = source.replace(/ (?=[^ ]+ [^ ]+$)| (?=\d+$)/, '  ');
    expect(otherwise).not.toBe(source);
    expect(assemble(source)).toEqual(assemble(otherwise));
  });

  it('another warning', () => {
    const warned: number[] = [];
    assemble('add $1, (%rax)\nadd $1, (%rax)\n', { warn: ({ line }) => warned.push(line) });
    expect(warned).toEqual([1, 2]);
  });
});

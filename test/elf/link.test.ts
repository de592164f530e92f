import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import type { Image } from '../../src/elf/image.ts';
import { link, LinkError, type LinkOptions } from '../../src/elf/link.ts';
import { loaded, type ObjectFile, type ObjectSymbol, type Section } from '../../src/elf/object.ts';

/** Links sources named a.s, b.s, ... */
function build(sources: readonly string[], options?: LinkOptions): Image {
  return link(
    sources.map((source, index) => assemble(source, { name: `${String.fromCharCode(97 + index)}.s` })),
    options,
  );
}

function failure(action: () => unknown): LinkError {
  try {
    action();
  } catch (error) {
    if (error instanceof LinkError) return error;
    throw error;
  }
  throw new Error('linked');
}

const problems = (sources: readonly string[], options?: LinkOptions): string =>
  failure(() => build(sources, options)).message;

function address(image: Image, name: string): number {
  return Number(image.symbols.find((symbol) => symbol.name === name)?.address ?? -1n);
}

/** Bytes of the image, zeros of nobits included. */
function bytes(image: Image, start: number, length: number): number[] {
  const segment = image.segments.find(({ address: from, size }) => start >= from && start < from + size);
  return Array.from({ length }, (_, index) => segment?.data[start + index - segment.address] ?? 0);
}

function word(image: Image, start: number): number {
  return bytes(image, start, 4).reduceRight((value, byte) => value * 256 + byte, 0);
}

const START = '.globl _start\n_start: nop\n';

describe('places', () => {
  it('code, constants, data and zeros on pages of their own', () => {
    const image = build([
      `${START}.data\n.byte 1\n.section .rodata\n.byte 2,3\n.bss\n.zero 5000\n.section .both,"awx"\nnop\n`,
    ]);
    const rows = image.segments.map((segment) => {
      const rights = `${segment.write ? 'w' : '-'}${segment.execute ? 'x' : '-'}`;
      return `${segment.name} ${segment.address.toString(16)} ${rights} ${segment.data.length}/${segment.size}`;
    });
    expect(rows).toEqual([
      'text 400000 -x 1/1',
      'rodata 401000 -- 2/2',
      'data 402000 w- 1/5001',
      'rwx 404000 wx 1/1',
    ]);
    expect(image.entry).toBe(0x400000);
  });

  it('sections in the order of the objects, each aligned', () => {
    const image = build([
      `${START}.byte 1\n.data\n.byte 7\n`,
      '.balign 16\n.byte 2\n.data\n.balign 8\n.byte 8\n',
      '.section .text.hot\n.byte 3\n',
    ]);
    expect(image.sections.map(({ file, name, address: at, size }) => [file, name, at, size])).toEqual([
      ['a.s', '.text', 0x400000, 2],
      ['b.s', '.text', 0x400010, 1],
      ['c.s', '.text.hot', 0x400011, 1],
      ['a.s', '.data', 0x401000, 1],
      ['b.s', '.data', 0x401008, 1],
    ]);
    expect(bytes(image, 0x400000, 0x12)).toEqual([0x90, 1, ...Array.from({ length: 14 }, () => 0x90), 2, 3]);
  });

  it('from another base, starting elsewhere', () => {
    const image = build(['nop\n.globl main\nmain: ret'], { base: 0x10000, entry: 'main' });
    expect(image.entry).toBe(0x10001);
  });

  it('nothing that is not loaded', () => {
    const image = build([`${START}.section .debug\nd: .quad 1, _start\n.section .note.x\n.byte 1\n`]);
    expect(image.sections).toHaveLength(1);
    expect(address(image, 'd')).toBe(-1);
  });
});

describe('resolves', () => {
  it('names across objects, and keeps local ones apart', () => {
    const image = build([
      `${START}call f\nmov eax, offset x\n.data\nx: .quad x, f\n`,
      '.globl f\nf: ret\n.data\nx: .quad x\n',
    ]);
    expect(bytes(image, 0x400001, 5)).toEqual([0xe8, 5, 0, 0, 0]);
    expect(word(image, 0x400007)).toBe(0x401000);
    expect(word(image, 0x401000)).toBe(0x401000);
    expect(word(image, 0x401008)).toBe(address(image, 'f'));
    expect(word(image, 0x401010)).toBe(0x401010);
    expect(image.symbols.filter(({ name }) => name === 'x').map(({ file }) => file)).toEqual(['a.s', 'b.s']);
  });

  it('weak names: a definition that is not weak wins, and none at all is 0', () => {
    const image = build([
      `${START}.weak f, none\nf: nop\n.data\n.quad f, none\n`,
      '.globl f\nnop\nf: ret\n',
      '.weak f\nf: ret\n',
    ]);
    expect(address(image, 'f')).toBe(0x400003);
    expect([word(image, 0x401000), word(image, 0x401008)]).toEqual([0x400003, 0]);
    expect(image.symbols.filter(({ name }) => name === 'f')).toHaveLength(1);
  });

  it('common names: the largest one counts, and a definition more', () => {
    const image = build([
      `${START}.comm c, 4, 4\n.comm d, 100\n.data\n.byte 1\n.quad c, d\n`,
      '.comm c, 8, 64\n',
      '.data\n.globl d\nd: .byte 5\n',
    ]);
    expect(address(image, 'c') % 64).toBe(0);
    expect(address(image, 'c')).toBeGreaterThan(address(image, 'd'));
    expect(bytes(image, address(image, 'd'), 1)).toEqual([5]);
    expect(image.symbols.find(({ name }) => name === 'c')).toMatchObject({ size: 8n, section: '.bss' });
  });

  it("ld's own names when nobody else does", () => {
    const source = '.quad _etext, _edata, __bss_start, _end\n.data\n.byte 1\n.bss\n.zero 20\n';
    const image = build([`${START}${source}`]);
    const values = [1, 9, 17, 25].map((offset) => word(image, 0x400000 + offset));
    expect(values).toEqual([0x400021, 0x401001, 0x401001, 0x401015]);
    expect(address(image, '_end')).toBe(0x401015);
    expect(address(build([`${START}.globl _end\n_end: nop\n.quad _end\n`]), '_end')).toBe(0x400001);
  });

  it('absolute names', () => {
    const image = build([`${START}.globl size\nsize = 0x1234\n`, 'mov eax, offset size\n']);
    expect(word(image, 0x400002)).toBe(0x1234);
    expect(image.symbols[0]).toMatchObject({ name: 'size', absolute: true, section: '' });
  });
});

it('keeps the line of every address', () => {
  const image = build([
    `${START}\n.macro two\nnop\n nop\n.endm\ntwo\n.data\n.byte 1\n.text\nret\n`,
    '\nret\n',
  ]);
  expect(image.lines).toEqual([
    { address: 0x400000, file: 'a.s', line: 2 },
    { address: 0x400001, file: 'a.s', line: 5 },
    { address: 0x400002, file: 'a.s', line: 6 },
    { address: 0x400003, file: 'a.s', line: 12 },
    { address: 0x400004, file: 'b.s', line: 2 },
  ]);
});

describe('says what is wrong with', () => {
  it('all undefined names in one go', () => {
    const first = `${START}.globl printf\nprintf: call pritnf\n call pritnf\n call other\n.data\n.quad other\n`;
    expect(problems([first, 'jmp pritnf\nmov eax, raxx\n'])).toBe(
      [
        "a.s:4: undefined symbol 'pritnf', also at a.s:5, b.s:1 (did you mean 'printf'?)",
        "a.s:6: undefined symbol 'other', also at a.s(.data+0x0)",
        "b.s:2: undefined symbol 'raxx' (did you mean 'rax'?)",
      ].join('\n'),
    );
  });

  it('names defined twice', () => {
    expect(
      problems([`${START}\nf: .globl f\nnop\n`, '.globl f\n\nf: ret', '.globl _start\n_start = 5']),
    ).toBe("b.s:3: 'f' is already defined at a.s:5\nc.s: '_start' is already defined at a.s:2");
  });

  it('a missing entry', () => {
    expect(problems(['_strat: nop\n'])).toBe(
      "no symbol '_start' to start at: is it .globl? (did you mean '_strat'?)",
    );
  });

  it('addresses that do not fit', () => {
    expect(problems([`${START}.byte _start\n.word x\n`, '.globl x\nx = 0x10000\n'])).toBe(
      [
        "a.s:3: the reference to '_start' cannot be filled in: 0x400000 does not fit the one byte of R_X86_64_8",
        "a.s:4: the reference to 'x' cannot be filled in: 0x10000 does not fit the 2 bytes of R_X86_64_16",
      ].join('\n'),
    );
    expect(problems([`${START}call far\n.globl far\nfar = 0x7fffffffffff\n`])).toMatch(
      /^a\.s:3: .* does not fit/,
    );
  });

  it('programs that are too large', () => {
    const big = `${START}.bss\n.zero 1000000000\n`;
    expect(problems([big, '.bss\n.zero 1000000000\n', '.bss\n.zero 1000000000\n'])).toMatch(/too large/);
    expect(problems([big], { limit: 0x1000000 })).toMatch(/section '\.bss' would end at/);
    expect(problems([START], { base: 123 })).toMatch(/not a multiple/);
  });

  it('objects that make no sense', () => {
    const section: Section = {
      name: '.text',
      flags: loaded({ execute: true }),
      type: 'progbits',
      alignment: 3,
      entrySize: 0,
      data: new Uint8Array(2),
      size: 5,
      relocations: [{ offset: 0, type: 'R_X86_64_64', symbol: 9, addend: 0n }],
    };
    const symbol: ObjectSymbol = {
      name: 'x',
      place: 7,
      value: 0n,
      size: 0n,
      binding: 'global',
      type: 'none',
      visibility: 'default',
    };
    const object: ObjectFile = { name: 'bad.o', sections: [section], symbols: [symbol], lines: [] };
    expect(failure(() => link([object])).problems.map(({ message }) => message)).toEqual([
      "bad.o: section '.text' has the alignment 3",
      "bad.o: section '.text' has a size of 5",
      "bad.o: a relocation of section '.text' speaks of no symbol",
      "bad.o: symbol 'x' lies in no section",
    ]);
  });
});

/** Every kind of reference, all within reach. */
const REFERENCES = `
  .globl _start, g, d2
_start: call g
  call l
  call l+4
  jmp g
  je l
  lea rax, g[rip]
  lea rax, d1[rip]
  cmp DWORD PTR d2[rip+4], 5
  mov eax, offset d1
  mov rax, offset d2+8
  movabs rax, offset g
  mov eax, [d1]
  lea rax, [d1+rcx*8-8]
  mov al, 0
  call weak
  .quad g, l, d1, _end
  .long d1 - ., g - ., s1
  .word small, 0
  .byte small
g: ret
  .section .text.other,"ax"
  nop
l: jmp _start
  call g
  .data
  .long 1
d1: .quad l, g, d2, d1
d2: .quad g - ., d1 - ., 0
  .section .rodata
s1: .long s1 - ., l - .
  .quad s1
  .weak weak
  .globl small
small = 0x42
`;

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}

/** What ld makes of a source when it puts the sections where our linker put them. */
function linkedByLd(source: string, image: Image): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-ld-'));
  const file = (name: string): string => join(folder, name);

  try {
    writeFileSync(file('a.s'), `.intel_syntax noprefix\n${source}`);
    run('as', '--64', '-o', file('a.o'), file('a.s'));
    const places = image.sections.map(({ name, address: at }) => `${name} ${at} : { *(${name}) }`);
    writeFileSync(file('script'), `SECTIONS { ${places.join('\n')}\n_end = ${address(image, '_end')}; }`);
    run('ld', '-e', '_start', '-T', file('script'), '-o', file('a.out'), file('a.o'));
    return image.sections.map(({ name }) => {
      run('objcopy', '-O', 'binary', '-j', name, file('a.out'), file('section'));
      return `${name}: ${readFileSync(file('section')).toString('hex')}`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hasLd(): boolean {
  try {
    return execFileSync('ld', ['--version'], { encoding: 'utf8' }).includes('GNU ld');
  } catch {
    return false;
  }
}

it.skipIf(!hasLd() && !process.env['CI'])('fills in what GNU ld fills in', () => {
  const image = build([REFERENCES]);
  const ours = image.sections.map(
    ({ name, address: at, size }) => `${name}: ${Buffer.from(bytes(image, at, size)).toString('hex')}`,
  );
  expect(ours).toEqual(linkedByLd(REFERENCES, image));
});

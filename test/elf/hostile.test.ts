/** ELF files that are not what they should be: one message each, at once, and nothing else happens. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { link, LinkError } from '../../src/elf/link.ts';
import { ElfError } from '../../src/elf/problem.ts';
import { readExecutable } from '../../src/elf/read-executable.ts';
import { readObject } from '../../src/elf/read-object.ts';
import { writeExecutable } from '../../src/elf/write-executable.ts';
import { writeObject } from '../../src/elf/write-object.ts';

const SOURCE = `.globl _start
_start: call f
lea rax, x[rip]
ret
.data
x: .quad f
.section .text.f, "ax"
f: ret
`;
const assembled = assemble(`.intel_syntax noprefix\n${SOURCE}`, { name: 'x.s' });
const object = writeObject(assembled);
const executable = writeExecutable(link([assembled]));

/** Changes of bytes: at an offset, a number of so many bytes. */
type Patch = readonly (readonly [at: number, size: 1 | 2 | 4 | 8, value: number | bigint])[];

function patched(bytes: Uint8Array, patch: Patch): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (const [at, size, value] of patch) {
    const number = BigInt.asUintN(size * 8, BigInt(value));
    for (let i = 0; i < size; i++) view.setUint8(at + i, Number((number >> BigInt(8 * i)) & 0xffn));
  }
  return copy;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer);
const headers = (bytes: Uint8Array): number => Number(view(bytes).getBigUint64(40, true));

/** Where the header of the first section of a type is. */
function sectionAt(bytes: Uint8Array, type: number, skip = 0): number {
  const count = view(bytes).getUint16(60, true);
  const found = Array.from({ length: count }, (_, index) => headers(bytes) + index * 64).filter(
    (at) => view(bytes).getUint32(at + 4, true) === type,
  );
  return found[skip]!;
}

const [PROGBITS, SYMTAB, STRTAB, RELA] = [1, 2, 3, 4] as const;
const symbols = sectionAt(object, SYMTAB);
const symbolsAt = Number(view(object).getBigUint64(symbols + 24, true));
const relocations = sectionAt(object, RELA);
const relocationsAt = Number(view(object).getBigUint64(relocations + 24, true));
const text = sectionAt(object, PROGBITS);
const LOAD = 64;
const HUGE = 2n ** 64n - 1n;

const OBJECTS: readonly (readonly [string, Patch, string | RegExp])[] = [
  ['32 bits', [[4, 1, 1]], 'a 32-bit ELF file: programs here are 64-bit, compiled with -m64'],
  ['big-endian', [[5, 1, 2]], 'a big-endian ELF file: x86-64 is little-endian'],
  ['for ARM', [[18, 2, 183]], 'for another machine (AArch64): compile it for x86-64'],
  ['for nobody', [[18, 2, 9999]], 'for another machine (number 9999): compile it for x86-64'],
  ['a core', [[16, 2, 4]], 'a core file, not a program'],
  ['an executable by its type', [[16, 2, 2]], 'not a relocatable object file'],
  ['section headers elsewhere', [[40, 8, HUGE]], /^truncated: the first section header would end at 0x/],
  ['section headers of another size', [[58, 2, 40]], 'section headers of 40 bytes, not 64'],
  ['more sections than bytes', [[60, 2, 0xfeff]], /^truncated: the section headers would end at/],
  [
    'a million sections',
    [
      [60, 2, 0],
      [headers(object) + 32, 8, 1_000_000],
    ],
    '1000000 sections, and more than 200000 are not read',
  ],
  [
    'sections without end',
    [
      [60, 2, 0],
      [headers(object) + 32, 8, HUGE],
    ],
    /^\d+ sections, and more than 200000 are not read$/,
  ],
  ['names of sections that are code', [[62, 2, 1]], 'its sections have their names in no string table'],
  ['names of sections nowhere', [[62, 2, 500]], 'its sections have their names in no string table'],
  [
    'the name of a section past its table',
    [[text, 4, 0xffff]],
    /^a name at 65535 of a string table has no end/,
  ],
  ['a section past the end', [[text + 24, 8, 1e9]], /^truncated: section '\.text' would end at 0x3b9aca/],
  ['a section that is endless', [[text + 32, 8, HUGE]], /^truncated: section '\.text' would end at/],
  [
    'a section of an unknown kind',
    [[text + 4, 4, 0x12345]],
    "section '.text' is of the unknown kind 0x12345",
  ],
  ['a compressed section', [[text + 8, 8, 6 | 2048]], "section '.text' is loaded and compressed"],
  ['symbols of another size', [[symbols + 56, 8, 16]], "section '.symtab' has entries of 16 bytes, not 24"],
  ['half a symbol', [[symbols + 32, 8, 25]], "section '.symtab' has entries of 24 bytes, not 24"],
  [
    'symbols whose names are symbols',
    [[symbols + 40, 4, 1]],
    'the symbol table has its names in no string table',
  ],
  [
    'symbols without names',
    [[symbols + 40, 4, 999]],
    /^the symbol table speaks of section 999, and there are/,
  ],
  [
    'a symbol in no section',
    [[symbolsAt + 24 + 6, 2, 200]],
    /^symbol '.*' speaks of section 200, and there are/,
  ],
  [
    'a symbol in section 0xffff',
    [[symbolsAt + 24 + 6, 2, 0xffff]],
    "symbol 1 has its section's number nowhere",
  ],
  [
    'a symbol of an unknown kind',
    [[symbolsAt + 24 + 4, 1, 0x4c]],
    /^symbol 1 '.*' has the unknown kind 0x4c$/,
  ],
  [
    'an IFUNC',
    [[symbolsAt + 24 + 4, 1, 0x1a]],
    /is chosen when the program starts \(IFUNC\), which is not supported$/,
  ],
  [
    'relocations of no symbol',
    [[relocationsAt + 12, 4, 1e6]],
    "a relocation of section '.text' speaks of no symbol",
  ],
  [
    'a thread-local reference',
    [[relocationsAt + 8, 4, 23]],
    /^section '\.text' refers to '.*', which is thread-local: thread-local variables are not supported$/,
  ],
  [
    'a reference of the large model',
    [[relocationsAt + 8, 4, 25]],
    /by R_X86_64_GOTOFF64, which is not supported: compile it with -mcmodel=small$/,
  ],
  [
    'a reference of an unknown kind',
    [[relocationsAt + 8, 4, 4000]],
    /by number 4000, which is not supported$/,
  ],
  ['relocations without addends', [[relocations + 4, 4, 9]], /relocations without addends/],
];

const EXECUTABLES: readonly (readonly [string, Patch, string | RegExp])[] = [
  ['program headers elsewhere', [[32, 8, HUGE]], /^truncated: the program headers would end at/],
  ['program headers of another size', [[54, 2, 32]], 'program headers of 32 bytes, not 56'],
  ['no program headers', [[56, 2, 0]], 'there is nothing in it to load'],
  ['65534 program headers', [[56, 2, 0xfffe]], /^truncated: the program headers would end at/],
  [
    'an interpreter',
    [[LOAD, 4, 3]],
    /^a dynamic executable: link it with -static, without a C library with -nostdlib$/,
  ],
  [
    'less memory than file',
    [[LOAD + 40, 8, 1]],
    'program header 0 has more bytes in the file than in memory',
  ],
  [
    'memory without end',
    [[LOAD + 40, 8, HUGE]],
    'program header 0 would end past the end of the address space',
  ],
  [
    'more memory than there is',
    [[LOAD + 40, 8, 2n ** 40n]],
    /^a segment would lie at 0x400000 to 0x10000400000, past 0x100000000/,
  ],
  [
    "the machine's own pages",
    [[LOAD + 16, 8, 0x10000]],
    /^a segment would lie at 0x10000 to 0x1[0-9a-f]+, over the machine's own pages, which end at 0x400000: link it with/,
  ],
  ['address 0', [[LOAD + 16, 8, 0]], /^a segment would lie at 0x0 to /],
  [
    'the last address',
    [[LOAD + 16, 8, HUGE]],
    'program header 0 would end past the end of the address space',
  ],
  ['two segments in one place', [[LOAD + 40, 8, 0x5000]], /^two segments share the page at 0x401000/],
  [
    'a segment past the end of the file',
    [[LOAD + 8, 8, 0x10_0000]],
    /^truncated: what program header 0 loads would end at/,
  ],
  [
    'an offset that does not go with its address',
    [[LOAD + 8, 8, 0x1001]],
    'program header 0 has an offset and an address at different places of a page',
  ],
  ['an entry in data', [[24, 8, 0x401000]], 'its entry 0x401000 is not in a segment that can be executed'],
  ['an entry nowhere', [[24, 8, HUGE]], /^its entry 0x1[0]+ is not in a segment that can be executed$/],
];

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ElfError) return error.message;
    throw error;
  }
  return '';
}

describe('an object', () => {
  test.each(OBJECTS)('%s', (_, patch, message) => {
    const said = messageOf(() => readObject(patched(object, patch), 'bad.o'));
    expect(said).toMatch(/^bad\.o: [^\n]+$/);
    const rest = said.slice('bad.o: '.length);
    if (typeof message === 'string') expect(rest).toBe(message);
    else expect(rest).toMatch(message);
  });

  test.each([0, 3, 4, 16, 63, 64, 200, object.length - 1])('cut off after %i bytes', (length) => {
    expect(messageOf(() => readObject(object.slice(0, length), 'cut.o'))).toMatch(
      /^cut\.o: (truncated: .*|not an ELF file)$/,
    );
  });

  test('whose names are all parts of one long one', () => {
    const names = Array.from({ length: 3000 }, (_, index) => 'x'.repeat(index + 1));
    const many = assemble(names.map((name) => `${name} = 1`).join('\n'), { name: 'many.s' });
    const bytes = writeObject({ ...many, symbols: many.symbols.slice(-1) });
    const table = sectionAt(bytes, STRTAB);
    const size = Number(view(bytes).getBigUint64(table + 32, true));
    const start = sectionAt(bytes, SYMTAB);
    const from = Number(view(bytes).getBigUint64(start + 24, true));
    expect(size).toBeGreaterThan(3000);
    const grown = new Uint8Array(bytes.length + 24 * 100_000);
    grown.set(bytes);
    const end = bytes.length;
    for (let i = 1; i < 100_000; i++) {
      grown.set(bytes.subarray(from + 24, from + 48), end + i * 24);
      new DataView(grown.buffer).setUint32(end + i * 24, 1 + (i % 2900), true);
    }
    const said = messageOf(() =>
      readObject(
        patched(grown, [
          [start + 24, 8, end],
          [start + 32, 8, 24 * 100_000],
        ]),
        'names.o',
      ),
    );
    expect(said).toBe('names.o: the names of a string table overlap too much');
  });
});

describe('an executable', () => {
  test.each(EXECUTABLES)('%s', (_, patch, message) => {
    const said = messageOf(() => readExecutable(patched(executable, patch), 'bad'));
    expect(said).toMatch(/^bad: [^\n]+$/);
    const rest = said.slice('bad: '.length);
    if (typeof message === 'string') expect(rest).toBe(message);
    else expect(rest).toMatch(message);
  });

  test.each([64, 119, 300, executable.length - 1])('cut off after %i bytes', (length) => {
    expect(messageOf(() => readExecutable(executable.slice(0, length), 'cut'))).toMatch(/^cut: truncated: /);
  });
});

/** Numbers that programs get wrong. */
const value = fc.oneof(fc.constantFrom(0, 1, 2, 7, 0xff, 0xffff, 0xffff_ffff), fc.nat(255), fc.nat(5000));

const FOLDER = new URL('programs/', import.meta.url);
const files = [
  object,
  executable,
  ...['tasks.o', 'linkage-a.o', 'linkage-b.o', 'group-a.o'].map(
    (name) => new Uint8Array(readFileSync(new URL(name, FOLDER))),
  ),
];

describe('whatever a file holds, it is read, or refused with a message', () => {
  const endsWell = (bytes: Uint8Array): void => {
    try {
      if (bytes[16] !== 1) readExecutable(bytes, 'x');
      else {
        const options = { entry: undefined, limit: 0x1000_0000 };
        link([readObject(bytes, 'x')], options);
        writeExecutable(link([readObject(bytes, 'x', { debug: true })], options));
      }
    } catch (error) {
      if (!(error instanceof ElfError || error instanceof LinkError)) throw error;
    }
  };

  test('some bytes are others', () => {
    const change = fc.record({ at: fc.nat(), size: fc.constantFrom(1, 2, 4, 8), value });
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (file, changes) => {
          const patch = changes.map((one) => {
            const at = one.at % (file.length - 8);
            return [at, one.size, one.value] as const;
          });
          endsWell(patched(file, patch));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('a header is another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), fc.nat(7), value, (file, which, field, number) => {
        const count = view(file).getUint16(60, true);
        const at = headers(file) + (which % count) * 64 + field * 8;
        endsWell(patched(file, [[at, 8, number]]));
      }),
      { numRuns: 1500 },
    );
  });

  test('the line table is another', () => {
    const [line] = [files[3]!];
    const at = Buffer.from(line).indexOf('linkage-a.c');
    expect(at).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.nat(1200), value, (offset, number) => {
        endsWell(patched(line, [[Math.min(line.length - 8, at - 200 + offset), 4, number]]));
      }),
      { numRuns: 500 },
    );
  });
});

/** What other people's tools say of the ELF files that are written, and what a real processor does with them. */

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { readExecutable } from '../../src/elf/read-executable.ts';
import { readObject } from '../../src/elf/read-object.ts';
import { writeExecutable } from '../../src/elf/write-executable.ts';
import { writeObject } from '../../src/elf/write-object.ts';
import { Runtime } from '../../src/runtime/index.ts';
import { linkProgram } from '../../src/runtime/program/program.ts';
import { gnuAs, isMissing, isNative, native, output, temporaryFolder } from './tools.ts';

const folder = temporaryFolder();

/** Prints its arguments and its environment; code in two sections, data, constants and zeros. */
const MAIN = `    .globl _start
_start:
    mov r12, [rsp]
    lea r13, [rsp+8]
1:  mov rdi, [r13]
    add r13, 8
    test rdi, rdi
    jz 2f
    call print_line
    jmp 1b
2:  inc dword ptr [rip+calls]
    mov edi, [rip+calls]
    add edi, [rip+zeros]
    imul edi, r12d
    mov eax, 60
    syscall
    .data
calls: .long 6
    .bss
zeros: .zero 10000
    .section .rodata
    .quad _start, calls, zeros
`;

const LIBRARY = `    .section .text.lines, "ax"
    .globl print_line
    .type print_line, @function
print_line:
    mov rsi, rdi
    mov rdx, -1
1:  inc rdx
    cmp byte ptr [rsi+rdx], 0
    jne 1b
    call write
    lea rsi, [rip+newline]
    mov edx, 1
write:
    mov edi, 1
    mov eax, 1
    syscall
    ret
    .size print_line, . - print_line
    .section .rodata
newline: .byte 10
`;

const sources = { 'main.s': MAIN, 'library.s': LIBRARY };
const objects = Object.entries(sources).map(([name, source]) => {
  writeFileSync(join(folder, name), source);
  const object = assemble(source, { name });
  writeFileSync(join(folder, name.replace('.s', '.o')), writeObject(object, { directory: folder }));
  return object;
});
const image = linkProgram(objects).image;
const executable = writeExecutable(image, { directory: folder });
writeFileSync(join(folder, 'program'), executable);
chmodSync(join(folder, 'program'), 0o755);

const ARGUMENTS = ['one', 'two words', ''];

/** On the machine, with the program's path as its name. */
function onMachine(path: string): { stdout: string; status: number | null } {
  const runtime = new Runtime(readExecutable(readFileSync(path), path), { args: [path, ...ARGUMENTS] });
  const outcome = runtime.run();
  return { stdout: runtime.output, status: outcome.kind === 'exit' ? outcome.status : null };
}

test('the program runs on the machine', () => {
  const path = join(folder, 'program');
  expect(onMachine(path)).toEqual({ stdout: `${path}\none\ntwo words\n\n`, status: 28 });
});

test.skipIf(!isNative)('the program does natively what it does on the machine', () => {
  const path = join(folder, 'program');
  expect(native(path, ...ARGUMENTS)).toEqual(onMachine(path));
});

describe.skipIf(isMissing('ld', 'readelf', 'objdump'))('GNU binutils', () => {
  test.each(['main.o', 'library.o', 'program'])('readelf has no complaint about %s', (name) => {
    const text = output(folder, 'readelf', '-aW', '--debug-dump=info,line,decodedline,abbrev,Ranges', name);
    expect(text.split('\n').filter((line) => /warning|error|corrupt/i.test(line))).toEqual([]);
  });

  test('ld links our objects, and the program is the same', () => {
    expect(output(folder, 'ld', '--fatal-warnings', '-o', 'by-ld', 'main.o', 'library.o')).toBe('');
    const path = join(folder, 'by-ld');
    expect(onMachine(path)).toEqual({ stdout: `${path}\none\ntwo words\n\n`, status: 28 });
    if (isNative) expect(native(path, ...ARGUMENTS)).toEqual(onMachine(path));
  });

  test('ld links one of ours with one of GNU as', () => {
    gnuAs(folder, LIBRARY, 'library-as.o');
    output(folder, 'ld', '-o', 'mixed', 'main.o', 'library-as.o');
    const path = join(folder, 'mixed');
    expect(onMachine(path)).toEqual({ stdout: `${path}\none\ntwo words\n\n`, status: 28 });
  });

  test('we link objects of GNU as', () => {
    gnuAs(folder, MAIN, 'main-as.o');
    const both = ['main-as.o', 'library-as.o'].map((name) =>
      readObject(readFileSync(join(folder, name)), name),
    );
    const runtime = new Runtime(both, { args: ['x'] });
    expect(runtime.run()).toEqual({ kind: 'exit', status: 7 });
    expect(runtime.output).toBe('x\n');
  });

  test('a position-independent executable is put in its place', () => {
    output(folder, 'ld', '-pie', '--no-dynamic-linker', '-o', 'pie', 'main.o', 'library.o');
    const path = join(folder, 'pie');
    expect(onMachine(path)).toEqual({ stdout: `${path}\none\ntwo words\n\n`, status: 28 });
    const { segments, symbols, lines } = readExecutable(readFileSync(path), path);
    const table = segments.find(({ name }) => name === 'data')!;
    const address = (name: string): bigint => symbols.find((one) => one.name === name)!.address;
    const words = new BigUint64Array(table.data.slice(0, table.data.length & ~7).buffer);
    const constants = segments.flatMap(({ data }) => [
      ...new BigUint64Array(data.slice(0, data.length & ~7).buffer),
    ]);
    expect(words.length).toBeGreaterThan(0);
    expect(constants).toEqual(expect.arrayContaining(['_start', 'calls', 'zeros'].map(address)));
    expect(lines.find((one) => BigInt(one.address) === address('_start'))).toMatchObject({
      file: 'main.s',
      line: 3,
    });
  });

  test.each(['main.o', 'program'])('objdump finds the lines of %s', (name) => {
    const text = output(folder, 'objdump', '-dl', '-M', 'intel', name);
    expect(text).toContain(`${folder}/main.s:3\n`);
    expect(text).toMatch(/<_start>:\n.*\n.*main\.s:3\n.*mov +r12,QWORD PTR \[rsp\]/);
  });
});

test.skipIf(isMissing('gdb'))('gdb sets breakpoints by line and knows where it is', () => {
  const commands = ['break library.s:14', 'info line print_line', 'info symbol &calls'];
  const text = output(folder, 'gdb', '-nx', '-batch', ...commands.flatMap((one) => ['-ex', one]), 'program');
  expect(text).toMatch(/Breakpoint 1 at 0x4000[0-9a-f]+: file library\.s, line 14\./);
  expect(text).toMatch(/Line 5 of "library\.s" starts at address 0x4000[0-9a-f]+ <print_line>/);
  expect(text).toContain('calls in section .data');
});

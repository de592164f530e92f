import { describe, expect, test } from 'vitest';
import { mainOf, runtimeOf } from './program.ts';

/** Runs one system call in a plain program and returns rax as a signed number. */
function answer(registers: string, data = ''): { rax: bigint; output: string } {
  const runtime = runtimeOf(`.globl _start\n_start:\n${registers}\nsyscall\nhlt\n${data}`);
  expect(runtime.run()).toMatchObject({ kind: 'halt', status: 139 });
  return { rax: BigInt.asIntN(64, runtime.machine.getRegister('rax')), output: runtime.output };
}

const TEXT = '.section .rodata\ntext: .ascii "hello"\n';
const EBADF = -9n;
const EFAULT = -14n;
const ENOSYS = -38n;

describe('write', () => {
  test.each([
    ['to standard output', 'mov edi, 1', 5n, 'hello'],
    ['to standard error', 'mov edi, 2', 5n, 'hello'],
    ['to another descriptor', 'mov edi, 3', EBADF, ''],
    ['to standard input', 'mov edi, 0', EBADF, ''],
    ['to descriptor -1', 'mov rdi, -1', EBADF, ''],
    ['nothing', 'mov edi, 1\nmov edx, 0', 0n, ''],
    ['from the null page', 'mov edi, 1\nmov esi, 0', EFAULT, ''],
    ["from the machine's pages", 'mov edi, 1\nmov esi, 0x300000', EFAULT, ''],
    ['from past the end of memory', 'mov edi, 1\nmov rsi, 0x100000000', EFAULT, ''],
    ['from nowhere', 'mov edi, 1\nmovabs rsi, 0x7fffffffffffffff', EFAULT, ''],
    ['from the highest address', 'mov edi, 1\nmov rsi, -1', EFAULT, ''],
    ['more than there is', 'mov edi, 1\nmov rdx, 0x10000000', EFAULT, ''],
    ['a negative count', 'mov edi, 1\nmov rdx, -1', EFAULT, ''],
    ['from code', 'mov edi, 1\nlea rsi, [rip+_start]\nmov edx, 0', 0n, ''],
  ])('%s', (_, registers, rax, output) => {
    expect(answer(`lea rsi, [rip+text]\nmov edx, 5\n${registers}\nmov eax, 1`, TEXT)).toEqual({
      rax,
      output,
    });
  });

  test('tells the descriptor and the bytes', () => {
    const written: [number, number[]][] = [];
    const runtime = runtimeOf(
      `.globl _start\n_start: mov eax, 1\nmov edi, 2\nlea rsi, [rip+data]\nmov edx, 3\nsyscall\nhlt\ndata: .byte 0, 255, 10`,
      { onWrite: (fd, bytes) => written.push([fd, [...bytes]]) },
    );
    runtime.run();
    expect(written).toEqual([[2, [0, 255, 10]]]);
    expect(runtime.output).toBe('');
  });

  test('puts characters together that come in pieces', () => {
    const piece = (from: number): string =>
      `mov eax, 1\nmov edi, 1\nlea rsi, [rip+data+${from}]\nmov edx, 1\nsyscall\n`;
    const runtime = runtimeOf(`.globl _start\n_start: ${piece(0)}${piece(1)}hlt\ndata: .byte 0xc3, 0xa9`);
    runtime.run();
    expect(runtime.output).toBe('é');
  });
});

describe('exit', () => {
  test.each([
    ['mov edi, 7', 60, 7],
    ['mov edi, 7', 231, 7],
    ['mov edi, 256+3', 60, 3],
    ['mov rdi, -1', 231, 255],
  ])('%s with call %i gives %i', (registers, number, status) => {
    const runtime = runtimeOf(`.globl _start\n_start: ${registers}\nmov eax, ${number}\nsyscall\nud2`);
    expect(runtime.run()).toEqual({ kind: 'exit', status });
    expect(runtime.run()).toEqual({ kind: 'exit', status });
  });
});

describe('others', () => {
  test.each([
    ['an unknown one', 'mov eax, 9999', ENOSYS],
    ['none at all', 'mov eax, -1', ENOSYS],
    ['yield in a plain program', 'mov eax, 0x1000', ENOSYS],
    ['spawn in a plain program', 'mov eax, 0x1001', ENOSYS],
    ['return in a plain program', 'mov eax, 0x1002', ENOSYS],
    ['sched_yield in a plain program', 'mov eax, 24', 0n],
    ['gettid in a plain program', 'mov eax, 186', 0n],
    ['the upper half of rax does not count', 'movabs rax, 0xffffffff000000ba', 0n],
  ])('%s', (_, registers, rax) => {
    expect(answer(registers).rax).toBe(rax);
  });

  test('gettid tells the thread', () => {
    const runtime = runtimeOf(
      mainOf(
        'lea rdi, [rip+worker]\ncall spawn\nlea rdi, [rip+worker]\ncall spawn\ncall yield_thread\nmov eax, [rip+seen]',
        'worker: mov eax, 186\nsyscall\nshl DWORD PTR [rip+seen], 4\nor [rip+seen], eax\nret\n.bss\nseen: .zero 4',
      ),
    );
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0x12 });
  });
});

describe('yield', () => {
  test('says whether another thread ran', () => {
    const runtime = runtimeOf(
      mainOf(
        'call yield_thread\nmov ebx, eax\nlea rdi, [rip+worker]\ncall spawn\ncall yield_thread\nshl ebx, 1\nor eax, ebx',
        'worker: ret',
      ),
    );
    expect(runtime.run()).toEqual({ kind: 'exit', status: 1 });
    expect(runtime.switchCount).toBe(2);
  });

  test('the base thread that calls guard goes on', () => {
    expect(runtimeOf(mainOf('call guard\nmov eax, 5')).run()).toEqual({ kind: 'exit', status: 5 });
  });
});

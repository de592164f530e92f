import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { NoRuntime, ProgramError, Runtime, State, UnknownLabel } from '../../src/runtime/index.ts';
import { mainOf, runtimeOf } from './program.ts';

describe('a program with main', () => {
  test("exits with main's value", () => {
    expect(runtimeOf('.globl main\nmain: mov eax, 7\nret').run()).toEqual({ kind: 'exit', status: 7 });
    expect(runtimeOf('.globl main\nmain: mov eax, 0x1234\nret').run()).toEqual({
      kind: 'exit',
      status: 0x34,
    });
  });

  test('has the base thread running and the others available', () => {
    const runtime = runtimeOf(mainOf(''), { maxThreads: 3 });
    expect(runtime.threads.map(({ id, name, state }) => [id, name, state])).toEqual([
      [0, 'main', State.Running],
      [1, '', State.Available],
      [2, '', State.Available],
    ]);
    expect(runtime.threads[0]!.ctx.thread_ptr).toBe(runtime.threads[0]!.ctx.address);
    expect(runtime.threads[0]!.stack.size).toBe(8 << 20);
    expect(runtime.threads[1]!.stack.size).toBe(2 << 20);
  });

  test('waits for everyone before it exits', () => {
    const worker =
      'worker: mov eax, 1\nmov edi, 1\nlea rsi, [rip+text]\nmov edx, 2\nsyscall\nret\ntext: .ascii "w\\n"';
    const runtime = runtimeOf(mainOf('lea rdi, [rip+worker]\ncall spawn\nmov eax, 3', worker));
    expect(runtime.run()).toEqual({ kind: 'exit', status: 3 });
    expect(runtime.output).toBe('w\n');
  });

  test("uses its own `switch` instead of the guest's, and only that", () => {
    const source = mainOf(
      'lea rdi, [rip+worker]\ncall spawn\ncall yield_thread\nmov rax, [rip+count]',
      `worker: ret
      .globl switch
      switch:
        inc QWORD PTR [rip+count]
        mov [rdi], rsp
        mov rsp, [rsi]
        mov rdi, [rsi+0x38]
        ret
      .bss
      count: .zero 8`,
    );
    const runtime = runtimeOf(source);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 2 });
    const definitions = runtime.image.symbols.filter(({ name }) => name === 'switch');
    expect(definitions.map(({ file }) => file)).toEqual(['test.s']);
    expect(runtime.image.symbols.find(({ name }) => name === 'yield_thread')?.file).toBe('guest/yield.s');
  });

  test('links spawn only if it is called', () => {
    const names = runtimeOf(mainOf('')).image.symbols.map(({ name }) => name);
    expect(names).toContain('yield_thread');
    expect(names).not.toContain('spawn');
  });

  test('may come in several objects', () => {
    const first = assemble('.intel_syntax noprefix\n.globl main\nmain: jmp answer', { name: 'a.s' });
    const second = assemble('.intel_syntax noprefix\n.globl answer\nanswer: mov eax, 42\nret', {
      name: 'b.s',
    });
    expect(new Runtime([first, second]).run()).toEqual({ kind: 'exit', status: 42 });
  });

  test('enters main with an aligned stack', () => {
    const source = '.globl main\nmain: lea rax, [rsp+8]\nand eax, 15\nret';
    expect(runtimeOf(source).run()).toEqual({ kind: 'exit', status: 0 });
  });
});

describe('a program with _start', () => {
  test('runs without the runtime', () => {
    const runtime = runtimeOf('.globl _start\n_start: mov edi, 9\nmov eax, 60\nsyscall');
    expect(runtime.hasThreads).toBe(false);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 9 });
    expect(runtime.threads[0]!.name).toBe('base');
    expect(() => runtime.spawn('_start')).toThrow(NoRuntime);
    expect(() => runtime.tYield()).toThrow(NoRuntime);
    expect(() => runtime.tReturn()).toThrow(NoRuntime);
  });

  test('finds no arguments on an aligned stack', () => {
    const source = `.globl _start\n_start: mov rdi, [rsp]\nor rdi, [rsp+8]\nor rdi, [rsp+16]
      mov rax, rsp\nand eax, 15\nor rdi, rax\nmov eax, 60\nsyscall`;
    expect(runtimeOf(source).run()).toEqual({ kind: 'exit', status: 0 });
  });
});

describe('a program that cannot start', () => {
  test.each([
    ['nop', "no entry: a program defines 'main'"],
    ['', "no entry: a program defines 'main'"],
    ['main: ret', "nobody outside of its file sees 'main': it needs a '.globl main'"],
    ['_start: hlt', "nobody outside of its file sees '_start': it needs a '.globl _start'"],
    [
      '.globl _start\n_start: call spawn\ncall yield_thread',
      "undefined symbol 'spawn', 'yield_thread': the runtime comes with 'main'",
    ],
  ])('%j', (source, message) => {
    expect(() => runtimeOf(source)).toThrow(ProgramError);
    expect(() => runtimeOf(source)).toThrow(message);
  });

  test('has its other undefined symbols reported by the linker', () => {
    expect(() => runtimeOf(mainOf('call spwan'))).toThrow("test.s:5: undefined symbol 'spwan'");
  });
});

test('an unknown label brings the one that may have been meant', () => {
  const runtime = runtimeOf(mainOf('', 'worker: ret'));
  expect(() => runtime.spawn('worker')).not.toThrow();
  expect(() => runtime.spawn('wroker')).toThrow(UnknownLabel);
  expect(() => runtime.spawn('wroker')).toThrow("the program has no label 'wroker' (did you mean 'worker'?)");
  expect(() => runtime.run({ until: { address: 'wroker' } })).toThrow(UnknownLabel);
});

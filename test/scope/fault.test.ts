import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bigintAsHex, contexts, faultReport, stacks, type FaultReport } from '../../src/scope/index.ts';
import { mainOf, runtimeOf } from '../runtime/program.ts';

function reportOf(source: string, stackSize?: number): FaultReport {
  const runtime = runtimeOf(source, stackSize === undefined ? {} : { stackSize });
  const outcome = runtime.run();
  if (outcome.kind !== 'fault' && outcome.kind !== 'halt') throw new Error(`it ended with ${outcome.kind}`);
  return faultReport(runtime, outcome);
}

/** A thread that does this, and faults. */
function inThread(body: string): string {
  return mainOf('lea rdi, [rip+worker]\ncall spawn', `worker:\n${body}\nret\n.data\ndata: .quad 0\n`);
}

describe('a fault in a thread', () => {
  test.each([
    [
      'xor ecx, ecx\ndiv ecx',
      'divide error: division by zero, or a quotient that does not fit',
      136,
      'worker+0x2: div ecx',
      undefined,
    ],
    ['int3', 'breakpoint trap', 133, 'worker: int3', undefined],
    ['ud2', 'invalid opcode', 132, 'worker: ud2', undefined],
    [
      '.byte 0xd9, 0xeb',
      'invalid opcode: x87, which this machine does not have',
      132,
      'worker: null',
      undefined,
    ],
    ['.byte 0x0f, 0x04', 'invalid opcode: no instruction', 132, 'worker: null', undefined],
    ['nop\nhlt', 'privileged instruction', 139, 'worker+0x1: hlt', undefined],
    [
      'mov rax, [rbx+8]',
      'page fault on a read',
      139,
      'worker: mov rax, QWORD PTR [rbx+8]',
      'read 8 bytes at 0x8: the null page',
    ],
    [
      'mov BYTE PTR [rip+worker], 1',
      'page fault on a write',
      139,
      'worker: mov BYTE PTR [rip+worker], 1',
      'write 1 bytes at 0x400015: worker, which may not be written',
    ],
    [
      'movabs rax, 0x123456789a\nmov [rax], ecx',
      'page fault on a write',
      139,
      'worker+0xa: mov DWORD PTR [rax], ecx',
      'write 4 bytes at 0x123456789a: nothing mapped',
    ],
  ])('%j', (body, title, status, at, access) => {
    const report = reportOf(inThread(body));
    expect(report.title).toBe(title);
    expect(report.status).toBe(status);
    expect(`${report.rip.name}: ${report.disassembly}`).toBe(at);
    expect(report.thread).toEqual({ id: 1, name: 'worker' });
    const shown = report.access;
    const text = shown
      ? `${shown.kind} ${shown.size} bytes at 0x${shown.address.toString(16)}: ${shown.place}`
      : undefined;
    expect(text).toBe(access);
  });
});

describe('stacks', () => {
  test('overflow by recursion', () => {
    const report = reportOf(inThread('call worker'));
    expect(report.title).toBe('stack overflow');
    expect(report.access!.place).toBe("the guard page of thread 1's stack, 2 MiB, all used");
    expect(report.stack.used).toBe(2 << 20);
    expect(report.disassembly).toBe('call worker');
    expect(report.line).toEqual({ file: 'test.s', line: 10 });
    expect(report.registerNames.rsp).toBe('stack 1 + 0x0');
  });

  test('overflow by a large frame', () => {
    const report = reportOf(inThread('sub rsp, 4096\nmov [rsp], rax'), 4096);
    expect(report.title).toBe('stack overflow');
    expect(report.access!.place).toBe("the guard page of thread 1's stack, 4 KiB, all used");
    expect(report.access!.kind).toBe('write');
    expect(report.stack.used).toBeNull();
  });

  test('underflow', () => {
    const report = reportOf(inThread('add rsp, 40\npop rax'));
    expect(report.title).toBe('stack underflow');
    expect(report.access!.place).toBe("the top of thread 1's stack");
  });

  test('overflow of the base thread', () => {
    const report = reportOf('.globl main\nmain: call main');
    expect(report.title).toBe('stack overflow');
    expect(report.thread).toEqual({ id: 0, name: 'main' });
    expect(report.access!.place).toBe("the guard page of thread 0's stack, 8 MiB, all used");
  });

  test("reaching into another thread's guard page is no overflow", () => {
    const report = reportOf(inThread('mov [rsp-0x401f00], rax'));
    expect(report.title).toBe('page fault on a write');
    expect(report.access!.place).toBe("the guard page of thread 2's stack, 2 MiB");
  });
});

describe('where execution went wrong', () => {
  test('a return address that was smashed', () => {
    const report = reportOf(inThread('mov QWORD PTR [rsp], 0x41414141\nret'));
    expect(report.title).toBe('return address smashed');
    expect(report.rip).toEqual({ address: 0x41414141n, name: 'nothing mapped' });
    expect(report.disassembly).toBeNull();
    expect(report.source).toMatchObject({ name: 'worker+0x8', disassembly: 'ret', line: { line: 11 } });
    expect(report.access).toMatchObject({ kind: 'execute', address: 0x41414141n });
  });

  test('a jump to nowhere', () => {
    const report = reportOf(inThread('xor eax, eax\njmp rax'));
    expect(report.title).toBe('jmp to nowhere');
    expect(report.source).toMatchObject({ name: 'worker+0x2', disassembly: 'jmp rax' });
    expect(report.access!.place).toBe('the null page');
  });

  test('a call to nowhere', () => {
    const report = reportOf(inThread('mov eax, 5\ncall rax'));
    expect(report.title).toBe('call to nowhere');
  });

  test('data executed', () => {
    const report = reportOf(inThread('lea rax, [rip+data]\njmp rax'));
    expect(report.access!.place).toBe('data, which may not be executed');
    expect(report.rip.name).toBe('data');
    expect(report.bytes).toHaveLength(8);
  });

  test('code that ends without an end', () => {
    const report = reportOf('.globl _start\n_start: nop\n.fill 4095, 1, 0x90');
    expect(report.title).toBe('execution ran into memory that is not code');
    expect(report.source).toBeNull();
    expect(report.instruction).toBe(4097);
  });
});

test('every fault of random code has a report', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
      const runtime = runtimeOf(inThread(`.byte ${[...bytes].join(', ')}`));
      const outcome = runtime.run({ maxInstructions: 2000 });
      expect(() => contexts(runtime)).not.toThrow();
      expect(() => stacks(runtime, { below: 20 })).not.toThrow();
      if (outcome.kind === 'fault' || outcome.kind === 'halt') {
        const report = faultReport(runtime, outcome);
        expect(report.status).toBe(outcome.status);
        expect(() => JSON.stringify(report, bigintAsHex)).not.toThrow();
      }
    }),
  );
});

test('the registers are those of the moment', () => {
  const report = reportOf(inThread('mov eax, 7\nlea rbx, [rip+worker]\nstc\nud2'));
  expect(report.registers.rax).toBe(7n);
  expect(report.registers.rip).toBe(report.rip.address);
  expect(report.registers.rflags & 1n).toBe(1n);
  expect(report.registerNames).toMatchObject({ rbx: 'worker', rsp: 'stack 1 + 0x1fffd8' });
  expect(report.registerNames.rax).toBeUndefined();
});

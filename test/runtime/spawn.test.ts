import { describe, expect, test } from 'vitest';
import { NoAvailableThread, State, type Runtime } from '../../src/runtime/index.ts';
import { mainOf, runtimeOf } from './program.ts';

const WORKERS = `
worker:                                 # keeps its argument, and returns
    mov [rip+kept], rdi
    ret
deep:                                   # writes 4096 bytes below the top, then returns
    mov rax, rsp
    mov QWORD PTR [rax-4096], 1
    ret
.bss
kept: .zero 8
`;

function symbol(runtime: Runtime, name: string): bigint {
  return runtime.image.symbols.find((one) => one.name === name)!.address;
}

describe('a fresh thread', () => {
  const runtime = runtimeOf(mainOf('', WORKERS));
  const thread = runtime.spawn('worker', 0x1122334455667788n);
  const { top } = thread.stack;
  const at = (offset: number): bigint => runtime.machine.readU64(Number(top) + offset);

  test('has guard, skip and call on its stack', () => {
    expect(top % 16n).toBe(0n);
    expect([at(-8), at(-16), at(-24), at(-32), at(-40)]).toEqual([
      0n,
      symbol(runtime, 'guard'),
      symbol(runtime, 'skip'),
      symbol(runtime, 'call'),
      0n,
    ]);
  });

  test('has a context that makes switch return into call', () => {
    const { rsp, r15, r14, r13, r12, rbx, rbp, thread_ptr, address } = thread.ctx;
    expect([rsp, r15, r14, r13, r12, rbx, rbp, thread_ptr]).toEqual([
      top - 32n,
      0n,
      0n,
      0n,
      0n,
      0n,
      0n,
      address,
    ]);
    expect(thread.ctx.bytes).toHaveLength(64);
    expect([thread.task, thread.argument]).toEqual([symbol(runtime, 'worker'), 0x1122334455667788n]);
    expect([thread.id, thread.name, thread.state]).toEqual([1, 'worker', State.Ready]);
    expect(thread.stack.highWater).toBe(32);
  });

  test('calls its function with its argument', () => {
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(runtime.machine.readU64(Number(symbol(runtime, 'kept')))).toBe(0x1122334455667788n);
    expect(thread.state).toBe(State.Available);
  });
});

describe('one too many', () => {
  test('from outside is an error', () => {
    const runtime = runtimeOf(mainOf('', WORKERS));
    expect([1, 2, 3].map((argument) => runtime.spawn('worker', argument).id)).toEqual([1, 2, 3]);
    expect(() => runtime.spawn('worker')).toThrow(NoAvailableThread);
    expect(() => runtime.spawn('worker')).toThrow('no available thread.');
  });

  test('from inside is EAGAIN', () => {
    const spawn = 'lea rdi, [rip+worker]\ncall spawn\n';
    const runtime = runtimeOf(
      mainOf(`${spawn}${spawn}mov ebx, eax\n${spawn}neg eax\nshl eax, 4\nor eax, ebx`, WORKERS),
      {
        maxThreads: 3,
      },
    );
    expect(runtime.run()).toEqual({ kind: 'exit', status: (11 << 4) | 2 });
  });

  test('with the base thread alone is the first', () => {
    expect(() => runtimeOf(mainOf('', WORKERS), { maxThreads: 1 }).spawn('worker')).toThrow(
      NoAvailableThread,
    );
  });
});

describe('a slot that is used again', () => {
  test('is the lowest free one, and its stack is as good as new', () => {
    const twice =
      'lea rdi, [rip+deep]\ncall spawn\ncall yield_thread\nlea rdi, [rip+worker]\ncall spawn\ncall yield_thread';
    const runtime = runtimeOf(mainOf(twice, WORKERS));
    const [, thread] = runtime.threads;
    runtime.run({ until: { switch: 2 } });
    expect([thread!.name, thread!.state]).toEqual(['deep', State.Available]);
    expect(thread!.stack.highWater).toBe(4096 + 40);
    runtime.run({ until: { switch: 3 } });
    expect([thread!.name, thread!.state]).toEqual(['worker', State.Running]);
    expect(thread!.stack.highWater).toBe(32);
    runtime.run({ until: { switch: 4 } });
    expect(thread!.stack.highWater).toBe(40);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 1 });
  });

  test('serves many threads one after the other', () => {
    const many = `mov ebx, 1000\n1: lea rdi, [rip+worker]\nmov esi, ebx\ncall spawn\ncall yield_thread\ndec ebx\njnz 1b`;
    const runtime = runtimeOf(mainOf(many, WORKERS), { recordSwitches: 3 });
    expect(runtime.run().kind).toBe('exit');
    expect(runtime.switchCount).toBe(2000);
    expect(runtime.switches.map(({ number, why }) => [number, why])).toEqual([
      [1998, 'finished'],
      [1999, 'yield'],
      [2000, 'finished'],
    ]);
  });
});

test('switches need not be recorded', () => {
  const runtime = runtimeOf(mainOf('lea rdi, [rip+worker]\ncall spawn', WORKERS), { recordSwitches: 0 });
  runtime.run();
  expect([runtime.switches.length, runtime.switchCount]).toEqual([0, 2]);
});

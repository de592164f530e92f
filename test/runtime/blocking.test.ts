/** Calls that wait: what they answer, and when. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { State, type Runtime, type RuntimeOptions } from '../../src/runtime/index.ts';
import { mainOf, runtimeOf } from './program.ts';
import { whole } from './whole.ts';

const MACROS = `
.macro say value
  mov rdi, \\value
  call print_number
  lea rdi, [rip+newline]
  call print
.endm
.macro time
  call clock_ms
  say rax
.endm
.macro start task, argument=0
  lea rdi, [rip+\\task]
  mov esi, \\argument
  call spawn
.endm
.macro call_raw number
  mov eax, \\number
  syscall
.endm
.macro call_switching number
  mov eax, \\number
  call blocking_call
.endm
.section .rodata
newline: .asciz "\\n"
.data
.balign 16
space: .zero 64
later: .quad 0, 50000000
never: .quad 0, 0
.text
`;

function program(body: string, tasks = '', options: RuntimeOptions = {}): Runtime {
  return runtimeOf(MACROS + mainOf(`${body}\nxor eax, eax`, tasks), {
    maxThreads: 16,
    stackSize: 16 << 10,
    ...options,
  });
}

/** The numbers that a program says. */
function said(runtime: Runtime): { numbers: number[]; outcome: unknown } {
  const outcome = runtime.run({ maxInstructions: 10_000_000 });
  return { numbers: runtime.output.split('\n').slice(0, -1).map(Number), outcome };
}

const DONE = { kind: 'exit', status: 0 };

/** Every call can be made by its function, and by a bare `syscall`: with others Ready, or with nobody. */
const WAYS = [
  ['through blocking_call', 'call_switching'],
  ['by a bare syscall', 'call_raw'],
] as const;

const SPINNER = `spins: push rbx
  mov ebx, 40
1: call yield_thread
  dec ebx
  jnz 1b
  pop rbx
  ret`;

describe.each(WAYS)('%s', (_, way) => {
  const calls: readonly (readonly [string, string, readonly number[]])[] = [
    ['nanosleep', `lea rdi, [rip+later]\n${way} 35\nsay rax\ntime`, [0, 50]],
    ['nanosleep for no time', `lea rdi, [rip+never]\n${way} 35\nsay rax\ntime`, [0, 0]],
    ['nanosleep from nowhere', `xor edi, edi\n${way} 35\nsay rax`, [-14]],
    ['nanosleep below 0', `mov QWORD PTR [rip+later], -1\nlea rdi, [rip+later]\n${way} 35\nsay rax`, [-22]],
    [
      'a socket, and its end',
      `mov edi, 30\nmov esi, 77\ncall socket_after\nmov ebx, eax
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 64\n${way} 0\nsay rax\nsay [rip+space]
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 64\n${way} 0\nsay rax\ntime`,
      [8, 77, 0, 30],
    ],
    [
      'a socket in pieces',
      `mov edi, 30\nmovabs rsi, 0x0000000200000001\ncall socket_after\nmov ebx, eax
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 4\n${way} 0\nsay rax\nsay [rip+space]
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 4\n${way} 0\nsay rax\nsay [rip+space]`,
      [4, 1, 4, 2],
    ],
    ['a closed file', `mov edi, 9\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax`, [-9]],
    ['standard output', `mov edi, 1\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax`, [-9]],
    [
      'memory that cannot be written',
      `mov edi, 5\nmov esi, 1\ncall socket_after\nmov edi, eax\nlea rsi, [rip+main]\nmov edx, 8\n${way} 0\nsay rax`,
      [-14],
    ],
    [
      'a file that does not wait',
      `mov edi, 20\nmov esi, 5\ncall socket_after\nmov ebx, eax
      mov edi, ebx\nmov esi, 4\nmov edx, 0x800\ncall_raw 72\nsay rax
      mov edi, ebx\nmov esi, 3\ncall_raw 72\nsay rax
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax
      mov edi, 20\ncall sleep_ms
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax`,
      [0, 0x802, -11, 8],
    ],
    [
      'a timer that expires again and again',
      `mov edi, 1\nxor esi, esi\ncall_raw 283\nmov ebx, eax
      mov QWORD PTR [rip+space+8], 10000000\nmov QWORD PTR [rip+space+24], 25000000
      mov edi, ebx\nxor esi, esi\nlea rdx, [rip+space]\nxor r10d, r10d\ncall_raw 286\nsay rax
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax\nsay [rip+space]\ntime
      mov edi, 21\ncall sleep_ms
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax\nsay [rip+space]\ntime
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax\nsay [rip+space]\ntime
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 7\n${way} 0\nsay rax`,
      [0, 8, 1, 25, 8, 2, 46, 8, 1, 55, -22],
    ],
    [
      'a counter',
      `mov edi, 3\nxor esi, esi\ncall_raw 290\nmov ebx, eax
      mov QWORD PTR [rip+space], 4
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 1\nsay rax
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax\nsay [rip+space]
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 4\n${way} 1\nsay rax
      mov QWORD PTR [rip+space], -1
      mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 1\nsay rax`,
      [8, 8, 7, -22, -22],
    ],
    [
      'a counter that is a semaphore',
      `mov edi, 2\nmov esi, 0x801\ncall_raw 290\nmov ebx, eax
      mov r12d, 3
      1: mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\n${way} 0\nsay rax
      dec r12d\njnz 1b`,
      [8, 8, -11],
    ],
    [
      'an epoll with a socket, a timeout and nothing else',
      `xor edi, edi\ncall_raw 291\nmov ebx, eax
      mov edi, 40\nmov esi, 1\ncall socket_after\nmov r12d, eax
      mov DWORD PTR [rip+space], 1\nmovabs rax, 0x123456789\nmov [rip+space+4], rax
      mov edi, ebx\nmov esi, 1\nmov edx, r12d\nlea r10, [rip+space]\ncall_raw 233\nsay rax
      mov edi, ebx\nmov esi, 1\nmov edx, r12d\nlea r10, [rip+space]\ncall_raw 233\nsay rax
      mov edi, ebx\nlea rsi, [rip+space+16]\nmov edx, 4\nmov r10d, 10\n${way} 232\nsay rax\ntime
      mov edi, ebx\nlea rsi, [rip+space+16]\nmov edx, 4\nmov r10d, -1\n${way} 232\nsay rax\ntime
      mov eax, [rip+space+16]\nsay rax\nsay [rip+space+20]
      mov edi, ebx\nlea rsi, [rip+space+16]\nmov edx, 4\nmov r10d, 0\n${way} 232\nsay rax
      mov edi, ebx\nmov esi, 2\nmov edx, r12d\nxor r10d, r10d\ncall_raw 233\nsay rax
      mov edi, ebx\nlea rsi, [rip+space+16]\nmov edx, 4\nmov r10d, 0\n${way} 232\nsay rax
      mov edi, ebx\nmov esi, 2\nmov edx, r12d\nxor r10d, r10d\ncall_raw 233\nsay rax
      mov edi, ebx\nlea rsi, [rip+space+16]\nmov edx, 0\nmov r10d, 0\n${way} 232\nsay rax`,
      [0, -17, 0, 10, 1, 40, 1, 0x123456789, 1, 0, 0, -2, -22],
    ],
    ['join of nobody', `mov edi, 3\n${way} 0x1005\nsay rax`, [-3]],
    ['join of what there cannot be', `mov edi, 16\n${way} 0x1005\nsay rax`, [-3]],
    ['join of the caller', `xor edi, edi\n${way} 0x1005\nsay rax`, [-35]],
    [
      'join, twice',
      `start leaves, 42\nmov ebx, eax\nmov edi, ebx\n${way} 0x1005\nsay rax\nmov edi, ebx\n${way} 0x1005\nsay rax`,
      [42, -3],
    ],
    [
      'join of one that has finished',
      `start leaves, 42\nmov ebx, eax\ncall yield_thread\nmov edi, ebx\n${way} 0x1005\nsay rax`,
      [42],
    ],
    ['park after unpark', `xor edi, edi\ncall unpark\nsay rax\n${way} 0x1003\nsay rax`, [0, 0]],
    [
      'park before unpark',
      `start parks\nmov ebx, eax\nmov edi, 5\ncall sleep_ms\nmov edi, ebx\ncall unpark\nsay rax\nmov edi, ebx\ncall join\nsay rax`,
      [0, 5],
    ],
    [
      'unpark of one that has finished',
      `start leaves\nmov ebx, eax\ncall yield_thread\nmov edi, ebx\ncall unpark\nsay rax`,
      [-3],
    ],
  ];
  const tasks = `leaves: call thread_exit
  parks: sub rsp, 8\n${way} 0x1003\ncall clock_ms\nmov rdi, rax\ncall thread_exit
  ${SPINNER}`;

  test.each(calls)('%s', (_name, body, numbers) => {
    expect(said(program(body, tasks))).toEqual({ numbers, outcome: DONE });
  });

  test.each(calls)('%s, with another thread that is Ready', (_name, body, numbers) => {
    expect(said(program(`start spins\n${body}`, tasks))).toEqual({ numbers, outcome: DONE });
  });
});

describe('a program without threads', () => {
  const plain = (body: string, options?: RuntimeOptions): Runtime =>
    runtimeOf(`${MACROS}.globl _start\n_start: ${body}\nhlt`, options);

  test('waits by itself', () => {
    const runtime = plain('lea rdi, [rip+later]\nmov eax, 35\nsyscall');
    expect(runtime.run()).toMatchObject({ kind: 'halt' });
    expect(runtime.time).toBe(50_000_000 + runtime.instructions);
  });

  test.each([
    ['park', 'mov eax, 0x1003'],
    ['join', 'mov eax, 0x1005'],
    ['thread_exit', 'mov eax, 0x1006'],
    ['a call that is to switch', 'mov eax, 0x10000'],
  ])('has no %s', (_, call) => {
    const runtime = plain(`${call}\nsyscall`);
    runtime.run();
    expect(BigInt.asIntN(64, runtime.machine.getRegister('rax'))).toBe(-38n);
  });

  test('that reads what nobody writes ends in a deadlock', () => {
    const read = 'mov edi, eax\nlea rsi, [rip+space]\nmov edx, 8\nxor eax, eax\nsyscall';
    const runtime = plain(`xor edi, edi\nxor esi, esi\nmov eax, 290\nsyscall\n${read}`);
    expect(runtime.run()).toEqual({ kind: 'deadlock', status: 125 });
    expect(runtime.run()).toEqual({ kind: 'deadlock', status: 125 });
    expect(runtime.thread(0).state).toBe(State.Blocked);
  });
});

describe('standard input', () => {
  const copies = `1: xor edi, edi\nlea rsi, [rip+space]\nmov edx, 7\ncall read\nmov rdx, rax\ntest rax, rax\njle 2f
    mov edi, 1\nlea rsi, [rip+space]\ncall write\njmp 1b
    2:`;

  test.each([
    ['', ''],
    ['a line\nand another, of more than seven bytes', 'a line\nand another, of more than seven bytes'],
    [new Uint8Array([0x68, 0x69]), 'hi'],
    [() => new Uint8Array([0x79, 0x6f]), 'yo'],
  ])('%j is read up to its end', (stdin, output) => {
    const runtime = program(copies, '', { stdin });
    expect(runtime.run()).toEqual(DONE);
    expect(runtime.output).toBe(output);
  });

  test('is asked for once, when it is read', () => {
    let asked = 0;
    const stdin = (): Uint8Array => new Uint8Array(++asked);
    program('call clock_ms', '', { stdin }).run();
    expect(asked).toBe(0);
    program(copies, '', { stdin }).run();
    expect(asked).toBe(1);
  });
});

describe('files', () => {
  test('are so many at most', () => {
    const runtime = program(
      `1: mov edi, 1\ncall socket_after\ninc ebx\ntest eax, eax\njns 1b\nsay rax\nsay rbx
      mov edi, 700\ncall close\nmov edi, 1\ncall socket_after\nsay rax`,
    );
    runtime.machine.setRegister('rbx', 0n);
    expect(said(runtime)).toEqual({ numbers: [-24, 65_534, 700], outcome: DONE });
  });

  test('are closed under who reads them', () => {
    const body = `mov edi, 1000\ncall socket_after\nmov ebx, eax\nstart reads, 3\nmov r12d, eax
      mov edi, 5\ncall sleep_ms\nmov edi, ebx\ncall close\nsay rax\nmov edi, r12d\ncall join\nsay rax`;
    const reads = 'reads: lea rsi, [rip+space]\nmov edx, 8\ncall read\nmov rdi, rax\ncall thread_exit';
    expect(said(program(body, reads))).toEqual({ numbers: [0, -9], outcome: DONE });
  });

  test('a counter wakes who reads it, who watches it and who waits for room in it', () => {
    const body = `xor edi, edi\nxor esi, esi\ncall_raw 290\nmov r14d, eax
      start reads, 0\nmov ebx, eax\nstart watches, 0\nmov r12d, eax\nmov edi, 1\ncall sleep_ms
      mov QWORD PTR [rip+space], 5\nmov edi, r14d\nlea rsi, [rip+space]\nmov edx, 8\ncall write
      mov edi, ebx\ncall join\nsay rax
      mov QWORD PTR [rip+space], -2\nmov edi, r14d\nlea rsi, [rip+space]\nmov edx, 8\ncall write\nsay rax
      mov edi, r12d\ncall join\nsay rax\nstart drains, 0
      mov QWORD PTR [rip+space], 9\nmov edi, r14d\nlea rsi, [rip+space]\nmov edx, 8\ncall write\nsay rax`;
    const tasks = `reads: sub rsp, 24\nmov edi, 3\nmov rsi, rsp\nmov edx, 8\ncall read\nmov rdi, [rsp]\ncall thread_exit
      drains: sub rsp, 24\nmov edi, 3\nmov rsi, rsp\nmov edx, 8\ncall read\nadd rsp, 24\nret
      watches: sub rsp, 24\nxor edi, edi\ncall_raw 291\nmov ebx, eax\nmov DWORD PTR [rsp], 1\nmov QWORD PTR [rsp+4], 31
      mov edi, ebx\nmov esi, 1\nmov edx, 3\nmov r10, rsp\ncall_raw 233
      mov edi, ebx\nmov rsi, rsp\nmov edx, 1\nmov r10d, -1\ncall_switching 232\nmov rdi, [rsp+4]\ncall thread_exit`;
    expect(said(program(body, tasks))).toEqual({ numbers: [5, 8, 31, 8], outcome: DONE });
  });

  test('jobs wait for one of four workers', () => {
    const takes = [30, 10, 20, 40, 5, 5, 100];
    const body = `${takes.map((ms, index) => `mov edi, ${ms}\nmov esi, ${index}\ncall work_after`).join('\n')}
      mov ebx, 3
      1: mov edi, ebx\nlea rsi, [rip+space]\nmov edx, 8\ncall read\ntime\ninc ebx\ncmp ebx, ${3 + takes.length}\njb 1b`;
    expect(said(program(body)).numbers).toEqual([30, 30, 30, 40, 40, 40, 120]);
  });
});

describe('threads', () => {
  test('that sleep and wait are shown as that, up to the instruction at which they no longer do', () => {
    const body = 'start sleeps, 1\nmov ebx, eax\nstart runs\nmov edi, ebx\ncall join';
    const runtime = program(
      body,
      `sleeps: call sleep_ms\nret\nruns: mov ecx, 2000000\n1: dec ecx\njnz 1b\nret`,
    );
    runtime.run({ until: { address: 'runs' } });
    const states = (): readonly State[] => [0, 1, 2].map((id) => runtime.thread(id).state);
    expect(states()).toEqual([State.Blocked, State.Sleeping, State.Running]);
    const until = runtime.process.waits.due;
    runtime.run({ until: { instruction: until - 1 } });
    expect(states()).toEqual([State.Blocked, State.Sleeping, State.Running]);
    runtime.run({ maxInstructions: 1 });
    expect(states()).toEqual([State.Blocked, State.Ready, State.Running]);
    expect(runtime.time).toBe(until);
    expect(runtime.run()).toEqual(DONE);
  });

  test('keep all registers in a bare syscall that waits', () => {
    const kept = ['rbx', 'rbp', 'rsi', 'rdi', 'r8', 'r9', 'r10', 'r12', 'r13', 'r14', 'r15', 'rdx'] as const;
    const values = kept.filter((name) => name !== 'rdi');
    const body = `start spins\nlea rdi, [rip+later]
      ${values.map((name, index) => `movabs ${name}, 0x${String(index % 10).repeat(8)}77`).join('\n')}
      mov QWORD PTR [rsp-8], 12\nmov eax, 35\nhere: syscall\nthere: mov ebx, [rsp-8]\nend: ud2`;
    const runtime = program(body, SPINNER);
    runtime.run({ until: { address: 'here' } });
    const before = kept.map((name) => runtime.machine.getRegister(name));
    runtime.run({ until: { address: 'there' } });
    expect(kept.map((name) => runtime.machine.getRegister(name))).toEqual(before);
    expect([runtime.machine.getRegister('rax'), runtime.time >= 50_000_000]).toEqual([0n, true]);
    runtime.run({ until: { address: 'end' } });
    expect(runtime.machine.getRegister('rbx')).toBe(12n);
  });

  test('that wait for each other are a deadlock, and their contexts are kept', () => {
    const runtime = program(
      'start joins, 2\nstart joins, 1\ncall yield_thread\nmov edi, 2\ncall join',
      'joins: call join\nret',
    );
    // the base thread asked last: somebody was joining 2 already
    expect(runtime.run()).toEqual({ kind: 'deadlock', status: 125 });
    expect([...runtime.process.waits.all]).toEqual([
      [1, { kind: 'join', thread: 2 }],
      [2, { kind: 'join', thread: 1 }],
      [0, { kind: 'others' }],
    ]);
    expect(runtime.thread(1).ctx.rsp).toBeGreaterThan(runtime.thread(1).stack.base);
  });

  test('one joins another at a time', () => {
    const body =
      'start joins, 2\nstart parks\ncall yield_thread\nmov edi, 2\ncall join\nsay rax\nmov edi, 2\ncall unpark';
    expect(said(program(body, 'joins: jmp join\nparks: jmp park'))).toEqual({
      numbers: [-22],
      outcome: DONE,
    });
  });

  test('the base thread that exits waits for the others, and its value is the status', () => {
    const runtime = program(
      'start sleeps, 7\nmov edi, 9\ncall thread_exit',
      'sleeps: call sleep_ms\ntime\nret',
    );
    expect(said(runtime)).toEqual({ numbers: [7], outcome: { kind: 'exit', status: 9 } });
  });

  test('that sleep are Ready again in the order of their times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 }), (times) => {
        const body = times.map((ms) => `start sleeps, ${ms}`).join('\n');
        const { numbers } = said(program(body, 'sleeps: push rdi\ncall sleep_ms\ntime\npop rdi\nret'));
        expect(numbers).toEqual(times.toSorted((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });

  test('a run is the same every time', () => {
    const body = 'start sleeps, 3\nstart sleeps, 1\nstart spins\nmov edi, 2\ncall sleep_ms\ntime';
    const run = (): unknown => {
      const runtime = program(body, `sleeps: call sleep_ms\ntime\nret\n${SPINNER}`, { recordEvents: 1000 });
      runtime.run();
      return whole(runtime);
    };
    expect(run()).toEqual(run());
  });
});

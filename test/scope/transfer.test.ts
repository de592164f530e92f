import { describe, expect, test } from 'vitest';
import type { Runtime } from '../../src/runtime/index.ts';
import { changes, contexts, followSwitch, type Transfer } from '../../src/scope/index.ts';
import { mainOf, programOf, runtimeOf } from '../runtime/program.ts';

const REGISTERS = ['rsp', 'r15', 'r14', 'r13', 'r12', 'rbx', 'rbp'] as const;

/** Stopped before the system call of a switch. */
function before(runtime: Runtime, number: number, twin: Runtime): Runtime {
  twin.run({ until: { switch: number } });
  runtime.run({ until: { instruction: twin.lastSwitch!.instruction - 1 } });
  return runtime;
}

function linesOf({ fields }: Transfer): string[] {
  return fields.map(({ field, saved, loaded }) => {
    const text = (moved: typeof saved): string =>
      moved === null ? '-' : `0x${moved.value.toString(16)} by ${moved.by.name} (${moved.by.line?.line})`;
    return `${field}: saved ${text(saved)}, loaded ${text(loaded)}`;
  });
}

describe('a switch, followed', () => {
  test('saves what the registers held and loads what they hold then', () => {
    const runtime = before(programOf('counters'), 3, programOf('counters'));
    const held = REGISTERS.map((name) => runtime.machine.getRegister(name));
    const transfer = followSwitch(runtime)!;
    expect(transfer).toMatchObject({ number: 3, from: { id: 2 }, to: { id: 0, name: 'main' }, why: 'yield' });
    const saved = transfer.fields.map((field) => field.saved);
    expect(saved.slice(0, 7).map((moved) => moved!.value)).toEqual(held);
    expect(saved[7]).toBe(null);
    const now = REGISTERS.map((name) => runtime.machine.getRegister(name));
    const loaded = transfer.fields.map((field) => field.loaded!.value);
    // ret has popped the return address
    expect(loaded.slice(0, 7)).toEqual([now[0]! - 8n, ...now.slice(1)]);
    expect(transfer.ended).toBe(runtime.instructions);
  });

  test('is followed past a breakpoint in it', () => {
    const runtime = before(programOf('demo'), 2, programOf('demo'));
    const { process, machine } = runtime;
    machine.setBreakpoints([Number(process.symbols.get('switch'))]);
    const plain = before(programOf('demo'), 2, programOf('demo'));
    expect(followSwitch(runtime)).toEqual(followSwitch(plain));
  });

  test('names the instruction of each field', () => {
    const runtime = before(programOf('demo'), 2, programOf('demo'));
    expect(linesOf(followSwitch(runtime)!)).toEqual([
      'rsp: saved 0x37fcfc8 by switch (16), loaded 0x35fbfe0 by switch+0x1b (24)',
      'r15: saved 0x0 by switch+0x3 (17), loaded 0x0 by switch+0x1e (25)',
      'r14: saved 0x0 by switch+0x7 (18), loaded 0x0 by switch+0x22 (26)',
      'r13: saved 0x0 by switch+0xb (19), loaded 0x0 by switch+0x26 (27)',
      'r12: saved 0x0 by switch+0xf (20), loaded 0x0 by switch+0x2a (28)',
      'rbx: saved 0x0 by switch+0x13 (21), loaded 0x0 by switch+0x2e (29)',
      'rbp: saved 0x0 by switch+0x17 (22), loaded 0x0 by switch+0x32 (30)',
      'thread_ptr: saved -, loaded 0x3fff0a0 by switch+0x36 (31)',
    ]);
  });

  test("shows what a program's own switch forgets, and how others move it", () => {
    const source = mainOf(
      'lea rdi, [rip+worker]\ncall spawn\nmov rbx, 7\nmov r12, 8\ncall yield_thread',
      `worker: ret
      .globl switch
      .type switch, @function
      switch: mov rax, rsi
        mov [rdi], rsp
        mov [rdi+0x30], rbp
        mov qword ptr [rdi+0x28], 0
        mov [rdi+0x28], rbx
        movups xmm0, [rdi+0x10]
        movups [rdi+0x10], xmm0
        mov rsp, [rax]
        lea rdi, [rax+0x28]
        xchg rsp, rdi
        pop rbx
        pop rbp
        xchg rsp, rdi
        mov rdi, [rax+0x38]
        ret
        .size switch, . - switch`,
    );
    const runtime = before(runtimeOf(source), 1, runtimeOf(source));
    const { fields } = followSwitch(runtime)!;
    const offsets = (kind: 'saved' | 'loaded'): (string | null)[] =>
      fields.map((field) => field[kind] && field[kind].by.name.replace('switch+0x', ''));
    expect(offsets('saved')).toEqual(['3', null, '1a', '1a', null, '12', '6', null]);
    expect(offsets('loaded')).toEqual(['1e', null, null, null, null, '28', '29', '2d']);
    expect(fields[5]!.saved!.value).toBe(7n);
  });

  test('is none where nobody else is Ready', () => {
    const runtime = runtimeOf(mainOf('call yield_thread'));
    runtime.run({ until: { address: 'yield_thread' } });
    runtime.run({ maxInstructions: 1 });
    expect(followSwitch(runtime)).toBe(undefined);
  });
});

describe('in the middle of a switch', () => {
  const runtime = before(programOf('demo'), 2, programOf('demo'));
  const steps: string[] = [];
  for (let more = true; more;) {
    runtime.run({ maxInstructions: 1 });
    const { at, switching, threads } = contexts(runtime, { slots: 0 });
    const accesses = at.contexts.map(
      ({ kind, thread, field, size }) => ` ${kind}s ${size} of thread ${thread}'s ${field}`,
    );
    const places = threads.slice(1, 3).map(({ resume }) => resume?.name);
    steps.push(`${at.disassembly}: ${places.join(', ')}${accesses.join('')}`);
    more = switching !== null;
  }

  test('both threads are where they go on, and every access to a context is told before it is made', () => {
    expect(steps).toEqual([
      'jmp switch: yield_thread+0x7, call',
      "mov QWORD PTR [rdi], rsp: switch, call writes 8 of thread 1's context.rsp",
      "mov QWORD PTR [rdi+8], r15: switch+0x3, call writes 8 of thread 1's context.r15",
      "mov QWORD PTR [rdi+0x10], r14: switch+0x7, call writes 8 of thread 1's context.r14",
      "mov QWORD PTR [rdi+0x18], r13: switch+0xb, call writes 8 of thread 1's context.r13",
      "mov QWORD PTR [rdi+0x20], r12: switch+0xf, call writes 8 of thread 1's context.r12",
      "mov QWORD PTR [rdi+0x28], rbx: switch+0x13, call writes 8 of thread 1's context.rbx",
      "mov QWORD PTR [rdi+0x30], rbp: switch+0x17, call writes 8 of thread 1's context.rbp",
      "mov rsp, QWORD PTR [rsi]: switch+0x1b, call reads 8 of thread 2's context.rsp",
      "mov r15, QWORD PTR [rsi+8]: waits+0x1a, switch+0x1e reads 8 of thread 2's context.r15",
      "mov r14, QWORD PTR [rsi+0x10]: waits+0x1a, switch+0x22 reads 8 of thread 2's context.r14",
      "mov r13, QWORD PTR [rsi+0x18]: waits+0x1a, switch+0x26 reads 8 of thread 2's context.r13",
      "mov r12, QWORD PTR [rsi+0x20]: waits+0x1a, switch+0x2a reads 8 of thread 2's context.r12",
      "mov rbx, QWORD PTR [rsi+0x28]: waits+0x1a, switch+0x2e reads 8 of thread 2's context.rbx",
      "mov rbp, QWORD PTR [rsi+0x30]: waits+0x1a, switch+0x32 reads 8 of thread 2's context.rbp",
      "mov rdi, QWORD PTR [rsi+0x38]: waits+0x1a, switch+0x36 reads 8 of thread 2's context.thread_ptr",
      'ret: waits+0x1a, switch+0x3a',
    ]);
  });
});

describe('what has changed', () => {
  const changed = (runtime: Runtime, from: number, to: number): string[] => {
    runtime.run({ until: { instruction: from } });
    const earlier = contexts(runtime, { slots: 0 });
    runtime.run({ until: { instruction: to } });
    return changes(earlier, contexts(runtime, { slots: 0 })).map(
      ({ thread, what, before: was, after: is }) =>
        `${thread.id} ${thread.name} ${what}: ${[was, is].map((value) => (typeof value === 'bigint' ? `0x${value.toString(16)}` : value)).join(' -> ')}`,
    );
  };

  test('over a switch', () => {
    expect(changed(programOf('demo'), 67, 85)).toEqual([
      '1 waits state: Running -> Ready',
      '1 waits resume: yield_thread+0x5 -> waits+0x1a',
      '2 nests state: Ready -> Running',
      '2 nests rsp: 0x35fbfe0 -> 0x35fbfe8',
    ]);
  });

  test('where a thread begins, and where one ends', () => {
    expect(changed(programOf('demo'), 0, 30).filter((line) => line.startsWith('1'))).toEqual([
      '1 waits name:  -> waits',
      '1 waits state: Available -> Ready',
      '1 waits resume:  -> call',
      '1 waits rsp: 0x0 -> 0x37fcfe0',
      '1 waits thread_ptr: 0x0 -> 0x3fff050',
    ]);
    expect(changed(programOf('demo'), 149, 167)).toEqual([
      '2 nests state: Running -> Available',
      '2 nests resume: t_return+0x5 -> ',
      '3 nested state: Ready -> Running',
      '3 nested rsp: 0x33fafe0 -> 0x33fafe8',
    ]);
  });

  test('nothing where no time has passed', () => {
    expect(changed(programOf('demo'), 100, 100)).toEqual([]);
  });
});

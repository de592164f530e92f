import { describe, expect, test } from 'vitest';
import type { Runtime, RunOptions } from '../../src/runtime/index.ts';
import { bigintAsHex, contexts, switchTable } from '../../src/scope/index.ts';
import { mainOf, programOf, runtimeOf } from '../runtime/program.ts';

/** One line a thread, and one a slot of its stack. */
function picture(runtime: Runtime, options: RunOptions): string[] {
  runtime.run(options);
  return contexts(runtime).threads.flatMap(({ id, name, state, resume, stack, slots }) => [
    `${id} ${name} ${state} at ${resume?.name ?? '-'}, ${stack.used} of ${stack.size} used, at most ${stack.highWater}`,
    ...slots.map(({ place, kind, text }) => `  ${place} ${kind}: ${text}`),
  ]);
}

const BOTTOM = [
  '  stack 0 + 0x7ffed0 start: argc: no arguments',
  '  stack 0 + 0x7ffed8 start: end of argv',
  '  stack 0 + 0x7ffee0 start: end of the environment',
  '  stack 0 + 0x7ffee8 start: auxiliary vector, then texts, up to the top',
];

describe('the threads of the demo', () => {
  test('before anything has run', () => {
    expect(picture(programOf('demo'), { maxInstructions: 0 })).toEqual([
      '0 main Running at _start, 304 of 8388608 used, at most 304',
      ...BOTTOM,
      '1  Available at -, 0 of 2097152 used, at most 0',
      '2  Available at -, 0 of 2097152 used, at most 0',
      '3  Available at -, 0 of 2097152 used, at most 0',
    ]);
  });

  test('after the second switch', () => {
    expect(picture(programOf('demo'), { until: { switch: 2 } })).toEqual([
      '0 main Ready at _start+0x44, 312 of 8388608 used, at most 328',
      '  stack 0 + 0x7ffec8 return: return address into _start+0x44',
      ...BOTTOM,
      '1 waits Ready at waits+0x1a, 56 of 2097152 used, at most 56',
      '  stack 1 + 0x1fffc8 return: return address into waits+0x1a',
      '  stack 1 + 0x1fffd0 local: local data of waits',
      '  stack 1 + 0x1fffd8 return: return address into call+0xe',
      '  stack 1 + 0x1fffe0 unused: fabricated call, popped when the thread began',
      '  stack 1 + 0x1fffe8 skip: fabricated skip: call returns there',
      '  stack 1 + 0x1ffff0 guard: fabricated guard: skip returns there',
      '  stack 1 + 0x1ffff8 unused: nothing: it keeps the stack aligned',
      '2 nests Running at call, 24 of 2097152 used, at most 32',
      '  stack 2 + 0x1fffe8 skip: fabricated skip: call returns there',
      '  stack 2 + 0x1ffff0 guard: fabricated guard: skip returns there',
      '  stack 2 + 0x1ffff8 unused: nothing: it keeps the stack aligned',
      '3  Available at -, 0 of 2097152 used, at most 0',
    ]);
  });

  test('before the new threads have begun, and when all are done', () => {
    const runtime = programOf('demo');
    const before = picture(runtime, { until: { address: 'yield_thread' } });
    expect(
      before.slice(before.indexOf('1 waits Ready at call, 32 of 2097152 used, at most 32')).slice(0, 5),
    ).toEqual([
      '1 waits Ready at call, 32 of 2097152 used, at most 32',
      '  stack 1 + 0x1fffe0 call: fabricated call: the thread begins there',
      '  stack 1 + 0x1fffe8 skip: fabricated skip: call returns there',
      '  stack 1 + 0x1ffff0 guard: fabricated guard: skip returns there',
      '  stack 1 + 0x1ffff8 unused: nothing: it keeps the stack aligned',
    ]);
    const after = picture(runtime, {});
    expect(after.filter((line) => !line.startsWith(' '))).toEqual([
      '0 main Running at exit+0x22, 312 of 8388608 used, at most 328',
      '1 waits Available at -, 0 of 2097152 used, at most 56',
      '2 nests Available at -, 0 of 2097152 used, at most 56',
      '3 nested Available at -, 0 of 2097152 used, at most 56',
    ]);
  });

  test('in every guest function on the way to the end', () => {
    const runtime = programOf('demo');
    for (const label of ['skip', 'guard', 't_return', 'switch']) {
      const lines = picture(runtime, { until: { address: label } });
      const running = lines.findIndex((line) => line.includes(` at ${label}, `));
      expect(lines[running]).toMatch(label === 'switch' ? / Available / : / Running /);
      const slots = lines
        .slice(running + 1)
        .filter((line, index, all) => all.slice(0, index + 1).every((one) => one.startsWith(' ')));
      expect(slots.filter((line) => / (data|code): /.test(line))).toEqual([]);
    }
  });

  test('are explained at every single instruction', () => {
    const runtime = programOf('demo');
    while (runtime.run({ maxInstructions: 1 }).kind === 'limit') {
      for (const { slots, resume, name } of contexts(runtime).threads) {
        expect(resume === null || resume.name !== '', name).toBe(true);
        expect(slots.filter(({ kind }) => kind === 'data' || kind === 'code')).toEqual([]);
      }
    }
  });
});

describe('stack slots', () => {
  test('saved registers and frames, with and without rbp', () => {
    const source = mainOf(
      'lea rdi, [rip+worker]\ncall spawn',
      `worker:
        push rbx
        push r12
        sub rsp, 24
        call framed
        add rsp, 24
        pop r12
        pop rbx
        ret
      framed:
        push rbp
        mov rbp, rsp
        push 5
        push rdi
        and rsp, -16
        sub rsp, 32
        call yield_thread
        leave
        ret`,
    );
    const lines = picture(runtimeOf(source), { until: { switch: 2 } });
    expect(lines.slice(lines.findIndex((line) => line.startsWith('1 '))).slice(0, 17)).toEqual([
      '1 worker Ready at framed+0x14, 152 of 2097152 used, at most 152',
      '  stack 1 + 0x1fff68 return: return address into framed+0x14',
      ...[0x70, 0x78, 0x80].map((at) => `  stack 1 + 0x1fff${at.toString(16)} local: local data of framed`),
      '  stack 1 + 0x1fff88 local: local data of framed',
      '  stack 1 + 0x1fff90 saved: saved rdi, pushed by framed',
      '  stack 1 + 0x1fff98 local: 5, pushed by framed',
      '  stack 1 + 0x1fffa0 saved: saved rbp of worker, pushed by framed',
      '  stack 1 + 0x1fffa8 return: return address into worker+0xc',
      '  stack 1 + 0x1fffb0 local: local data of worker',
      '  stack 1 + 0x1fffb8 local: local data of worker',
      '  stack 1 + 0x1fffc0 local: local data of worker',
      '  stack 1 + 0x1fffc8 saved: saved r12 of call, pushed by worker',
      '  stack 1 + 0x1fffd0 saved: saved rbx of call, pushed by worker',
      '  stack 1 + 0x1fffd8 return: return address into call+0xe',
      '  stack 1 + 0x1fffe0 unused: fabricated call, popped when the thread began',
    ]);
  });

  test('everything that preempt saves', () => {
    const source = mainOf(
      'lea rdi, [rip+worker]\ncall spawn\nmov eax, 24\nsyscall\nmov eax, 0',
      'worker: push rbx\nmov eax, 24\nsyscall\npop rbx\nret',
    );
    const runtime = runtimeOf(source);
    runtime.run({ until: { switch: 2 } });
    const { slots, resume } = contexts(runtime, { slots: 128 }).threads[1]!;
    expect(resume!.name).toMatch(/^preempt\+/);
    const saved = slots.filter(({ kind }) => kind === 'saved').map(({ text }) => text.split(/[ ,]/)[1]);
    const order = 'r15 r14 r13 r12 r11 r10 r9 r8 rdi rsi rbp rbx rdx rcx rax rflags rbx';
    expect(saved.join(' ')).toBe(order);
    expect(slots.find(({ kind }) => kind === 'interrupted')!.text).toBe('interrupted at worker+0x8');
    expect(slots.filter(({ text }) => text === 'red zone of the interrupted code')).toHaveLength(16);
    expect(slots.filter(({ kind }) => kind === 'data' || kind === 'code')).toEqual([]);
  });

  test('says what it cannot know', () => {
    const source = mainOf(
      'lea rdi, [rip+worker]\ncall spawn',
      'worker: mov rbx, rsp\nlea rax, [rip+after]\nsub rsp, rbp\npush rax\npush 7\npush rsp\ncall yield_thread\nafter: mov rsp, rbx\nret',
    );
    const runtime = runtimeOf(source);
    runtime.run({ until: { switch: 2 } });
    const { slots } = contexts(runtime, { slots: 4 }).threads[1]!;
    expect(slots.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'return: return address into after',
      'data: data: points to stack 1 + 0x1fffc8',
      'data: data',
      'code: behind a call: perhaps a return into after',
    ]);
  });

  test("of a program's own stack", () => {
    const runtime = programOf('pingpong', { SWITCHES: 4 });
    runtime.run({ until: { address: 'partner' } });
    const [base] = contexts(runtime).threads;
    expect([base!.name, base!.stack.used, base!.resume!.name]).toEqual(['base', null, 'partner']);
    expect(base!.slots[0]!.place).toBe('stack+0xfff8');
  });
});

test('the JSON has the shape and the hexadecimal strings that it promises', () => {
  const runtime = programOf('demo');
  runtime.run({ until: { switch: 2 } });
  const json = JSON.parse(JSON.stringify(contexts(runtime), bigintAsHex));
  expect(Object.keys(json)).toEqual([
    'instructions',
    'switches',
    'time',
    'current',
    'next',
    'at',
    'switching',
    'threads',
  ]);
  expect(json).toMatchObject({ current: 2 });
  expect(json.threads[1]).toMatchObject({
    id: 1,
    name: 'waits',
    state: 'Ready',
    stack: { base: '0x35fd000', size: 2097152, used: 56, highWater: 56, held: 2097152 },
    context: {
      rsp: '0x37fcfc8',
      r15: '0x0',
      r14: '0x0',
      r13: '0x0',
      r12: '0x0',
      rbx: '0x0',
      rbp: '0x0',
      thread_ptr: '0x3fff050',
    },
    resume: { name: 'waits+0x1a' },
  });
  expect(json.threads[1].slots[0]).toMatchObject({ address: '0x37fcfc8', kind: 'return' });
});

test('the running thread shows live registers', () => {
  const runtime = runtimeOf('.globl main\nmain: mov r12d, 0x1234\nhere: nop\nret');
  runtime.run({ until: { address: 'here' } });
  const [main] = contexts(runtime).threads;
  expect(main!.context.r12).toBe(0x1234n);
  expect(main!.context.rsp).toBe(runtime.machine.getRegister('rsp'));
  expect(main!.context.thread_ptr).toBe(runtime.threads[0]!.ctx.address);
});

test('the table of switches', () => {
  const runtime = programOf('demo');
  runtime.run();
  const { rows, dropped } = switchTable(runtime);
  expect(dropped).toBe(0);
  const lines = rows.map(
    ({ number, instruction, from, to, why, at, rspBefore, rspAfter }) =>
      `${number} at ${instruction} in ${at.name}: ${from.name} ${from.id} -> ${to.name} ${to.id}, ${why}, ${rspBefore.name} -> ${rspAfter.name}`,
  );
  expect(lines).toEqual([
    '1 at 36 in yield_thread+0x5: main 0 -> waits 1, yield, stack 0 + 0x7ffec8 -> stack 1 + 0x1fffe0',
    '2 at 68 in yield_thread+0x5: waits 1 -> nests 2, yield, stack 1 + 0x1fffc8 -> stack 2 + 0x1fffe0',
    '3 at 150 in t_return+0x5: nests 2 -> nested 3, finished, stack 2 + 0x1ffff8 -> stack 3 + 0x1fffe0',
    '4 at 224 in t_return+0x5: nested 3 -> main 0, finished, stack 3 + 0x1ffff8 -> stack 0 + 0x7ffec8',
    '5 at 246 in yield_thread+0x5: main 0 -> waits 1, yield, stack 0 + 0x7ffec8 -> stack 1 + 0x1fffc8',
    '6 at 318 in t_return+0x5: waits 1 -> main 0, finished, stack 1 + 0x1ffff8 -> stack 0 + 0x7ffec8',
  ]);
});

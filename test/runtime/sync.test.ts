/** Mutex, condition, semaphore and channel: what they refuse, and that what they promise holds in any order of events. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Runtime } from '../../src/runtime/index.ts';
import { mainOf, runtimeOf } from './program.ts';

const EXIT = { kind: 'exit', status: 0 };

const DATA = `
.bss
.balign 8
mutex: .zero 24
condition: .zero 16
semaphore: .zero 24
channel: .zero 96
values: .zero 64
value: .zero 8
inside: .zero 8
.section .rodata
newline: .asciz "\\n"
blank: .asciz " "
.text
.macro say value
  mov rdi, \\value
  call print_number
  lea rdi, [rip+newline]
  call print
.endm
.macro of function, object, more:vararg
  lea rdi, [rip+\\object]
  call \\function
  say rax
.endm
`;

function program(body: string, tasks = ''): Runtime {
  return runtimeOf(`${DATA}${mainOf(`${body}\nxor eax, eax`, tasks)}`, { maxThreads: 32, stackSize: 8192 });
}

function said(runtime: Runtime): number[] {
  expect(runtime.run({ maxInstructions: 3_000_000 })).toEqual(EXIT);
  return runtime.output.trim().split(/\s+/).map(Number);
}

describe('what makes no sense is refused', () => {
  const holds = 'lea rdi, [rip+holds]\ncall spawn\ncall yield_thread\n';
  test.each([
    ['to unlock what nobody holds', 'of mutex_unlock, mutex', [-1]],
    ['to unlock what another thread holds', `${holds}of mutex_unlock, mutex`, [-1]],
    ['to lock twice', 'of mutex_lock, mutex\nof mutex_lock, mutex\nof mutex_unlock, mutex', [0, -35, 0]],
    ['to have what another thread holds', `${holds}of mutex_try_lock, mutex`, [-16]],
    ['to wait without the mutex', 'lea rsi, [rip+mutex]\nof condition_wait, condition', [-1]],
    ['to have less than nothing', 'mov rsi, -1\nof semaphore_init, semaphore', [-22]],
    [
      'to have more than there can be',
      'movabs rsi, 0x7fffffffffffffff\nof semaphore_init, semaphore\nof semaphore_post, semaphore',
      [0, -75],
    ],
    ['to have room for nothing', 'lea rsi, [rip+values]\nmov edx, 0\nof channel_init, channel', [-22]],
    [
      'to send to what is closed, or to close it again',
      'lea rsi, [rip+values]\nmov edx, 8\nof channel_init, channel\nof channel_close, channel\nmov esi, 1\nof channel_send, channel\nof channel_close, channel\nlea rsi, [rip+value]\nof channel_receive, channel',
      [0, 0, -32, -32, 0],
    ],
    [
      'what is there is had',
      'of mutex_try_lock, mutex\nof mutex_unlock, mutex\nof condition_signal, condition\nof condition_broadcast, condition',
      [0, 0, 0, 0],
    ],
  ])('%s', (_, body, answers) => {
    const tasks =
      'holds: sub rsp, 8\nlea rdi, [rip+mutex]\ncall mutex_lock\nmov edi, 5\ncall sleep_ms\nadd rsp, 8\nret';
    expect(said(program(body, tasks))).toEqual(answers);
  });
});

const delays = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 12 });
const runs = { numRuns: 40 };

/** A thread for each delay: it sleeps so long, before and within what it does. */
function threads(times: readonly number[], task: string): string {
  return times.map((ms) => `mov esi, ${ms}\nlea rdi, [rip+${task}]\ncall spawn`).join('\n');
}

describe('in any order of events', () => {
  test('one thread at a time holds a mutex, and all of them get it', () => {
    const task = `locks: push rbx\nmov rbx, rdi\ncall sleep_ms
      lea rdi, [rip+mutex]\ncall mutex_lock
      inc QWORD PTR [rip+inside]\nmov rdi, rbx\nxor edi, 3\ncall sleep_ms\ncall unpark_all
      say [rip+inside]\ndec QWORD PTR [rip+inside]
      lea rdi, [rip+mutex]\ncall mutex_unlock\npop rbx\nret
      unpark_all: push rbx\nmov ebx, 12\n1: mov edi, ebx\ncall unpark\ndec ebx\njns 1b\npop rbx\nret`;
    fc.assert(
      fc.property(delays, (times) => {
        expect(said(program(threads(times, 'locks'), task))).toEqual(times.map(() => 1));
      }),
      runs,
    );
  });

  test('no more take of a semaphore than there are', () => {
    const task = `takes: push rbx\nmov rbx, rdi\ncall sleep_ms
      lea rdi, [rip+semaphore]\ncall semaphore_wait
      inc QWORD PTR [rip+inside]\nmov rdi, rbx\nxor edi, 3\ncall sleep_ms\nsay [rip+inside]\ndec QWORD PTR [rip+inside]
      lea rdi, [rip+semaphore]\ncall semaphore_post\npop rbx\nret`;
    fc.assert(
      fc.property(delays, fc.integer({ min: 1, max: 4 }), (times, most) => {
        const init = `mov esi, ${most}\nlea rdi, [rip+semaphore]\ncall semaphore_init\n`;
        const inside = said(program(init + threads(times, 'takes'), task));
        expect(inside.length).toBe(times.length);
        expect(Math.max(...inside)).toBeLessThanOrEqual(most);
      }),
      runs,
    );
  });

  test('a channel loses nothing, doubles nothing, and keeps the order of each sender', () => {
    const tasks = `sends: push rbx\npush r12\nsub rsp, 8\nmov rbx, rdi\nmov r12d, 3
      1: mov rdi, rbx\nand edi, 7\ncall sleep_ms\nlea rdi, [rip+channel]\nmov rsi, rbx\ncall channel_send\nadd rbx, 100\ndec r12d\njnz 1b
      add rsp, 8\npop r12\npop rbx\nret
      receives: sub rsp, 24
      1: lea rdi, [rip+channel]\nlea rsi, [rsp+8]\ncall channel_receive\ntest eax, eax\njz 2f\nsay [rsp+8]\nmov edi, 2\ncall sleep_ms\njmp 1b
      2: add rsp, 24\nret`;
    fc.assert(
      fc.property(
        delays,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 3 }),
        (times, room, receivers) => {
          const ids = times.map((ms, index) => 8 * (index + 1) + ms);
          const body = `lea rdi, [rip+channel]\nlea rsi, [rip+values]\nmov edx, ${room}\ncall channel_init
          ${threads(ids, 'sends')}\n${threads(Array<number>(receivers).fill(0), 'receives')}
          mov edi, 1000\ncall sleep_ms\nlea rdi, [rip+channel]\ncall channel_close`;
          const received = said(program(body, tasks));
          const sent = ids.flatMap((id) => [id, id + 100, id + 200]);
          expect(received.toSorted((a, b) => a - b)).toEqual(sent.toSorted((a, b) => a - b));
          for (const id of ids) {
            const own = received.filter((value) => value % 100 === id % 100);
            if (receivers === 1) expect(own).toEqual(own.toSorted((a, b) => a - b));
          }
        },
      ),
      runs,
    );
  });

  test('park never loses an unpark', () => {
    const tasks = `parks: push rbx\nmov rbx, rdi\ncall sleep_ms\ncall park\nsay 1\npop rbx\nret`;
    fc.assert(
      fc.property(delays, delays, (times, waits) => {
        const wakes = times.map(
          (_, index) =>
            `mov edi, ${waits[index % waits.length]}\ncall sleep_ms\nmov edi, ${index + 1}\ncall unpark`,
        );
        expect(said(program(`${threads(times, 'parks')}\n${wakes.join('\n')}`, tasks))).toEqual(
          times.map(() => 1),
        );
      }),
      runs,
    );
  });
});

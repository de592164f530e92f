/** Yields that the running code knows nothing of. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GENERAL_REGISTERS, XMM_REGISTERS } from '../../src/machine/index.ts';
import { State, type Runtime } from '../../src/runtime/index.ts';
import { mainOf, programOf, runtimeOf } from './program.ts';

function registers(runtime: Runtime): Record<string, bigint> {
  const names = [...GENERAL_REGISTERS, ...XMM_REGISTERS, 'rip', 'rflags', 'mxcsr', 'fctrl'] as const;
  return Object.fromEntries(names.map((name) => [name, runtime.machine.getRegister(name)]));
}

/** What is written, in no order and without slot numbers: with another order of events threads get other slots. */
function lettersOf({ output }: Runtime): string {
  return output.replaceAll(/\d/g, '').split('').sort().join('');
}

const NEIGHBOUR = `neighbour:
  ${['rbx', 'rbp', 'r12', 'r13', 'r14', 'r15'].map((name) => `mov ${name}, -1`).join('\n')}
  ${XMM_REGISTERS.map((name) => `pcmpeqd ${name}, ${name}`).join('\n')}
  push 0x1fbf
  ldmxcsr [rsp]
  mov DWORD PTR [rsp], 0x127f
  fldcw [rsp]
  pop rax
  ret`;

describe('sched_yield', () => {
  test('keeps every register but rax, rcx and r11, those of SSE too, the flags and the red zone', () => {
    const values = GENERAL_REGISTERS.filter((name) => !['rsp', 'rax'].includes(name));
    const source = mainOf(
      `lea rdi, [rip+neighbour]
      call spawn
      ${XMM_REGISTERS.map((name, index) => `mov eax, ${index + 100}\nmovq ${name}, rax\nmovhps ${name}, [rsp]`).join('\n')}
      ${values.map((name, index) => `movabs ${name}, 0x${(index + 1).toString(16).repeat(16)}`).join('\n')}
      movabs rax, 0x0123456789abcdef
      mov [rsp-8], rax
      mov [rsp-128], rax
      mov eax, 24
      stc
    here:
      syscall
    there:
      hlt`,
      NEIGHBOUR,
    );
    const runtime = runtimeOf(source);
    runtime.run({ until: { address: 'here' } });
    const before = registers(runtime);
    expect(runtime.run({ until: { address: 'there' } })).toEqual({ kind: 'stopped', why: 'address' });
    const after = registers(runtime);
    expect(after).toEqual({
      ...before,
      rax: 0n,
      rcx: after['rip'],
      r11: before['rflags'],
      rip: before['rip']! + 2n,
    });
    expect(runtime.threads[1]!.state).toBe(State.Available);
    const rsp = Number(after['rsp']);
    expect([8, 128].map((offset) => runtime.machine.readU64(rsp - offset))).toEqual(
      Array(2).fill(0x0123456789abcdefn),
    );
  });

  test('faults where the stack takes no more', () => {
    const runtime = runtimeOf(mainOf('mov eax, 24\nlea rsp, [rip+main]\nsyscall'));
    const main = runtime.image.symbols.find(({ name }) => name === 'main')!.address;
    const outcome = runtime.run();
    expect(outcome).toMatchObject({ kind: 'fault', status: 139, fault: { address: main - 136n, size: 8 } });
  });
});

describe('yieldThread from outside', () => {
  const source = mainOf(
    `lea rdi, [rip+neighbour]
    call spawn
    xor eax, eax
    mov ecx, 1000
  1: add eax, ecx
    imul edx, eax, 3
    mov [rsp-16], rdx
    xor eax, [rsp-16]
    loop 1b
    and eax, 255`,
    `neighbour: push rbx
    mov ebx, 1000
  1: mov rax, -1
    mov rcx, rax
    mov rdx, rax
    cmp rax, 0
    dec ebx
    jnz 1b
    pop rbx
    ret`,
  );
  const expected = runtimeOf(source).run();

  test('changes nothing but the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }), (steps) => {
        const runtime = runtimeOf(source);
        for (const step of steps) {
          const others = runtime.threads.some(({ state }) => state === State.Ready);
          const { current, switchCount } = runtime;
          expect(runtime.tYield()).toBe(others);
          if (others)
            expect([runtime.current !== current, runtime.switchCount]).toEqual([true, switchCount + 1]);
          expect(runtime.run({ maxInstructions: step })).toEqual({ kind: 'limit' });
        }
        expect(runtime.run()).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('waits until a switch that is under way is over', () => {
    const whole = programOf('demo');
    whole.run();
    for (let stop = 0; stop < whole.instructions; stop++) {
      const runtime = programOf('demo');
      runtime.run({ maxInstructions: stop });
      runtime.yieldThread();
      expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
      expect(lettersOf(runtime)).toEqual(lettersOf(whole));
    }
  });

  test('does nothing after the end', () => {
    const runtime = programOf('demo');
    runtime.run();
    expect(runtime.tYield()).toBe(false);
    runtime.tReturn();
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
  });
});

describe('tReturn from outside', () => {
  test('ends the running thread as if its task had returned', () => {
    const runtime = programOf('demo');
    runtime.run({ until: { switch: 1 } });
    runtime.tReturn();
    expect([runtime.current, runtime.threads[1]!.state]).toEqual([2, State.Available]);
    expect(runtime.output).toBe('THREAD 1 FINISHED.\n');
    expect(runtime.switches.at(-1)).toMatchObject({ number: 2, from: 1, to: 2, why: 'finished' });
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
  });

  test('does nothing to the base thread', () => {
    const runtime = programOf('demo');
    runtime.tReturn();
    expect([runtime.current, runtime.instructions]).toEqual([0, 0]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unshared } from '../../src/machine/index.ts';
import type { Runtime, Snapshot } from '../../src/runtime/index.ts';
import { mainOf, programOf, runtimeOf } from './program.ts';
import { whole } from './whole.ts';

const at = (runtime: Runtime, instruction: number): unknown => {
  runtime.run({ until: { instruction } });
  return whole(runtime);
};

const PROGRAMS = {
  demo: () => programOf('demo'),
  counters: () => programOf('counters'),
  'a heap that grows': () =>
    runtimeOf(
      mainOf(
        `xor edi, edi; mov eax, 12; syscall; mov rbx, rax
         1: lea rdi, [rbx + 0x3000]; mov eax, 12; syscall; mov [rbx + 0x1000], rbx; add rbx, 0x3000
         mov rsi, rsp; mov edi, 1; mov edx, 1; push 0x41; mov rsi, rsp; mov eax, 1; syscall; pop rax
         mov rax, rsp; inc DWORD PTR [rip + count]; cmp DWORD PTR [rip + count], 9; jb 1b`,
        '.data\ncount: .long 0',
      ),
    ),
  'threads that wait': () =>
    runtimeOf(
      mainOf(
        `lea rdi, [rip + sleeper]; mov esi, 3; call spawn; lea rdi, [rip + reader]; mov esi, 2; call spawn
         mov edi, 1; call join; mov rdi, rax; call print_number; mov edi, 2; call unpark`,
        `sleeper: push rdi; call sleep_ms; pop rdi; call thread_exit
         reader: push rbx; sub rsp, 16; mov esi, 65; call socket_after; mov edi, eax; mov ebx, eax
         mov rsi, rsp; mov edx, 8; xor eax, eax; syscall; mov rdi, [rsp]; call print_number
         mov edi, ebx; call close; call park; add rsp, 16; pop rbx; ret`,
      ),
    ),
} as const;

describe.each(Object.entries(PROGRAMS))('%s', (_, begin) => {
  test('is the same at each instruction, whichever way it has come there', () => {
    const end = begin();
    end.run();
    const last = end.instructions;
    const steps = fc.oneof(
      fc.record({ kind: fc.constant('run' as const), at: fc.integer({ min: 0, max: last + 5 }) }),
      fc.record({ kind: fc.constant('snapshot' as const) }),
      fc.record({ kind: fc.constant('restore' as const), which: fc.nat(30) }),
    );
    fc.assert(
      fc.property(fc.array(steps, { minLength: 5, maxLength: 25 }), (walk) => {
        const runtime = begin();
        const snapshots: Snapshot[] = [runtime.snapshot()];
        const seen: { readonly instruction: number; readonly whole: unknown }[] = [];
        for (const one of walk) {
          if (one.kind === 'snapshot') snapshots.push(runtime.snapshot());
          else if (one.kind === 'run') runtime.run({ until: { instruction: one.at } });
          else runtime.restore(snapshots[one.which % snapshots.length]!);
          seen.push({ instruction: runtime.instructions, whole: whole(runtime) });
        }
        const straight = begin();
        for (const { instruction, whole: found } of seen.toSorted((a, b) => a.instruction - b.instruction)) {
          expect(found).toEqual(at(straight, instruction));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a snapshot', () => {
  test('is plain data that another runtime of the program goes on from', () => {
    const first = programOf('demo');
    first.run({ until: { switch: 3 } });
    const copy = structuredClone(first.snapshot());
    first.run();
    const second = programOf('demo');
    second.restore(copy);
    expect(second.switchCount).toBe(3);
    second.run();
    expect(whole(second)).toEqual(whole(first));
  });

  test('copies only what has changed, with many threads too', () => {
    const maxThreads = 100_000;
    const runtime = runtimeOf(mainOf('call yield_thread', 'task: ret'), { maxThreads, stackSize: 2048 });
    for (let id = 1; id < maxThreads; id++) runtime.spawn('task');
    const before = runtime.snapshot();
    runtime.run({ until: { switch: 5 } });
    const after = runtime.snapshot();
    expect(unshared(before.machine.pages, after.machine.pages).length).toBeLessThan(20);
    expect(unshared(before.threads.runnable, after.threads.runnable).length).toBeLessThanOrEqual(2);
    expect(unshared(before.switches.records, after.switches.records)).toHaveLength(1);
    runtime.restore(before);
    expect(runtime.switchCount).toBe(0);
    expect(runtime.threads.filter(({ state }) => state === 'Ready')).toHaveLength(maxThreads - 1);
  });
});

describe('output', () => {
  const twice = mainOf(
    'lea rdi, [rip + text]; call print; mov rdi, [rip + chosen]; call print; lea rdi, [rip + text]; call print',
    '.data\nchosen: .quad other\ntext: .asciz "one"\nother: .asciz "é"\nthird: .asciz "è"',
  );

  const choose = ({ machine, process }: Runtime, label: string): void => {
    machine.writeU64(Number(process.symbols.get('chosen')), process.symbols.get(label));
  };

  test('shrinks when a run goes back, and is another when it goes another way', () => {
    const runtime = runtimeOf(twice);
    const begin = runtime.snapshot();
    runtime.run();
    expect(runtime.output).toBe('oneéone');
    const end = runtime.snapshot();
    runtime.restore(begin);
    expect(runtime.output).toBe('');
    choose(runtime, 'third');
    runtime.run();
    expect(runtime.output).toBe('oneèone');
    runtime.restore(end);
    expect(runtime.output).toBe('oneéone');
  });

  test('is not told a second time', () => {
    const told: string[] = [];
    const runtime = runtimeOf(twice, { onWrite: (_, bytes) => told.push(new TextDecoder().decode(bytes)) });
    const begin = runtime.snapshot();
    runtime.run();
    runtime.restore(begin);
    runtime.run();
    expect(told).toEqual(['one', 'é', 'one']);
    runtime.restore(begin);
    choose(runtime, 'third');
    runtime.run();
    expect(told).toEqual(['one', 'é', 'one', 'è', 'one']);
  });
});
